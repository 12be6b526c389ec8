import fc from 'fast-check';
import { availableActions } from '../../../domain/access.ts';
import type { Context, Lifecycle } from '../../../domain/lifecycle.ts';
import { evaluation } from '../../../domain/lifecycles/evaluation.ts';
import { type EvaluationState, evolve, stages } from '../../../domain/lifecycles/evaluation-state.ts';
import { ASSESSOR, evaluated, STEPS, scores, usesOf } from '../../support/evaluation.ts';
import { actor, PARTIES, PEOPLE, type Play, realPolicy, type Step, smallPolicy } from '../../support/lifecycle.ts';
import { moves, playMoves } from '../../support/random-play.ts';

const HN = realPolicy('hn');
const LF = realPolicy('lf');
const GZ = realPolicy('gz');
const YZ = realPolicy('yz');
const { agency, clerk, head, province, town } = PEOPLE;
const { open, arrange, selfEvaluate, score, joint, spotCheck, grade, returnGrading } = STEPS;
const confirm = (on: string, policy = LF): Step => STEPS.confirm(on, usesOf(policy));

const third = arrange({ evaluator: 'assessor' });
const round = (n: number, on: string, by = ASSESSOR): Step => ({ ...score(on, { ...scores(HN, 80, 90), round: n }), by });
const HN_SCORED = [open(), third, round(1, '2025-11-05'), round(2, '2025-12-20')];
const LF_SCORED = [open(), arrange(), score('2025-11-05', scores(LF, 80, 90)), joint()];
const LF_GRADED = [...LF_SCORED, grade('2025-12-12', { grade: '优秀' })];
const LF_CONFIRMED = [...LF_GRADED, confirm('2025-12-15')];

describe('opening', () => {
  test('is refused where the pack knows no evaluation, for a contract that ends before it starts, and to people', () => {
    expect(evaluated(smallPolicy({})).give(open()).answer).toBe('policy.no-rule');
    expect(evaluated(LF).give(open({ endsOn: '2025-02-28' })).answer).toBe('policy.out-of-order');
    expect(evaluated(LF).give({ ...open(), by: head }).answer).toBe('access.forbidden');
    expect(evaluated(LF, open()).give(open()).answer).toBe('process.exists');
  });
  test('reads from the pack how many rounds there are, who scores, who checks on the spot', () => {
    expect(evaluated(HN, open()).state).toMatchObject({
      roundsAsked: 2,
      scorers: ['purchaser', 'evaluator'],
      spotCheckers: ['superior', 'upper'],
    });
    expect(evaluated(LF, open()).state).toMatchObject({ roundsAsked: 1, scorers: ['purchaser'], spotCheckers: ['superior'] });
    expect(evaluated(GZ, open()).state).toMatchObject({ roundsAsked: 1, scorers: ['upper'], spotCheckers: [] });
  });
  test('whoever evaluates is waited for by name', () => {
    const { evaluator: _, ...without } = PARTIES;
    expect(evaluated(LF, open({ parties: without })).state.parties.evaluator).toBe('county');
    expect(evaluated(LF, open({ parties: {} })).state.parties.evaluator).toBeUndefined();
    expect(evaluated(HN, open(), third).state.parties.evaluator).toBe('assessor');
  });
});

