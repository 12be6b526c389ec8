import { describe, expect, test } from '@jest/globals';
import { purchaseCycle } from '../../../domain/lifecycles/purchase-cycle.ts';
import { actor, checklist, PEOPLE, Play, STATIONS, type Step } from '../../support/lifecycle.ts';
import {
  APPROVE,
  AWARD,
  around,
  at,
  DISSOLVED,
  END,
  FILE,
  NEW_PLAN,
  OPEN,
  OPEN_BODY,
  PASSED,
  PREPARE,
  PROCURE,
  RENEW,
  RETURN,
  RETURN_FILING,
  RULES,
  SIGNED,
  UNSUCCESSFUL,
} from './purchase-cycle-steps.ts';

describe('every stage, every command', () => {
  const steps = [
    PREPARE,
    APPROVE,
    RETURN,
    FILE,
    RETURN_FILING,
    PROCURE,
    NEW_PLAN,
    RENEW,
    END,
    AWARD,
    UNSUCCESSFUL,
    SIGNED,
    DISSOLVED,
    PASSED,
  ];
  const allowed: Record<string, string[]> = {
    planning: ['prepare-plan', 'end'],
    reviewing: ['approve-plan', 'return-plan', 'end'],
    filing: ['file-plan', 'return-filing', 'end'],
    planned: ['prepare-plan', 'start-procurement', 'end'],
    procuring: ['prepare-plan'],
    contracting: ['prepare-plan'],
    performing: ['prepare-plan', 'start-procurement'],
    renewing: ['prepare-plan', 'start-procurement', 'renew'],
    lapsed: ['prepare-plan', 'start-procurement', 'end'],
  };
  for (const stage of Object.keys(purchaseCycle.stages)) {
    for (const step of steps) {
      const ends = purchaseCycle.stages[stage]?.ends === true;
      const yes = step.command.startsWith('record-') ? !ends : allowed[stage]?.includes(step.command);
      test(`${stage}: ${step.command} is ${yes ? 'allowed' : 'refused'}`, () => {
        const road = at(stage);
        expect(road.state.stage).toBe(stage);
        const body = step === PROCURE ? { startedOn: '2027-02-01', reason: '提前采购' } : step.body;
        const { answer } = road.give({ ...step, on: '2027-02-01', ...(body && { body }) });
        if (yes) expect(answer).toBe('accepted');
        else if (ends) expect(answer).toBe('process.closed');
        else expect(['process.wrong-stage', 'policy.no-rule']).toContain(answer);
        expect(road.refold()).toEqual(road.folded);
        expect(JSON.parse(JSON.stringify(road.state))).toEqual(road.state);
      });
    }
  }

  test('the road is opened by its purchaser, once', () => {
    const none = new Play(purchaseCycle, around());
    expect(none.give(PREPARE).answer).toBe('object.not-found');
    expect(purchaseCycle.decide(undefined, { name: 'end', body: { reason: '无' } }, {} as never)).toMatchObject({
      refused: 'object.not-found',
    });
    expect(() => purchaseCycle.evolve(undefined, { type: 'cycle-ended', reason: '无' })).toThrow(/before the opening/);
    expect(none.give({ ...OPEN, by: PEOPLE.viewer }).answer).toBe('access.forbidden');
    expect(none.give({ ...OPEN, by: PEOPLE.stranger }).answer).toBe('access.forbidden');
    expect(none.give({ ...OPEN, body: { ...OPEN_BODY, stations: [] } }).answer).toBe('request.invalid');
    expect(none.give({ ...OPEN, body: { ...OPEN_BODY, stations: [STATIONS[0], STATIONS[0]] } }).answer).toBe('request.invalid');
    expect(none.give({ ...OPEN, body: { ...OPEN_BODY, programmeStartsOn: '2027-01-01' } }).refusal).toMatchObject({
      refused: 'policy.out-of-order',
      fields: [{ field: 'programmeStartsOn', allowed: '2026年内' }],
    });
    expect(none.give(OPEN).answer).toBe('accepted');
    expect(none.give(OPEN).answer).toBe('process.exists');
  });
});

