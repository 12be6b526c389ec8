import type { OrganisationId } from '../../../domain/ids.ts';
import type { Context } from '../../../domain/lifecycle.ts';
import { lastReviewDay } from '../../../domain/lifecycles/evaluation-duties.ts';
import { publish, requestReview } from '../../../domain/lifecycles/evaluation-result.ts';
import { conclude, gradesOf, proposalOf, scoresOf } from '../../../domain/lifecycles/evaluation-score.ts';
import type { Policy } from '../../../domain/policy.ts';
import { evaluated, STEPS, scores, usesOf } from '../../support/evaluation.ts';
import { actor, CALENDAR, day, PEOPLE, realPolicy, smallPolicy } from '../../support/lifecycle.ts';

const LF = realPolicy('lf');
const HN = realPolicy('hn');
const YZ = realPolicy('yz');
const stations = ['station-a', 'station-b'] as OrganisationId[];
const { agency, clerk, head } = PEOPLE;
const {
  open,
  arrange,
  score,
  joint,
  grade,
  confirm,
  requestReview: ask,
  answer,
  publish: makePublic,
  reportUp,
  finalReport,
  finalEvaluation,
} = STEPS;

const recurring = { kind: 'recurring', owes: 'purchaser', every: 'year', default: 'Q-26/confirmed' } as const;
const grades = { kind: 'flow', steps: [{ code: 'a', label: '甲' }], ranks: ['不合格', '合格'], pass: '合格' } as const;
const PLAIN = smallPolicy({
  'evaluation.annual': recurring,
  'evaluation.grades': { ...grades, ranks: [...grades.ranks], steps: [...grades.steps] },
});

const confirmed = (policy: Policy, given = '合格') =>
  evaluated(
    policy,
    open(),
    arrange({ evaluator: 'assessor' }),
    score('2025-11-05', scores(policy, 80, 90)),
    ...(policy === LF ? [joint()] : []),
    grade('2025-12-12', { grade: given }),
    confirm('2025-12-15', usesOf(policy)),
  );

describe('the scores of one round', () => {
  const weighted = smallPolicy({
    'evaluation.components': {
      kind: 'flow',
      steps: [
        { code: 'effect', label: '服务成效' },
        { code: 'money', label: '资金' },
      ],
      shares: [70, 30],
    },
  });
  const parts = (effect: number, money: number) => [
    { code: 'effect', score: effect },
    { code: 'money', score: money },
  ];

  test('hold every station once', () => {
    const one = { station: stations[0] ?? ('' as OrganisationId), total: 80 };
    const unknown = { station: 'elsewhere' as OrganisationId, total: 80 };
    for (const given of [[one], [one, one], [one, unknown]])
      expect(scoresOf(given, stations, PLAIN)).toMatchObject({
        refused: 'request.invalid',
        fields: [{ field: 'scores', allowed: stations }],
      });
  });
  test('hold every component of the pack, and none that it does not know', () => {
    const given = (components?: { code: string; score: number }[]) =>
      stations.map((station) => ({ station, total: 80, ...(components && { components }) }));
    expect(scoresOf(given(), stations, HN)).toMatchObject({ refused: 'policy.document-missing', detail: expect.stringContaining('HN-83') });
    expect(scoresOf(given(parts(80, 80)), stations, PLAIN)).toMatchObject({ refused: 'policy.document-missing' });
    expect(scoresOf(given([...parts(80, 80).slice(0, 1), ...parts(80, 80).slice(0, 1)]), stations, weighted)).toMatchObject({
      refused: 'policy.document-missing',
    });
  });
  test('a total is computed where the pack has weights, else it is entered (Q-34)', () => {
    const given = (total?: number) =>
      stations.map((station) => ({ station, components: parts(85.5, 60), ...(total !== undefined && { total }) }));
    expect(scoresOf(given(), stations, weighted)).toMatchObject([{ total: 77.85 }, { total: 77.85 }]);
    expect(scoresOf(given(80), stations, weighted)).toMatchObject({ refused: 'request.invalid', fields: [{ field: 'scores.0.total' }] });
    expect(
      scoresOf(
        stations.map((station) => ({ station })),
        stations,
        PLAIN,
      ),
    ).toMatchObject({ refused: 'request.invalid' });
    expect(
      scoresOf(
        stations.map((station) => ({ station, total: 66 })),
        stations,
        PLAIN,
      ),
    ).toMatchObject([{ total: 66 }, { total: 66 }]);
  });
});