describe('the days', () => {
  test('HN: two rounds and the confirmation 45 days before the contract ends, a spot check by the end of the year', () => {
    const days = evaluated(HN, open())
      .duties()
      .map(({ key, label, due }) => [key, label, due?.due]);
    expect(days).toEqual([
      ['round-1', '年度评估（第1次）', '2026-01-14'],
      ['round-2', '年度评估（第2次）', '2026-01-14'],
      ['spot-check', '抽查评估', expect.any(String)],
      ['result-confirmed', '评估结果确认', '2026-01-14'],
    ]);
  });
  test('LF: the end of the year comes first where it covers half of the contract, else the days before its end', () => {
    const due = (startsOn: string, endsOn: string) => {
      const played = evaluated(LF, open({ startsOn, endsOn }));
      return [played.duty('result-confirmed')?.due?.due, played.duty('joint-evaluation')?.due?.due];
    };
    expect(due('2025-03-01', '2026-02-28')).toEqual(['2025-12-31', '2025-12-31']);
    expect(due('2025-09-01', '2026-08-31')).toEqual(['2026-07-17', '2026-12-31']);
  });
  test('GZ: self-evaluation before the 10th of the last month; the one evaluation is the final one and has no day', () => {
    const played = evaluated(GZ, open());
    expect(played.duty('self-evaluation')?.due?.due).toBe('2026-02-10');
    expect(played.duty('final-evaluation')).toMatchObject({ owes: 'upper', command: 'confirm-result' });
    expect(played.duty('final-evaluation')?.due).toBeUndefined();
  });
  test('where several towns share a road the purchaser sees to the joint evaluation', () => {
    const { town: _, ...without } = PARTIES;
    expect(evaluated(LF, open({ parties: without })).duty('joint-evaluation')?.owes).toBe('purchaser');
    expect(evaluated(LF, open()).duty('joint-evaluation')?.owes).toBe('town');
  });
  test('spot checks: once a year, or once in each period of the pack', () => {
    const played = evaluated(LF, open(), spotCheck());
    expect(played.duty('spot-check')?.met).toBe('2025-09-10');
    const halves = evaluated(YZ, open(), { ...spotCheck('2025-09-10'), by: clerk });
    expect(
      halves
        .duties()
        .filter(({ slot }) => slot === 'evaluation.spot-check')
        .map(({ key, met }) => [key, met]),
    ).toEqual([
      ['spot-check:2025-06-30', undefined],
      ['spot-check:2025-12-31', '2025-09-10'],
      ['spot-check:2026-02-28', undefined],
    ]);
    expect(evaluated(LF, open()).give({ ...spotCheck(), by: clerk }).answer).toBe('access.forbidden');
    expect(evaluated(GZ, open()).give({ ...spotCheck(), by: PEOPLE.system }).answer).toBe('policy.no-rule');
    expect(evaluated(LF, open()).give({ ...spotCheck('2025-09-10'), on: '2025-09-09' }).answer).toBe('policy.date-in-future');
  });
});

describe('arranging', () => {
  test('a third party is named where the pack asks for one, and is neither the contractor nor the purchaser', () => {
    const answer = (policy: typeof HN, evaluator?: string) =>
      evaluated(policy, open()).give(arrange(evaluator ? { evaluator } : {})).answer;
    expect([answer(HN), answer(HN, 'county'), answer(HN, 'agency'), answer(HN, 'nowhere')]).toEqual([
      'policy.condition-unmet',
      'policy.condition-unmet',
      'policy.condition-unmet',
      'request.invalid',
    ]);
    expect([answer(LF), answer(LF, 'county'), answer(LF, 'agency')]).toEqual(['accepted', 'accepted', 'policy.condition-unmet']);
  });
  test('asks for the facts of the evaluator that is named', () => {
    const body = (evaluator: object) => ({ name: 'arrange', body: { plannedOn: '2025-11-03', ...evaluator } }) as never;
    expect(evaluation.needs?.(body({ evaluator: 'assessor' }), undefined)).toEqual({ organisations: ['assessor'] });
    expect(evaluation.needs?.(body({}), undefined)).toEqual({});
  });
  test('twice is refused', () => {
    expect(evaluated(LF, open(), arrange()).give(arrange()).answer).toBe('process.wrong-stage');
  });
});

describe('self-evaluation (GZ)', () => {
  test('comes before the review; others and other packs are refused', () => {
    const played = evaluated(GZ, open(), arrange());
    expect(played.state.stage).toBe('self-evaluation');
    expect(played.give({ ...score('2026-02-01', scores(GZ, 80, 80)), by: province }).answer).toBe('process.wrong-stage');
    expect(played.give({ ...selfEvaluate(), by: clerk }).answer).toBe('access.forbidden');
    expect(evaluated(LF, open()).give(selfEvaluate()).answer).toBe('policy.no-rule');
    expect(played.must(selfEvaluate('2026-02-10')).events).toMatchObject([{ late: false }]);
    expect(played.state.stage).toBe('review');
    expect(played.duty('self-evaluation')?.met).toBe('2026-02-10');
    expect(played.give(selfEvaluate()).answer).toBe('process.already-done');
  });
  test('handed in before the arrangement, the review begins with it', () => {
    expect(evaluated(GZ, open(), selfEvaluate('2025-10-01'), arrange()).state.stage).toBe('review');
  });
  test('missed, the review goes on without it; late, it is accepted and marked', () => {
    const played = evaluated(GZ, open(), arrange());
    played.fallDue('self-evaluation', '2026-02-11');
    expect(played.state.stage).toBe('review');
    expect(played.must(selfEvaluate('2026-02-12')).events).toMatchObject([{ late: true }]);
    expect(played.state.stage).toBe('review');
    expect(played.fallDue('result-confirmed', '2026-02-12').events).toEqual([]);
  });
});

