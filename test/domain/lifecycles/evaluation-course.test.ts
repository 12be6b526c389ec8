import { evaluated, STEPS, scores, usesOf } from '../../support/evaluation.ts';
import { actor, checklist, PEOPLE, realPolicy, type SmallRule, smallPolicy } from '../../support/lifecycle.ts';

const HN = realPolicy('hn');
const JA = realPolicy('ja');
const LF = realPolicy('lf');
const NM = realPolicy('nm');
const YZ = realPolicy('yz');
const { agency, clerk, head, town, province } = PEOPLE;
const { open, arrange, score, joint, grade, confirm, midTerm, summarise } = STEPS;

const annual: SmallRule = { kind: 'recurring', owes: 'purchaser', every: 'year', default: 'Q-26/confirmed' };

describe('the third party', () => {
  const asks = (binding: SmallRule['binding']) =>
    smallPolicy({
      'evaluation.annual': annual,
      'evaluation.third-party': { ...checklist('third-party'), ...(binding && { binding }) },
    });
  const answer = (binding: SmallRule['binding'], evaluator?: string, by = clerk, more: object = {}) =>
    evaluated(asks(binding), open()).give({ ...arrange({ ...(evaluator && { evaluator }), ...more }), by });

  test('is demanded by a mandatory clause only; in principle the head may depart from it with a reason', () => {
    expect(answer('mandatory').refusal).toMatchObject({ refused: 'policy.condition-unmet', detail: expect.stringContaining('TT-02') });
    expect(answer('mandatory', 'county').refusal?.fields).toMatchObject([{ field: 'evaluator' }]);
    const override = { reason: '本地没有第三方机构' };
    expect(answer('mandatory', undefined, head, { override }).answer).toBe('policy.condition-unmet');
    expect([answer('in-principle').answer, answer('in-principle', undefined, clerk, { override }).answer]).toEqual([
      'policy.override-needed',
      'policy.override-needed',
    ]);
    expect(answer('in-principle', undefined, head, { override }).events).toMatchObject([{ departures: ['TT-02'] }]);
    for (const binding of ['target', 'optional', 'reported'] as const) {
      expect([answer(binding).answer, answer(binding, 'county').answer]).toEqual(['accepted', 'accepted']);
      expect(answer(binding, 'agency').answer).toBe('policy.condition-unmet');
    }
  });
  test('that a report only tells of is not demanded (JA-30)', () => {
    expect(evaluated(JA, open()).give(arrange()).answer).toBe('accepted');
  });
});

describe('the mid-term evaluation (YZ-58)', () => {
  test('is refused to others, elsewhere, ahead of its day and before the service', () => {
    const played = evaluated(YZ, open());
    for (const by of [agency, town]) expect(played.give({ ...midTerm('2025-09-10', true), by }).answer).toBe('access.forbidden');
    expect(evaluated(LF, open()).give(midTerm('2025-09-10', true)).answer).toBe('policy.no-rule');
    expect(played.give(midTerm('2025-09-10', true, '2025-09-11')).answer).toBe('policy.date-in-future');
    expect(played.give(midTerm('2025-09-10', true, '2025-02-28')).answer).toBe('policy.out-of-order');
  });
  test('is owed without a day, and met by what was found, whatever it was', () => {
    const played = evaluated(YZ, open());
    expect(played.duty('mid-term-evaluation')).toMatchObject({ owes: 'purchaser', command: 'record-mid-term-evaluation' });
    expect(played.duty('mid-term-evaluation')?.due).toBeUndefined();
    expect(played.must(midTerm('2025-09-10', false)).events).toMatchObject([{ type: 'mid-term-recorded', passed: false, late: false }]);
    expect(played.duty('mid-term-evaluation')?.met).toBe('2025-09-10');
  });
  test('passed, it is not repeated; not passed, once (Q-51), and not before the first', () => {
    expect(evaluated(YZ, open(), midTerm('2025-09-10', true)).give(midTerm('2025-09-11', true)).answer).toBe('process.already-done');
    const failed = evaluated(YZ, open(), midTerm('2025-09-10', false));
    expect(failed.give(midTerm('2025-09-11', true, '2025-09-09')).refusal?.detail).toContain('上次中期评估日期');
    failed.must(midTerm('2025-10-10', false));
    expect(failed.give(midTerm('2025-10-11', true)).answer).toBe('process.already-done');
    expect(failed.duty('mid-term-evaluation')?.met).toBe('2025-09-10');
  });
  test('late, it is accepted and marked where a pack gives a day; after the result it has no place', () => {
    const dated = smallPolicy({
      'evaluation.annual': annual,
      'evaluation.mid-term': { kind: 'deadline', owes: 'purchaser', when: { after: 'half-way-reached', term: { count: 10, unit: 'day' } } },
    });
    expect(evaluated(dated, open()).duty('mid-term-evaluation')?.due?.strict).toBe('2025-09-09');
    expect(evaluated(dated, open()).must(midTerm('2025-09-09', true)).events).toMatchObject([{ late: false }]);
    const played = evaluated(dated, open());
    expect(played.must(midTerm('2025-09-20', true, '2025-09-10')).events).toMatchObject([{ late: true }]);
    for (const step of [arrange(), score('2025-11-05', scores(dated, 80, 90)), grade('2025-12-12', { grade: '好' }), confirm('2025-12-15')])
      played.must(step);
    expect(played.give(midTerm('2025-12-16', true)).answer).toBe('process.wrong-stage');
  });
});

