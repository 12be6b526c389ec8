import { describe, expect, test } from '@jest/globals';
import { PEOPLE, type Step } from '../../support/lifecycle.ts';
import {
  AWARD,
  at,
  DISSOLVED,
  END,
  FAILED,
  NEW_PLAN,
  PASSED,
  PROCURE,
  RENEW,
  RULES,
  SIGNED,
  UNSUCCESSFUL,
  WITH_NEW_PLAN,
} from './purchase-cycle-steps.ts';

const ENDS = 'contract.ends:contract-1';
const result = (changes: object): Step => ({ ...PASSED, body: { ...PASSED.body, ...changes } });
const SECOND: Step = {
  ...SIGNED,
  on: '2027-02-10',
  body: {
    ...SIGNED.body,
    contractId: 'c9:contract',
    signedOn: '2027-02-10',
    effectiveOn: '2027-03-01',
    startsOn: '2027-03-01',
    endsOn: '2028-02-29',
    yearOfCycle: 2,
  },
};

describe('renewal', () => {
  test('is impossible without a confirmed pass', () => {
    expect(at('performing').give(RENEW).answer).toBe('process.wrong-stage');
    const road = at('performing');
    road.must(result({ grade: '合格', passed: false }));
    expect(road.give(RENEW).answer).toBe('process.wrong-stage');
    const ranked = at('performing');
    ranked.must(result({ grade: '不合格', passed: true }));
    expect(ranked.state.stage).toBe('procuring');
    const unknown = at('performing');
    unknown.must(result({ grade: '没有的等次', passed: true }));
    expect(unknown.state.stage).toBe('procuring');
  });

  test('a grade above the pass renews too; where the pack ranks none, the word of the evaluation counts', () => {
    const higher = at('performing');
    higher.must(result({ grade: '优秀' }));
    expect(higher.state.stage).toBe('renewing');
    const { 'evaluation.grades': _, ...unranked } = RULES;
    const plain = at('performing', { ...unranked, 'renewal.decide': { kind: 'flow', steps: [], renews: true } });
    plain.must(result({ grade: '通过' }));
    expect(plain.state.stage).toBe('renewing');
    const partly = at('performing', { ...RULES, 'evaluation.grades': { kind: 'flow', steps: [], ranks: ['不合格', '合格'] } });
    partly.must(result({ grade: '通过' }));
    expect(partly.state.stage).toBe('renewing');
    const own = at('performing', unranked);
    own.must(result({ grade: '不合格' }));
    expect(own.state.stage).toBe('procuring');
  });

  test('with a result that is older than twelve months at the end of the contract it is refused (Q-27)', () => {
    const road = at('performing');
    road.must(result({ confirmedOn: '2026-02-27' }));
    expect(road.give(RENEW).refusal).toMatchObject({ refused: 'policy.condition-unmet', detail: expect.stringContaining('已超过12个月') });
    road.must(result({ evaluationId: 'evaluation-2', confirmedOn: '2026-02-28' }));
    expect(road.give(RENEW).answer).toBe('accepted');
  });

  test('is decided by the head, not before the result, not in the future and not after the contract', () => {
    const road = at('renewing');
    expect(road.give({ ...RENEW, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    expect(road.give({ ...RENEW, by: PEOPLE.agencyHead }).answer).toBe('access.forbidden');
    expect(road.give({ ...RENEW, body: { ...RENEW.body, decidedOn: '2027-01-09' } }).answer).toBe('policy.out-of-order');
    expect(road.give({ ...RENEW, body: { ...RENEW.body, decidedOn: '2027-01-21' } }).answer).toBe('policy.date-in-future');
    expect(road.give({ ...RENEW, on: '2027-03-02', body: { ...RENEW.body, decidedOn: '2027-03-01' } }).answer).toBe('policy.out-of-order');
    const { followUps } = road.must(RENEW);
    expect(followUps).toMatchObject([
      {
        kind: 'contract',
        command: 'open',
        body: {
          procurementId: null,
          awardNoticeOn: null,
          amountYuan: 190_000,
          yearOfCycle: 2,
          cycleStartsOn: '2026-03-01',
          renewalOf: 'contract-1',
          previousEndsOn: '2027-02-28',
          onboardings: ['set-up-a', 'set-up-b'],
          parties: { contractor: 'agency' },
        },
      },
    ]);
    expect(road.duty('renewal.decide:contract-1')).toMatchObject({ met: '2027-01-20', due: { due: '2027-02-28' } });
    expect(road.give(RENEW).answer).toBe('process.wrong-stage');
  });

  test('a new plan comes first where the pack asks for one, once, a month before the end', () => {
    expect(at('renewing').give(NEW_PLAN).answer).toBe('policy.no-rule');
    const road = at('renewing', WITH_NEW_PLAN);
    expect(road.duty('renewal.new-plan:contract-1')?.due?.due).toBe('2027-01-28');
    expect(road.give(RENEW).refusal).toMatchObject({ refused: 'policy.document-missing', detail: expect.stringContaining('TT-08') });
    expect(road.give({ ...NEW_PLAN, by: PEOPLE.agency }).answer).toBe('access.forbidden');
    expect(road.give({ ...NEW_PLAN, body: { ...NEW_PLAN.body, fixedOn: '2027-01-16' } }).answer).toBe('policy.date-in-future');
    road.must(NEW_PLAN);
    expect(road.give(NEW_PLAN).answer).toBe('process.already-done');
    road.must(RENEW);
    expect(road.duty('renewal.new-plan:contract-1')?.met).toBe('2027-01-15');
  });

  test('the signed renewal tells the former contract; the next year begins undecided', () => {
    const road = at('renewing');
    road.must(RENEW);
    const { followUps } = road.must(SECOND);
    expect(followUps).toEqual([
      {
        kind: 'contract',
        processId: 'contract-1',
        command: 'record-succession',
        body: { outcome: 'renewed', nextContractId: 'c9:contract' },
      },
    ]);
    expect(road.state).toMatchObject({
      stage: 'performing',
      cycleStartsOn: '2026-03-01',
      result: null,
      decidedOn: null,
      contract: { yearOfCycle: 2 },
    });
    expect(road.must(PASSED).events).toEqual([]);
    expect(road.fallDue(ENDS, '2027-03-01').events).toEqual([]);
  });

  test('where contracts are not renewed the result is kept and nothing follows', () => {
    const { 'renewal.decide': _, ...silent } = RULES;
    const road = at('performing', silent);
    expect(road.must(PASSED).events).toMatchObject([{ type: 'result-recorded', renewable: false }]);
    expect(road.state).toMatchObject({ stage: 'performing', result: { passes: true } });
    expect(road.duties().map(({ key }) => key)).not.toContain('renewal.decide:contract-1');
    const unruled = { 'plan.filed': RULES['plan.filed'] ?? [] };
    expect(at('performing', unruled).must(PASSED).events).toMatchObject([{ passes: true }]);
  });
});

describe('a new procurement by itself', () => {
  test('a failed evaluation opens it and does not renew the contract', () => {
    const road = at('performing');
    const { followUps } = road.must(FAILED);
    expect(followUps.map(({ kind, command, body }) => ({ kind, command, body }))).toMatchObject([
      { kind: 'procurement', command: 'open', body: { reason: 'evaluation-failed', planYear: 2027, startedOn: '2027-01-10' } },
      { kind: 'contract', command: 'record-succession', body: { outcome: 'not-renewed' } },
    ]);
    expect(road.state.stage).toBe('procuring');
    expect(road.must(FAILED).events).toEqual([]);
  });

  test('a changed result counts anew: a pass that becomes a failure opens procurement', () => {
    const road = at('renewing');
    expect(road.must(PASSED).events).toEqual([]);
    expect(road.must(FAILED).followUps).toHaveLength(2);
    const better = at('renewing');
    expect(better.must(result({ grade: '优秀' })).events).toMatchObject([{ type: 'result-recorded' }]);
  });

  test('where the pack does not say what follows a failure, the purchaser decides', () => {
    const { 'renewal.re-procure': _, ...silent } = RULES;
    const road = at('renewing', silent);
    expect(road.must(FAILED).followUps).toEqual([]);
    expect(road.state).toMatchObject({ stage: 'performing', procurementId: null, result: { passes: false } });
    expect(road.give(RENEW).answer).toBe('process.wrong-stage');
    const byHand = { ...PROCURE, on: '2027-01-12', body: { startedOn: '2027-01-12', reason: '评估不合格' } };
    expect(road.must(byHand).followUps).toMatchObject([{ kind: 'procurement' }, { body: { outcome: 'not-renewed' } }]);
  });

  test('a cycle that is used up opens it even with a pass (Q-33)', () => {
    const road = at('contracting');
    road.must({ ...SIGNED, body: { ...SIGNED.body, yearOfCycle: 3 } });
    expect(road.must(PASSED).followUps).toMatchObject([
      { kind: 'procurement', body: { reason: 'cycle-ended' } },
      { kind: 'contract', body: { outcome: 'completed' } },
    ]);
    expect(road.duties().map(({ key }) => key)).not.toContain('renewal.new-plan:contract-1');
    expect(at('renewing', { ...RULES, 'contract.cycle': [] }).state.stage).toBe('renewing');
  });

  test('if it fails while the contract runs on a pass, renewal is open again; otherwise procurement is', () => {
    const road = at('renewing');
    road.must({ ...PROCURE, on: '2027-01-12', body: { startedOn: '2027-01-12', reason: '机构提出不再承接' } });
    const procurementId = road.state.procurementId;
    road.must({ ...UNSUCCESSFUL, on: '2027-01-30', body: { procurementId, outcome: 'cancelled' } });
    expect(road.state.stage).toBe('renewing');
    const failed = at('performing');
    failed.must(FAILED);
    failed.must({ ...UNSUCCESSFUL, on: '2027-01-30', body: { procurementId: failed.state.procurementId, outcome: 'failed' } });
    expect(failed.state.stage).toBe('planned');
    expect(failed.must({ ...PROCURE, on: '2027-02-01', body: { startedOn: '2027-02-01' } }).followUps[0]?.body).toMatchObject({
      reason: 'procurement-failed',
    });
  });

  test('a failed procurement does not open renewal where contracts are not renewed, or where the cycle is used up', () => {
    const { 'renewal.decide': _, ...silent } = RULES;
    const road = at('performing', silent);
    road.must(PASSED);
    road.must({ ...PROCURE, on: '2027-01-12', body: { startedOn: '2027-01-12' } });
    road.must({ ...UNSUCCESSFUL, on: '2027-01-30', body: { procurementId: road.state.procurementId, outcome: 'failed' } });
    expect(road.state.stage).toBe('planned');
    const last = at('contracting');
    last.must({ ...SIGNED, body: { ...SIGNED.body, yearOfCycle: 3 } });
    last.must(PASSED);
    last.must({ ...UNSUCCESSFUL, on: '2027-01-30', body: { procurementId: last.state.procurementId, outcome: 'failed' } });
    expect(last.state.stage).toBe('planned');
  });
});

describe('a pass that turns to failure after the renewal was decided', () => {
  const REVIEWED = { ...FAILED, on: '2027-01-22', body: { ...FAILED.body, confirmedOn: '2027-01-22' } };
  const WITHDRAWN: Step = {
    command: 'record-contract-ended',
    on: '2027-01-22',
    body: { contractId: 'c9:contract', endedOn: '2027-01-22' },
  };
  const decided = (rules = RULES) => {
    const road = at('renewing', rules);
    road.must(RENEW);
    return road;
  };

  test('takes the drafted contract back, and then the contractor is found anew', () => {
    const road = decided();
    expect(road.must(REVIEWED).followUps).toEqual([
      { kind: 'contract', processId: 'c9:contract', command: 'record-renewal-withdrawn', body: { withdrawnOn: '2027-01-22' } },
    ]);
    expect(road.state).toMatchObject({ stage: 'contracting', result: { passes: false } });
    expect(road.must(REVIEWED).events).toEqual([]);
    expect(road.must(WITHDRAWN).followUps).toMatchObject([
      { kind: 'procurement', command: 'open', body: { reason: 'evaluation-failed', startedOn: '2027-01-22' } },
      { kind: 'contract', processId: 'contract-1', command: 'record-succession', body: { outcome: 'not-renewed' } },
    ]);
    expect(road.state).toMatchObject({ stage: 'procuring', comingContractId: null, contract: { id: 'contract-1' } });
    expect(road.must(WITHDRAWN).events).toEqual([]);
    expect(road.refold()).toEqual(road.folded);
  });

  test('leaves the contract running where the pack does not say what follows, and cannot renew it', () => {
    const { 'renewal.re-procure': _, ...silent } = RULES;
    const road = decided(silent);
    road.must(REVIEWED);
    expect(road.must(WITHDRAWN).followUps).toEqual([]);
    expect(road.state).toMatchObject({ stage: 'performing', comingContractId: null });
    expect(road.give(RENEW).answer).toBe('process.wrong-stage');
  });

  test('turned back to a pass before the contract is withdrawn, renewal is open again', () => {
    const road = decided();
    road.must(REVIEWED);
    expect(road.must(PASSED).followUps).toEqual([]);
    expect(road.must(WITHDRAWN).followUps).toEqual([]);
    expect(road.state.stage).toBe('renewing');
  });

  test('comes too late for a contract that was signed first, and after the end leaves a road that has lapsed', () => {
    const signed = decided();
    signed.must(REVIEWED);
    signed.must({ ...SECOND, on: '2027-01-22' });
    expect(signed.state).toMatchObject({ stage: 'performing', contract: { yearOfCycle: 2 } });
    const late = decided();
    late.fallDue(ENDS, '2027-03-01');
    expect(late.must({ ...REVIEWED, on: '2027-03-02' }).followUps).toHaveLength(1);
    expect(late.must({ ...WITHDRAWN, on: '2027-03-02' }).followUps).toMatchObject([
      { command: 'record-succession', body: { outcome: 'not-renewed' } },
    ]);
    expect(late.state.stage).toBe('lapsed');
  });

  test('does not touch a contract that a procurement brought', () => {
    const road = at('renewing');
    road.must({ ...PROCURE, on: '2027-01-12', body: { startedOn: '2027-01-12', reason: '机构提出不再承接' } });
    road.must({ ...AWARD, body: { ...AWARD.body, procurementId: road.state.procurementId, contractId: 'contract-2' } });
    expect(road.must(REVIEWED).followUps).toEqual([]);
    expect(road.state).toMatchObject({ stage: 'contracting', comingContractId: 'contract-2' });
  });
});

describe('a new procurement by hand', () => {
  test('inside the contract it needs a reason where contracts are renewed', () => {
    const early = { ...PROCURE, on: '2026-10-01', body: { startedOn: '2026-10-01' } };
    const road = at('performing');
    expect(road.give(early).refusal).toMatchObject({ refused: 'request.invalid', fields: [{ field: 'reason' }] });
    expect(road.must({ ...early, body: { ...early.body, reason: '机构提出不再承接' } }).followUps).toMatchObject([
      { kind: 'procurement', body: { reason: 'not-renewed' } },
      { kind: 'contract', body: { outcome: 'not-renewed' } },
    ]);
    const { 'renewal.decide': _, ...silent } = RULES;
    expect(at('performing', silent).must(early).followUps).toMatchObject([
      { kind: 'procurement' },
      { kind: 'contract', body: { outcome: 'completed' } },
    ]);
  });

  test('it leads out of a road that has lapsed', () => {
    const road = at('lapsed');
    const { followUps } = road.must({ ...PROCURE, on: '2026-09-05', body: { startedOn: '2026-09-05' } });
    expect(followUps).toMatchObject([{ kind: 'procurement', body: { reason: 'contract-ended' } }]);
    expect(followUps).toHaveLength(1);
    expect(road.state).toMatchObject({ stage: 'procuring', decidedOn: null });
  });
});

describe('the end of the contract', () => {
  test('with neither renewal nor procurement the road lapses (Q-28), without a renewal rule it is concluded', () => {
    const road = at('renewing');
    expect(road.duty(ENDS)?.due?.due).toBe('2027-02-28');
    expect(road.fallDue('renewal.decide:contract-1', '2027-03-01').events).toEqual([]);
    expect(road.fallDue(ENDS, '2027-03-01').followUps).toEqual([
      { kind: 'contract', processId: 'contract-1', command: 'record-succession', body: { outcome: 'not-renewed' } },
    ]);
    expect(road.state).toMatchObject({ stage: 'lapsed', contract: null, result: null });
    expect(at('concluded').state.stage).toBe('concluded');
    expect(at('concluded').followUps.at(-1)?.body).toEqual({ outcome: 'completed' });
  });

  test('while the successor is being made the road goes on and knows the gap', () => {
    const road = at('renewing');
    road.must(RENEW);
    expect(road.fallDue(ENDS, '2027-03-01').events).toEqual([{ type: 'service-interrupted', on: '2027-02-28' }]);
    expect(road.state).toMatchObject({ stage: 'contracting', interruptedOn: '2027-02-28' });
    expect(road.duty(ENDS)).toBeUndefined();
    expect(road.fallDue(ENDS, '2027-03-01').events).toEqual([]);
    road.must({ ...SECOND, on: '2027-03-05', body: { ...SECOND.body, startsOn: '2027-03-05' } });
    expect(road.state).toMatchObject({ stage: 'performing', interruptedOn: null });
  });

  test('a renewal given up in time opens renewal again; after the end it leaves a road that has lapsed', () => {
    const givenUp = (on: string): Step => ({ command: 'record-contract-ended', on, body: { contractId: 'c9:contract', endedOn: on } });
    const road = at('renewing');
    road.must(RENEW);
    expect(road.must(givenUp('2027-02-01')).followUps).toEqual([]);
    expect(road.state).toMatchObject({ stage: 'renewing', comingContractId: null, decidedOn: null });
    const late = at('renewing');
    late.must(RENEW);
    late.fallDue(ENDS, '2027-03-01');
    expect(late.must(givenUp('2027-03-03')).followUps).toMatchObject([{ command: 'record-succession', body: { outcome: 'not-renewed' } }]);
    expect(late.state.stage).toBe('lapsed');
    expect(late.give(END).answer).toBe('accepted');
  });

  test('a failed procurement after the end leads to a new one, not to renewal', () => {
    const road = at('renewing');
    road.must({ ...PROCURE, on: '2027-02-01', body: { startedOn: '2027-02-01', reason: '机构提出不再承接' } });
    road.fallDue(ENDS, '2027-03-01');
    road.must({ ...UNSUCCESSFUL, on: '2027-03-05', body: { procurementId: road.state.procurementId, outcome: 'failed' } });
    expect(road.state.stage).toBe('planned');
    expect(road.duties().some(({ key }) => key === ENDS)).toBe(false);
  });

  test('a dissolved contract lets the road lapse, unless its successor is on the way', () => {
    const road = at('performing');
    expect(road.must({ ...DISSOLVED, body: { ...DISSOLVED.body, contractId: 'other' } }).events).toEqual([]);
    road.must(DISSOLVED);
    expect(road.state).toMatchObject({ stage: 'lapsed', contract: null });
    expect(road.must(DISSOLVED).events).toEqual([]);
    expect(road.must(PASSED).events).toEqual([]);
    const procuring = at('performing');
    procuring.must(FAILED);
    procuring.must(DISSOLVED);
    expect(procuring.state).toMatchObject({ stage: 'procuring', contract: null, interruptedOn: '2026-09-01' });
    procuring.must({ ...AWARD, body: { ...AWARD.body, procurementId: procuring.state.procurementId, contractId: 'contract-2' } });
    procuring.must({ ...SIGNED, body: { ...SIGNED.body, contractId: 'contract-2' } });
    expect(procuring.state.stage).toBe('performing');
    const renewed = at('renewing');
    renewed.must(RENEW);
    renewed.must(DISSOLVED);
    expect(renewed.must(SECOND).followUps).toEqual([]);
    const alone = at('renewing');
    alone.must(RENEW);
    alone.must(DISSOLVED);
    alone.must({ command: 'record-contract-ended', on: '2027-02-01', body: { contractId: 'c9:contract', endedOn: '2027-02-01' } });
    expect(alone.state.stage).toBe('lapsed');
  });
});