describe('scores', () => {
  const reviewing = () => evaluated(HN, open(), third);

  test('are entered by whom the pack names', () => {
    expect(evaluated(LF, open(), arrange()).give({ ...score('2025-11-05', scores(LF, 80, 90)), by: town }).answer).toBe('access.forbidden');
    expect(reviewing().give({ ...round(1, '2025-11-05'), by: agency }).answer).toBe('access.forbidden');
    expect(reviewing().give({ ...round(1, '2025-11-05'), by: clerk }).answer).toBe('accepted');
  });
  test('round after round (HN-61): in order, none twice, the later not before the earlier', () => {
    const played = reviewing();
    expect(played.give(round(2, '2025-11-05')).answer).toBe('policy.condition-unmet');
    expect(played.give(round(1, '2025-02-28')).answer).toBe('policy.out-of-order');
    played.must(round(1, '2025-11-05'));
    expect(played.state.stage).toBe('review');
    expect(played.give(round(1, '2025-11-06')).answer).toBe('process.already-done');
    expect(played.give(round(2, '2025-11-04')).answer).toBe('policy.out-of-order');
    played.must(round(2, '2025-12-20'));
    expect(played.state.stage).toBe('scored');
    expect(
      played
        .duties()
        .filter(({ met }) => met)
        .map(({ key }) => key),
    ).toEqual(['round-1', 'round-2']);
  });
  test('of one station only are refused, naming the field', () => {
    const { refusal } = reviewing().give(score('2025-11-05', { scores: [{ station: 'station-a', total: 80 }] }));
    expect(refusal).toMatchObject({ refused: 'request.invalid', fields: [{ field: 'scores', allowed: ['station-a', 'station-b'] }] });
  });
  test('late ones are accepted and marked', () => {
    expect(reviewing().must(round(1, '2026-01-14')).events).toMatchObject([{ late: false }]);
    expect(reviewing().must(round(1, '2026-01-15')).events).toMatchObject([{ late: true }]);
  });
});

describe('the joint evaluation (LF-43)', () => {
  test('is refused to others, elsewhere, twice, and dated ahead', () => {
    expect(evaluated(LF, open()).give({ ...joint(), by: agency }).answer).toBe('access.forbidden');
    expect(evaluated(HN, open()).give(joint()).answer).toBe('policy.no-rule');
    expect(evaluated(LF, open()).give({ ...joint('2025-12-11'), on: '2025-12-10' }).answer).toBe('policy.date-in-future');
    expect(evaluated(LF, open(), joint()).give(joint('2025-12-11')).answer).toBe('process.already-done');
  });
  test('late, it is accepted and marked', () => {
    expect(evaluated(LF, open()).must(joint('2025-12-31')).events).toMatchObject([{ late: false }]);
    expect(evaluated(LF, open()).must({ ...joint('2026-01-04'), by: clerk }).events).toMatchObject([{ late: true }]);
  });
  test('must exist before the result is confirmed', () => {
    const played = evaluated(LF, ...LF_SCORED.slice(0, 3), grade('2025-12-12', { grade: '优秀' }));
    expect(played.give(confirm('2025-12-15')).refusal).toMatchObject({
      refused: 'policy.condition-unmet',
      detail: expect.stringContaining('LF-43'),
    });
    played.must(joint('2025-12-15'));
    expect(played.give(confirm('2025-12-15')).answer).toBe('accepted');
  });
});