describe('the proposal', () => {
  const rounds = (...totals: [number, number][]) =>
    totals.map((pair) => ({ scores: stations.map((station, index) => ({ station, total: pair[index] ?? 0, components: [] })) }));

  test('is the mean of rounds and stations (Q-29), with the grade of the bands (Q-30) that the pack knows, and the failing stations (Q-85)', () => {
    expect(proposalOf(rounds([80, 50], [90, 60]), PLAIN)).toEqual({ grade: '合格', score: 70, passed: true, failing: ['station-b'] });
    expect(proposalOf(rounds([95, 95]), LF)).toMatchObject({ grade: '优秀', passed: true, failing: [] });
    expect(proposalOf(rounds([59.99, 59.99]), LF)).toMatchObject({ grade: '不合格', passed: false });
  });
  test('without grades in the pack there is a score only; without bands no grade', () => {
    expect(proposalOf(rounds([80, 90]), smallPolicy({}))).toEqual({ grade: null, score: 85, passed: null, failing: [] });
    const withBands = (bands: unknown): Policy => ({ ...PLAIN, defaultEntry: (id) => ({ ...PLAIN.defaultEntry(id), values: { bands } }) });
    for (const bands of [undefined, ['合格'], [null], [{ grade: '合格' }], [{ grade: '合格', from: '60' }]]) {
      expect(proposalOf(rounds([80, 90]), withBands(bands))).toMatchObject({ grade: null, passed: false });
    }
    expect(proposalOf([], PLAIN).score).toBe(0);
  });
  test('the person concludes: a grade of the pack, a score of their own or the proposed one', () => {
    const proposed = proposalOf(rounds([80, 50]), PLAIN);
    expect(conclude({}, proposed, PLAIN)).toMatchObject({
      refused: 'request.invalid',
      fields: [{ field: 'grade', allowed: ['不合格', '合格'] }],
    });
    expect(conclude({ grade: '优秀' }, proposed, PLAIN)).toMatchObject({ refused: 'request.invalid' });
    expect(conclude({ grade: '不合格', score: 58 }, proposed, PLAIN)).toEqual({
      grade: '不合格',
      score: 58,
      passed: false,
      failing: ['station-b'],
    });
    expect(conclude({}, proposed, smallPolicy({}))).toMatchObject({ grade: null, score: 65, passed: null });
    expect(
      evaluated(PLAIN, open(), arrange(), score('2025-11-05', scores(PLAIN, 80, 90))).give(grade('2025-12-01', { grade: '好' })).answer,
    ).toBe('request.invalid');
  });
  test('grades come from the scale of the pack, else from its renewal rule', () => {
    const renewal = smallPolicy({
      'renewal.decide': { ...grades, ranks: ['不合格', '合格', '良好'], steps: [...grades.steps], renews: true },
    });
    expect(gradesOf(renewal)).toEqual({ ranks: ['不合格', '合格', '良好'], pass: '合格' });
    expect(gradesOf(smallPolicy({ 'evaluation.grades': { kind: 'flow', steps: [...grades.steps] } }))).toBeUndefined();
    expect(gradesOf(smallPolicy({ 'evaluation.grades': { kind: 'flow', steps: [...grades.steps], ranks: ['差', '好'] } }))).toBeUndefined();
  });
});