describe('the summaries of service (NM-30)', () => {
  test('are refused to others, elsewhere, without papers, and before their period is over', () => {
    const played = evaluated(NM, open());
    expect(played.give({ ...summarise('2025-04-02'), by: clerk }).answer).toBe('access.forbidden');
    expect(evaluated(LF, open()).give(summarise('2025-04-02')).answer).toBe('policy.no-rule');
    expect(played.give({ ...summarise('2025-04-02'), body: { documents: [] } }).answer).toBe('request.invalid');
    expect(played.give(summarise('2025-03-31')).refusal?.detail).toBe('本期至 2025-03-31 止，期满后提交总结');
  });
  test('are owed by the contractor for each quarter, in order; one that is late is marked', () => {
    const played = evaluated(NM, open());
    const owed = () =>
      played
        .duties()
        .filter(({ slot }) => slot === 'evaluation.summary')
        .map(({ key, owes, met }) => [key, owes, met]);
    expect(owed()).toEqual([
      ['summary:2025-03-31', 'contractor', undefined],
      ['summary:2025-06-30', 'contractor', undefined],
      ['summary:2025-09-30', 'contractor', undefined],
      ['summary:2025-12-31', 'contractor', undefined],
      ['summary:2026-02-28', 'contractor', undefined],
    ]);
    expect(played.duty('summary:2025-03-31')).toMatchObject({
      label: '服务过程和质量总结（截至2025-03-31）',
      due: { strict: '2025-04-05', due: '2025-04-07' },
    });
    expect(played.must(summarise('2025-04-07')).events).toMatchObject([{ period: '2025-03-31', late: false }]);
    expect(played.give(summarise('2025-04-08')).answer).toBe('policy.condition-unmet');
    expect(played.must(summarise('2025-08-01')).events).toMatchObject([{ period: '2025-06-30', late: true }]);
    expect(owed().map(([, , met]) => met)).toEqual(['2025-04-07', '2025-08-01', undefined, undefined, undefined]);
  });
  test('hold the process open after the result until the last is in', () => {
    const played = evaluated(
      NM,
      open(),
      arrange(),
      score('2025-11-05', scores(NM, 80, 90)),
      grade('2025-12-12', { grade: '服务较好' }),
      confirm('2025-12-15', usesOf(NM)),
    );
    played.fallDue('review-window', '2025-12-23');
    for (const on of ['2025-12-24', '2025-12-24', '2025-12-24', '2026-01-04']) played.must(summarise(on));
    expect(played.state.stage).toBe('result-confirmed');
    expect(played.must(summarise('2026-03-02')).events.map(({ type }) => type)).toEqual(['summary-submitted', 'evaluation-closed']);
    expect(played.give(summarise('2026-03-03')).answer).toBe('process.closed');
    const early = evaluated(NM, open());
    for (let n = 0; n < 5; n += 1) early.must(summarise('2026-03-02'));
    expect(early.give(summarise('2026-03-03')).answer).toBe('process.already-done');
  });
});

test('where a text knows spot checks only, they are the evaluation: the county scores, no grade is needed, nothing follows', () => {
  const played = evaluated(NM, open(), arrange(), score('2025-11-05', scores(NM, 80, 90)));
  expect(played.state).toMatchObject({ roundsAsked: 1, scorers: ['purchaser'], stage: 'scored' });
  expect(evaluated(NM, open(), arrange()).give({ ...score('2025-11-05', scores(NM, 80, 90)), by: province }).answer).toBe(
    'access.forbidden',
  );
  played.must(grade('2025-12-12', { grade: '服务较好' }));
  expect(played.must(confirm('2025-12-15', usesOf(NM))).followUps).toEqual([]);
});

describe('the use of the result', () => {
  const graded = () => [open(), arrange(), score('2025-11-05', scores(LF, 80, 90)), joint(), grade('2025-12-12', { grade: '优秀' })];

  test('is confirmed with it, every use that the clauses name and no other', () => {
    const played = evaluated(LF, ...graded());
    expect(played.give(confirm('2025-12-15')).refusal).toMatchObject({
      refused: 'policy.document-missing',
      detail: expect.stringMatching(/LF-31.*LF-59/),
    });
    expect(played.give(confirm('2025-12-15', { uses: ['excellent-subsidy'] })).refusal?.detail).toContain('LF-59');
    expect(played.give(confirm('2025-12-15', { uses: [...usesOf(LF).uses, 'holiday'] })).answer).toBe('request.invalid');
    expect(played.must(confirm('2025-12-15', usesOf(LF))).events).toMatchObject([
      { uses: ['excellent-subsidy', 'city-subsidy-by-result'] },
    ]);
  });
  test('that is optional is not demanded (HN-08)', () => {
    const round = (n: number, on: string) => ({ ...score(on, { ...scores(HN, 80, 90), round: n }), by: actor('assessor', 'clerk') });
    const played = evaluated(
      HN,
      open(),
      arrange({ evaluator: 'assessor' }),
      round(1, '2025-11-05'),
      round(2, '2025-12-20'),
      grade('2025-12-22', { grade: '合格' }),
    );
    const uses = usesOf(HN).uses.filter((code) => code !== 'provincial-subsidy');
    expect(played.give(confirm('2025-12-23', { uses: uses.slice(1) })).answer).toBe('policy.document-missing');
    expect(played.give(confirm('2025-12-23', { uses })).answer).toBe('accepted');
  });
});