describe('confirming', () => {
  test('not before a grade, not by a clerk, not by anybody who scored or graded', () => {
    expect(evaluated(LF, ...LF_SCORED).give(confirm('2025-12-15')).answer).toBe('process.wrong-stage');
    expect(evaluated(LF, ...LF_GRADED).give({ ...confirm('2025-12-15'), by: clerk }).answer).toBe('access.forbidden');
    const both = actor('county', 'head', 'county-clerk');
    expect(evaluated(LF, ...LF_GRADED).give({ ...confirm('2025-12-15'), by: both }).answer).toBe('access.same-person');
    // who entered the first of two rounds is kept out as well
    const byHead = evaluated(
      HN,
      open(),
      third,
      round(1, '2025-11-05', head),
      round(2, '2025-12-20'),
      grade('2025-12-22', { grade: '合格' }),
    );
    expect(byHead.give(confirm('2025-12-23', HN)).answer).toBe('access.same-person');
    expect(byHead.give({ ...confirm('2025-12-23', HN), by: actor('county', 'head', 'another') }).answer).toBe('accepted');
  });
  test('tells the road: passed or not, with the grade', () => {
    const { followUps } = evaluated(LF, ...LF_GRADED).must(confirm('2025-12-15'));
    const body = { evaluationId: 'this', contractId: 'contract', passed: true, grade: '优秀', confirmedOn: '2025-12-15' };
    expect(followUps).toEqual([{ kind: 'purchase-cycle', processId: 'road', command: 'record-evaluation-result', body }]);
    const failed = evaluated(HN, ...HN_SCORED, grade('2025-12-22', { grade: '不合格' }), confirm('2025-12-23', HN));
    expect(failed.followUps).toMatchObject([{ body: { passed: false, grade: '不合格' } }]);
  });
  test('where the pack knows no grades the result is recorded and nothing follows (GZ)', () => {
    const played = evaluated(GZ, open(), selfEvaluate('2025-10-01'), arrange(), {
      ...score('2026-02-20', scores(GZ, 80, 90)),
      by: province,
    });
    played.must(grade('2026-02-24', { grade: '较好' }));
    played.must(confirm('2026-02-25', GZ));
    expect(played.state.conclusion).toEqual({ grade: '较好', score: 85, passed: null, failing: [] });
    expect(played.followUps).toEqual([]);
    expect(played.duty('final-evaluation')?.met).toBe('2026-02-25');
  });
  test('late, it is accepted and marked; twice is refused; the head may send the grade back', () => {
    expect(evaluated(LF, ...LF_GRADED).must(confirm('2025-12-31')).events).toMatchObject([{ late: false }]);
    expect(evaluated(LF, ...LF_GRADED).must(confirm('2026-01-04')).events).toMatchObject([{ late: true }]);
    expect(evaluated(LF, ...LF_CONFIRMED).give(confirm('2025-12-16')).answer).toBe('process.wrong-stage');
    const played = evaluated(LF, ...LF_GRADED, returnGrading('2025-12-13'));
    expect(played.state).toMatchObject({ stage: 'scored', conclusion: null });
    expect(played.give(confirm('2025-12-15')).answer).toBe('process.wrong-stage');
  });
});

test('what is offered fits the pack', () => {
  const offered = (policy: typeof HN, steps: Step[], by: typeof clerk) => {
    const { folded, state } = evaluated(policy, ...steps);
    return availableActions(evaluation as Lifecycle, folded, by, state.parties, policy).map(({ command }) => command);
  };
  expect(offered(HN, [open(), third], ASSESSOR)).toEqual(['record-scores']);
  expect(offered(LF, [open(), arrange()], town)).toEqual(['record-joint-evaluation']);
  expect(offered(HN, [open(), third], town)).toEqual([]);
  expect(offered(LF, LF_GRADED, head)).toEqual(['grade', 'return-grading', 'confirm-result']);
  expect(offered(LF, LF_CONFIRMED, agency)).toEqual(['request-review']);
});

const REACHED: Record<EvaluationState['stage'], () => Play<EvaluationState>> = {
  planned: () => evaluated(LF, open()),
  'self-evaluation': () => evaluated(GZ, open(), arrange()),
  review: () => evaluated(LF, open(), arrange()),
  scored: () => evaluated(LF, ...LF_SCORED),
  graded: () => evaluated(LF, ...LF_GRADED),
  'result-confirmed': () => evaluated(LF, ...LF_CONFIRMED),
  'review-requested': () => evaluated(LF, ...LF_CONFIRMED, STEPS.requestReview('2025-12-16')),
  published: () =>
    evaluated(
      YZ,
      open(),
      third,
      { ...score('2025-11-05', scores(YZ, 80, 90)) },
      grade('2025-12-01', { grade: '合格' }),
      confirm('2025-12-02', YZ),
      STEPS.publish('2025-12-20'),
    ),
  'reported-up': () => evaluated(LF, ...LF_CONFIRMED, STEPS.reportUp('2025-12-16')),
  closed: () => {
    const played = evaluated(LF, ...LF_CONFIRMED, STEPS.reportUp('2025-12-16'));
    played.fallDue('review-window', '2025-12-23');
    return played;
  },
  cancelled: () => evaluated(LF, open(), STEPS.close('2025-06-30')),
};