describe('the review (Q-35)', () => {
  test('may be asked for by the contractor within five working days of being told, once', () => {
    expect(confirmed(LF).give({ ...ask('2025-12-16'), by: clerk }).answer).toBe('access.forbidden');
    expect(confirmed(LF).give(ask('2025-12-23')).answer).toBe('policy.condition-unmet');
    const played = confirmed(LF);
    expect(played.duty('review-window')).toMatchObject({ owes: 'contractor', due: { due: '2025-12-22' } });
    played.must(ask('2025-12-22'));
    expect(played.state.stage).toBe('review-requested');
    expect(played.duty('review-window')?.met).toBe('2025-12-22');
    expect(played.give(ask('2025-12-22')).answer).toBe('process.wrong-stage');
    played.must(answer('2025-12-25'));
    expect(played.give(ask('2025-12-26')).answer).toBe('process.already-done');
  });
  test('is answered by a head who neither scored nor graded', () => {
    const played = confirmed(LF);
    expect(played.give(answer('2025-12-16')).answer).toBe('process.wrong-stage');
    played.must(ask('2025-12-16'));
    expect(played.give({ ...answer('2025-12-17'), by: clerk }).answer).toBe('access.forbidden');
    expect(played.give({ ...answer('2025-12-17'), by: actor('county', 'head', 'county-clerk') }).answer).toBe('access.same-person');
    const graded = evaluated(PLAIN, open(), arrange(), score('2025-11-05', scores(PLAIN, 80, 90)), {
      ...grade('2025-12-01', { grade: '合格' }),
      by: head,
    });
    graded.must({ ...confirm('2025-12-02'), by: actor('county', 'head', 'second') });
    graded.must(ask('2025-12-03'));
    expect(graded.give(answer('2025-12-04')).answer).toBe('access.same-person');
  });
  test('upheld, nothing follows; changed, the road hears of it and the report goes up again', () => {
    const upheld = confirmed(LF);
    upheld.must(reportUp('2025-12-16'));
    upheld.must(ask('2025-12-17'));
    expect(upheld.must(answer('2025-12-18')).followUps).toEqual([]);
    // reported and reviewed: nothing is left to do
    expect(upheld.state).toMatchObject({ stage: 'closed', reportedUpOn: '2025-12-16' });

    const changed = confirmed(LF, '不合格');
    changed.must(reportUp('2025-12-16'));
    changed.must(ask('2025-12-17'));
    for (const body of [
      { outcome: 'changed', grade: '不合格' },
      { outcome: 'changed', grade: '一般' },
    ])
      expect(changed.give(answer('2025-12-18', body)).answer).toBe('request.invalid');
    const { followUps } = changed.must(answer('2025-12-18', { outcome: 'changed', grade: '合格', score: 61 }));
    expect(followUps).toMatchObject([
      { command: 'record-evaluation-result', body: { passed: true, grade: '合格', confirmedOn: '2025-12-18' } },
    ]);
    expect(changed.state).toMatchObject({ stage: 'result-confirmed', reportedUpOn: null, conclusion: { grade: '合格', score: 61 } });
    changed.must(reportUp('2025-12-19'));
    expect(changed.state.stage).toBe('closed');
  });
  test('a score that alone is corrected changes no grade, so the road hears nothing; a report that stands is not repeated', () => {
    const policy = smallPolicy({
      'evaluation.annual': recurring,
      'evaluation.grades': { ...grades, ranks: [...grades.ranks], steps: [...grades.steps] },
      'evaluation.reported-up': { kind: 'deadline', owes: 'purchaser', default: 'Q-34/reported-up' },
      'evaluation.published': { kind: 'deadline', owes: 'purchaser', default: 'Q-34/published' },
    });
    const played = confirmed(policy);
    played.must(reportUp('2025-12-16'));
    played.must(ask('2025-12-17'));
    // publication waits for the answer, the report does not
    expect(played.duties().map(({ key }) => key)).not.toContain('published');
    expect(played.must(answer('2025-12-18', { outcome: 'changed', grade: '合格', score: 84 })).followUps).toEqual([]);
    expect(played.state).toMatchObject({ stage: 'reported-up', reportedUpOn: '2025-12-16', conclusion: { score: 84 } });
    expect(played.duty('published')?.trigger?.date).toBe('2025-12-18');
    played.must(makePublic('2025-12-19'));
    expect(played.state.stage).toBe('closed');
  });
  test('its days come from the rule of the pack, where it has one', () => {
    const on = (when?: object) => {
      const rule = { kind: 'deadline', owes: 'contractor', ...when } as const;
      return lastReviewDay(day('2025-12-15'), { policy: smallPolicy({ 'evaluation.review': rule }), calendar: CALENDAR });
    };
    expect(on({ when: { after: 'result-told', term: { count: 3, unit: 'working-day' } } })).toBe('2025-12-18');
    expect([on(), on({ default: 'Q-35/review' })]).toEqual(['2025-12-22', '2025-12-22']);
    expect(() => on({ when: { after: 'award-notice-issued', term: { count: 3, unit: 'day' } } })).toThrow('no day for a review');
    expect(() => on({ default: 'Q-35/reviews' })).toThrow('no day for a review');
  });
});