describe('the annual plan', () => {
  const prepare = (changes: object, rules = RULES) => at('planning', rules).give({ ...PREPARE, body: { ...PREPARE.body, ...changes } });

  test('is refused with contents missing, dated into the future or more than a year early', () => {
    expect(prepare({ contents: ['goals'] }).refusal).toMatchObject({
      refused: 'policy.document-missing',
      detail: 'plan.contents缺少：条目budget（TT-02）',
    });
    expect(prepare({ preparedOn: '2026-01-16' }).answer).toBe('policy.date-in-future');
    expect(prepare({ preparedOn: '2024-12-31' }).answer).toBe('policy.out-of-order');
    expect(prepare({ preparedOn: '2025-12-20' }).answer).toBe('accepted');
    expect(prepare({ contents: [] }, {}).answer).toBe('accepted');
  });

  test('one plan per station is asked for where the pack says so', () => {
    const rules = { ...RULES, 'plan.station-plan': checklist('station-plan') };
    expect(prepare({}, rules).refusal?.detail).toBe('2个社工站中有2个没有规划（TT-08）');
    expect(prepare({ stationPlans: ['station-a'] }, rules).answer).toBe('policy.document-missing');
    expect(prepare({ stationPlans: ['station-a', 'station-b'] }, rules).answer).toBe('accepted');
  });

  test('is approved by the head, and not by the person who prepared it', () => {
    const both = actor('county', 'head', 'one-person');
    expect(at('reviewing').give({ ...APPROVE, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    const road = at('planning');
    road.must({ ...PREPARE, by: both });
    expect(road.give({ ...APPROVE, by: both }).refusal).toMatchObject({
      refused: 'access.same-person',
      detail: expect.stringContaining('提交年度计划'),
    });
    expect(road.give({ ...APPROVE, body: { approvedOn: '2026-01-14' } }).answer).toBe('policy.out-of-order');
    expect(road.give(APPROVE).answer).toBe('accepted');
    expect(road.give(APPROVE).answer).toBe('process.wrong-stage');
  });

  test('returned by the head it is prepared anew', () => {
    const road = at('reviewing');
    road.must(RETURN);
    expect(road.state).toMatchObject({ stage: 'planning', plan: { status: 'drafting', preparedOn: null } });
    road.must(PREPARE);
    expect(road.state.stage).toBe('reviewing');
  });

  test('is filed by the superior, or sent back with a reason, which opens the duty again', () => {
    const road = at('filing');
    expect(road.duty('plan.filed:2026')?.met).toBe('2026-01-16');
    expect(road.give({ ...FILE, by: PEOPLE.head }).answer).toBe('access.forbidden');
    expect(road.give({ ...FILE, body: { filedOn: '2026-01-15' } }).answer).toBe('policy.out-of-order');
    expect(road.give({ ...RETURN_FILING, body: {} }).answer).toBe('request.invalid');
    road.must(RETURN_FILING);
    expect(road.state.stage).toBe('planning');
    expect(road.duty('plan.filed:2026')).toMatchObject({ due: { due: '2026-02-02' } });
    expect(road.duty('plan.filed:2026')?.met).toBeUndefined();
    for (const step of [PREPARE, APPROVE, FILE]) road.must({ ...step, on: '2026-01-25' });
    expect(road.state).toMatchObject({ stage: 'planned', plan: { status: 'in-force', filedOn: '2026-01-20' } });
  });

  test('where nothing is filed, the approval is the end of it', () => {
    const { 'plan.filed': _, ...silent } = RULES;
    const road = at('reviewing', silent);
    road.must(APPROVE);
    expect(road.state.stage).toBe('planned');
    expect(road.duties().map(({ key }) => key)).toEqual(['plan.prepared:2026']);
  });

  test('is due on 31 January, rolled; a programme that starts in mid-year has twenty working days', () => {
    // 2026-01-31 is a Saturday
    expect(at('planning').duty('plan.prepared:2026')).toMatchObject({
      label: '编制2026年度计划',
      due: { strict: '2026-01-31', due: '2026-02-02' },
    });
    const midYear = new Play(purchaseCycle, around());
    midYear.must({ ...OPEN, body: { ...OPEN_BODY, programmeStartsOn: '2026-04-01' } });
    expect(midYear.duty('plan.prepared:2026')).toMatchObject({
      defaultId: 'Q-24/mid-year-programme',
      trigger: { event: 'programme-starts' },
      due: { due: '2026-04-30' },
    });
  });

  test('handed in after its day it is accepted, and the duties show it', () => {
    const road = at('planning');
    expect(road.fallDue('plan.prepared:2026', '2026-02-03').events).toEqual([]);
    road.must({ ...PREPARE, on: '2026-02-09', body: { ...PREPARE.body, preparedOn: '2026-02-09' } });
    road.must({ ...APPROVE, on: '2026-02-10', body: { approvedOn: '2026-02-10' } });
    expect(road.duty('plan.prepared:2026')).toMatchObject({ met: '2026-02-09', due: { due: '2026-02-02' } });
    expect(road.duty('plan.filed:2026')).toMatchObject({ met: '2026-02-10', due: { due: '2026-02-02' } });
  });

  test('of every year into which the contract runs is owed, and made beside the road', () => {
    const road = at('performing');
    expect(road.duties().map(({ key }) => key)).toEqual([
      'plan.prepared:2026',
      'plan.filed:2026',
      'plan.prepared:2027',
      'plan.filed:2027',
      'renewal.decide:contract-1',
      'contract.ends:contract-1',
    ]);
    expect(road.give({ ...APPROVE, on: '2026-12-20' }).answer).toBe('process.wrong-stage');
    expect(road.give({ ...PREPARE, body: { ...PREPARE.body, preparedOn: '2025-12-31' } }).answer).toBe('policy.out-of-order');
    const on = (step: Step, date: string, field: string): Step => ({ ...step, on: date, body: { ...step.body, [field]: date } });
    road.must(on(PREPARE, '2026-12-20', 'preparedOn'));
    expect(road.state).toMatchObject({
      stage: 'performing',
      plan: { year: 2027, status: 'reviewing' },
      earlierPlans: [{ year: 2026, status: 'in-force' }],
    });
    road.must(on(RETURN, '2026-12-21', 'reason'));
    road.must(on(PREPARE, '2026-12-22', 'preparedOn'));
    road.must(on(APPROVE, '2026-12-23', 'approvedOn'));
    road.must(on(FILE, '2026-12-24', 'filedOn'));
    expect(road.duty('plan.filed:2027')).toMatchObject({ met: '2026-12-23', due: { due: '2027-02-01', provisional: true } });
    expect(road.state.stage).toBe('performing');
  });
});

describe('procurement', () => {
  test('is started by the purchaser once the plan stands, not before and not in the future', () => {
    expect(at('filing').give(PROCURE).answer).toBe('process.wrong-stage');
    const road = at('planned');
    expect(road.give({ ...PROCURE, by: PEOPLE.agency }).answer).toBe('access.forbidden');
    expect(road.give({ ...PROCURE, body: { startedOn: '2026-01-15' } }).answer).toBe('policy.out-of-order');
    expect(road.give({ ...PROCURE, body: { startedOn: '2026-01-22' } }).answer).toBe('policy.date-in-future');
    const { followUps } = road.must(PROCURE);
    expect(followUps).toMatchObject([{ kind: 'procurement', command: 'open', body: { cycleId: 'this', planYear: 2026, reason: 'first' } }]);
    expect(road.give(PROCURE).answer).toBe('process.wrong-stage');
  });

  test('that fails is started again, for that reason; messages of others change nothing', () => {
    const road = at('procuring');
    expect(road.must({ ...UNSUCCESSFUL, body: { procurementId: 'other', outcome: 'failed' } }).events).toEqual([]);
    road.must(UNSUCCESSFUL);
    expect(road.must(UNSUCCESSFUL).events).toEqual([]);
    expect(road.state.stage).toBe('planned');
    const { followUps } = road.must({ ...PROCURE, on: '2026-02-20', body: { startedOn: '2026-02-20' } });
    expect(followUps).toMatchObject([{ body: { reason: 'procurement-failed' } }]);
    expect(road.must(AWARD).events).toEqual([]);
  });

  test('the award leads to the contract, and its signature to performance; each message counts once', () => {
    const road = at('procuring');
    road.must(AWARD);
    expect(road.must(AWARD).events).toEqual([]);
    expect(road.must({ ...SIGNED, body: { ...SIGNED.body, contractId: 'other' } }).events).toEqual([]);
    expect(road.must(SIGNED).followUps).toEqual([]);
    expect(road.must(SIGNED).events).toEqual([]);
    expect(road.state).toMatchObject({ stage: 'performing', parties: { contractor: 'agency' }, cycleStartsOn: '2026-03-01' });
  });

  test('a contract that was not signed after the award fails the procurement and the road starts anew', () => {
    const road = at('contracting');
    road.must(UNSUCCESSFUL);
    expect(road.state).toMatchObject({ stage: 'planned', comingContractId: null, procurementId: null });
  });

  test('the road ends by the head, and not while a contract runs', () => {
    expect(at('planned').give({ ...END, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    const road = at('performing');
    expect(road.give(END).answer).toBe('process.wrong-stage');
    road.must({ ...PROCURE, on: '2026-10-01', body: { startedOn: '2026-10-01', reason: '提前采购' } });
    road.must({ ...UNSUCCESSFUL, on: '2026-11-01', body: { procurementId: 'c8:procurement', outcome: 'cancelled' } });
    // planned again, but the contract runs until 2027-02-28
    expect(road.give({ ...END, on: '2026-11-02' }).refusal?.detail).toContain('2027-02-28');
    road.fallDue('contract.ends:contract-1', '2027-03-01');
    expect(road.give(END).answer).toBe('accepted');
  });
});