test('every command in every stage is decided as the table of stages says', () => {
  const on = '2026-03-31';
  const all = [
    open(),
    arrange(),
    selfEvaluate(on),
    score(on, scores(LF, 80, 90)),
    joint(on),
    spotCheck(on),
    STEPS.midTerm(on, true),
    STEPS.summarise(on),
    grade(on, { grade: '合格' }),
    returnGrading(on),
    confirm(on),
  ];
  const later = [
    STEPS.requestReview(on),
    STEPS.answer(on),
    STEPS.publish(on),
    STEPS.reportUp(on),
    STEPS.finalReport(on),
    STEPS.finalEvaluation(on),
    STEPS.close(on),
  ];
  expect([...all, ...later].map(({ command }) => command).sort()).toEqual(Object.keys(evaluation.commands).sort());
  for (const stage of Object.keys(REACHED) as EvaluationState['stage'][]) {
    for (const step of [...all, ...later]) {
      const played = REACHED[stage]();
      expect(played.state.stage).toBe(stage);
      const { answer } = played.give({ ...step, by: PEOPLE.system, on });
      const rule = evaluation.commands[step.command];
      if (step.command === 'open') expect(answer).toBe('process.exists');
      else if ('ends' in stages[stage]) expect(answer).toBe('process.closed');
      else if (rule?.stages !== 'open' && !rule?.stages.includes(stage)) expect(answer).toBe('process.wrong-stage');
      else expect(['process.closed', 'process.wrong-stage']).not.toContain(answer);
    }
  }
});

test('a record that cannot be is a defect; without a process there is nothing to decide', () => {
  expect(() => evolve(undefined, { type: 'evaluation-closed' })).toThrow('before the opening');
  const { state } = evaluated(LF, open());
  expect(() => evolve(state, { type: 'other' } as never)).toThrow('unexpected value');
  const given = (name: string, before?: EvaluationState) =>
    evaluation.decide(before, { name, body: {} } as never, { policy: LF } as Context);
  expect(given('confirm-result')).toMatchObject({ refused: 'object.not-found' });
  expect(() => given('other', state)).toThrow('unexpected value');
  expect(() => given('confirm-result', state)).toThrow('without a conclusion');
  expect(evaluation.followUps({ type: 'result-confirmed', passed: true, grade: null } as never, state, {} as Context)).toEqual([]);
});

test('random sequences never throw; the state is the fold of its journal', () => {
  const days = fc.integer({ min: 0, max: 500 }).map((n) => new Date(Date.UTC(2025, 2, 1 + n)).toISOString().slice(0, 10));
  const text = fc.constant('略');
  const marks = fc.tuple(fc.nat({ max: 100 }), fc.nat({ max: 100 }));
  const grades = fc.constantFrom('不合格', '合格', '优秀');
  const ofPack = (policy: typeof HN) =>
    moves({
      arrange: [fc.record({ plannedOn: days, evaluator: fc.constantFrom('assessor', 'agency') }), clerk],
      'submit-self-evaluation': [fc.constant({ documents: [{ name: '自评' }] }), agency],
      'record-scores': [
        fc
          .tuple(fc.integer({ min: 1, max: 2 }), days, marks)
          .map(([n, on, [a, b]]) => ({ round: n, evaluatedOn: on, ...scores(policy, a, b) })),
        clerk,
        ASSESSOR,
      ],
      'record-joint-evaluation': [fc.record({ evaluatedOn: days, opinion: text }), town],
      grade: [fc.record({ grade: grades, conclusion: text }), clerk],
      'confirm-result': [fc.constantFrom(usesOf(policy), {}), head],
      'record-mid-term-evaluation': [fc.record({ evaluatedOn: days, passed: fc.boolean(), opinion: text }), clerk],
      'request-review': [fc.record({ reason: text }), agency],
      'answer-review': [fc.record({ outcome: fc.constantFrom('upheld', 'changed'), grade: grades, reason: text }), head],
      publish: [fc.record({ publishedOn: days, medium: text }), clerk],
      'report-up': [fc.record({ reportedOn: days }), clerk],
      'record-final-report': [fc.record({ submittedOn: days }), clerk],
      'record-final-evaluation': [fc.record({ evaluatedOn: days, adoptsAnnual: fc.boolean(), grade: grades }), clerk],
    });
  let accepted = 0;
  const play = (policy: typeof HN) =>
    fc.property(ofPack(policy), (list) => {
      accepted += playMoves(evaluated(policy, open()), list, '2025-09-01');
    });
  for (const policy of [HN, LF, GZ, YZ]) fc.assert(play(policy), { numRuns: 30 });
  expect(accepted).toBeGreaterThan(100);
});