describe('publication, report, end', () => {
  test('publication waits until nobody can ask for a review any more (YZ-73)', () => {
    expect(confirmed(LF).give(makePublic('2025-12-24')).answer).toBe('policy.no-rule');
    const played = confirmed(YZ);
    expect(played.give(makePublic('2025-12-22')).answer).toBe('policy.condition-unmet');
    expect(played.give(makePublic('2025-12-23', '2025-12-14')).answer).toBe('policy.out-of-order');
    played.must(makePublic('2025-12-23'));
    expect(played.state.stage).toBe('published');
    expect(played.duty('review-window')?.met).toBe('2025-12-22');
    expect(played.give(makePublic('2025-12-24')).answer).toBe('process.wrong-stage');
  });
  test('the result goes up once (LF-73), not before it is confirmed', () => {
    expect(confirmed(YZ).give(reportUp('2025-12-16')).answer).toBe('policy.no-rule');
    expect(confirmed(LF).give(reportUp('2025-12-16', '2025-12-14')).answer).toBe('policy.out-of-order');
    const played = confirmed(LF);
    played.must(reportUp('2025-12-16'));
    expect(played.give(reportUp('2025-12-17')).answer).toBe('process.wrong-stage');
    expect(played.duty('reported-up')?.met).toBe('2025-12-16');
  });
  test('what is done is not offered again in a stage that would allow it', () => {
    const both = smallPolicy({
      'evaluation.annual': recurring,
      'evaluation.final': { kind: 'deadline', owes: 'purchaser', default: 'C-5/final-evaluation' },
      'evaluation.published': { kind: 'deadline', owes: 'purchaser', default: 'Q-34/published' },
      'evaluation.reported-up': { kind: 'deadline', owes: 'purchaser', default: 'Q-34/reported-up' },
    });
    const played = confirmed(both);
    played.must(reportUp('2025-12-16'));
    played.fallDue('review-window', '2025-12-23');
    played.must(makePublic('2025-12-24'));
    expect(played.give(reportUp('2025-12-25')).answer).toBe('process.already-done');
    expect(confirmed(both).must(reportUp('2025-12-16')).answer).toBe('accepted');
  });
  test('the process ends when the window has closed and nothing else is asked for', () => {
    const played = confirmed(PLAIN);
    expect(played.fallDue('review-window', '2025-12-23').events).toEqual([{ type: 'review-lapsed' }, { type: 'evaluation-closed' }]);
    expect(played.state.stage).toBe('closed');
    const waiting = confirmed(LF);
    waiting.fallDue('review-window', '2025-12-23');
    expect(waiting.state.stage).toBe('result-confirmed');
    waiting.must(reportUp('2025-12-24'));
    expect(waiting.state.stage).toBe('closed');
  });
});

describe('the final evaluation (YZ-58, C-5)', () => {
  test('exists only where the pack has it beside the annual one', () => {
    expect(confirmed(LF).give(finalReport('2025-12-20')).answer).toBe('policy.no-rule');
    expect(confirmed(LF).give(finalEvaluation('2025-12-20')).answer).toBe('policy.no-rule');
  });
  test('runs twenty working days from the final report, which is recorded once', () => {
    const played = confirmed(YZ);
    expect(played.give(finalEvaluation('2026-03-10')).answer).toBe('policy.condition-unmet');
    expect(played.duty('final-evaluation')?.due).toBeUndefined();
    expect(played.give({ ...finalReport('2026-02-27'), by: agency }).answer).toBe('access.forbidden');
    expect(played.give({ ...finalReport('2026-02-28'), on: '2026-02-27' }).answer).toBe('policy.date-in-future');
    played.must(finalReport('2026-02-27'));
    expect(played.give(finalReport('2026-02-28')).answer).toBe('process.already-done');
    expect(played.duty('final-evaluation')?.due?.due).toBe('2026-03-26');
  });
  test('adopts the annual result or has its own; twice is refused; with it the process ends', () => {
    const ready = () => {
      const played = confirmed(YZ);
      played.must(finalReport('2026-02-27'));
      return played;
    };
    expect(ready().give(finalEvaluation('2026-02-26')).answer).toBe('policy.out-of-order');
    expect(ready().give(finalEvaluation('2026-03-10', { adoptsAnnual: false })).answer).toBe('request.invalid');
    const own = ready();
    own.must(finalEvaluation('2026-03-10', { adoptsAnnual: false, grade: '不合格', score: 55 }));
    expect(own.state.final).toMatchObject({ passed: false, score: 55, evaluatedOn: '2026-03-10' });
    expect(own.give(finalEvaluation('2026-03-11')).answer).toBe('process.already-done');
    expect(own.duty('final-evaluation')?.met).toBe('2026-03-10');
    const adopted = ready();
    adopted.must(makePublic('2026-03-01'));
    adopted.must(finalEvaluation('2026-03-10'));
    expect(adopted.state).toMatchObject({ stage: 'closed', final: { grade: '合格', passed: true } });
  });
});

test('a contract that is terminated closes its evaluation, and the system alone does so', () => {
  const played = evaluated(LF, open());
  expect(played.give({ ...STEPS.close('2025-06-30'), by: head }).answer).toBe('access.forbidden');
  played.must(STEPS.close('2025-06-30'));
  expect(played.state.stage).toBe('cancelled');
});

test('without a review there is nothing to wait for: a state of another pack is judged all the same', () => {
  const { state } = evaluated(LF, open());
  const context = { today: day('2025-12-16'), policy: LF } as Context;
  expect(requestReview(state, { reason: '略' }, context)).toMatchObject([{ type: 'review-requested' }]);
  expect(publish(state, { publishedOn: day('2025-12-16'), medium: '网站' }, context)).toMatchObject([{ type: 'result-published' }]);
});
