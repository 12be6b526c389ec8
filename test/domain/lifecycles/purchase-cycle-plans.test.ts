import { describe, expect, test } from '@jest/globals';
import { purchaseCycle } from '../../../domain/lifecycles/purchase-cycle.ts';
import { contractorPlans } from '../../../domain/lifecycles/purchase-cycle-contractor.ts';
import type { PartyFunction } from '../../../domain/pack.ts';
import { actor, checklist, day, PARTIES, PEOPLE, Play, processId, realPolicy, type SmallRule, type Step } from '../../support/lifecycle.ts';
import {
  APPROVE,
  AWARD,
  around,
  at,
  FILE,
  OPEN,
  OPEN_BODY,
  PREPARE,
  PROCURE,
  RENEW,
  RULES,
  type Rules,
  SIGNED,
} from './purchase-cycle-steps.ts';

/* What some packs ask for beside the annual plan: the programme, its money, and the plans of the contractor. */

const filing = (to: PartyFunction[]): SmallRule => ({ kind: 'deadline', owes: 'purchaser', to, default: 'Q-24/work-plan' });
const FILED: Rules = { ...RULES, 'plan.work-plan-filed': filing(['upper', 'superior']) };
const BOTH: Rules = { ...FILED, 'plan.contractor-plans': checklist('implementation-plan', 'work-plan') };
const BUDGET: Rules = { ...RULES, 'plan.budget': { kind: 'deadline', owes: 'finance', default: 'Q-24/yearly' } };

const SECURE: Step = {
  command: 'secure-budget',
  on: '2026-01-12',
  by: PEOPLE.clerk,
  body: { securedOn: '2026-01-12', amountYuan: 200_000, documents: [{ name: '预算批复' }] },
};
const HAND_IN: Step = {
  command: 'hand-in-plans',
  on: '2026-03-10',
  by: PEOPLE.agency,
  body: { handedInOn: '2026-03-10', plans: ['implementation-plan', 'work-plan'], documents: [{ name: '工作计划' }] },
};
const FILE_WORK_PLAN: Step = {
  command: 'file-work-plan',
  on: '2026-03-16',
  by: PEOPLE.clerk,
  body: { filedOn: '2026-03-16', documents: [{ name: '工作计划' }] },
};
const CONFIRM: Step = { command: 'confirm-work-plan', on: '2026-03-18', by: PEOPLE.city, body: { confirmedOn: '2026-03-18' } };
const WORK_PLAN = 'plan.work-plan-filed:contract-1';

describe('the programme under which a year is planned', () => {
  const rules: Rules = { ...RULES, 'plan.programme': [checklist('overall-plan', 'management-rules'), checklist('local-plan')] };
  const prepared = (programme: string[] | undefined, asked = rules) =>
    at('planning', asked).give({ ...PREPARE, body: { ...PREPARE.body, ...(programme && { programme }) } });

  test('with a plan or a measure missing, or one that nobody asks for, the annual plan is refused', () => {
    expect(prepared(undefined).refusal?.fields?.map(({ field }) => field)).toEqual(['programme', 'programme']);
    expect(prepared(['overall-plan', 'local-plan']).refusal).toMatchObject({
      refused: 'policy.document-missing',
      detail: 'plan.programme缺少：条目management-rules（TT-08）',
    });
    expect(prepared(['overall-plan', 'management-rules', 'local-plan', 'another']).answer).toBe('request.invalid');
  });

  test('complete it is accepted; a news report binds nobody, and silence asks nothing', () => {
    expect(prepared(['overall-plan', 'management-rules', 'local-plan']).answer).toBe('accepted');
    expect(prepared([], { ...RULES, 'plan.programme': { ...checklist('staffing'), binding: 'reported' } }).answer).toBe('accepted');
    expect(prepared(undefined, RULES).answer).toBe('accepted');
  });
});

describe('the money of a plan year', () => {
  test('is secured only where the pack asks for it, by purchaser or finance, not in the future', () => {
    expect(at('planning').give(SECURE).answer).toBe('policy.no-rule');
    const road = at('planning', BUDGET);
    for (const by of [PEOPLE.agency, PEOPLE.viewer, PEOPLE.city]) expect(road.give({ ...SECURE, by }).answer).toBe('access.forbidden');
    expect(road.give({ ...SECURE, on: '2026-01-11' }).answer).toBe('policy.date-in-future');
    expect(road.give({ ...SECURE, body: { ...SECURE.body, amountYuan: -1 } }).answer).toBe('request.invalid');
  });

  test('is owed by the finance department and met by the day; twice is refused, naming it', () => {
    const road = new Play(purchaseCycle, around(BUDGET));
    const finance = actor('county-finance', 'clerk');
    road.must({ ...OPEN, body: { ...OPEN_BODY, parties: { ...PARTIES, finance: 'county-finance' } } });
    expect(road.duty('plan.budget:2026')).toMatchObject({ label: '落实2026年度购买经费', owes: 'finance', due: { due: '2026-12-31' } });
    road.must({ ...SECURE, by: finance });
    expect(road.duty('plan.budget:2026')?.met).toBe('2026-01-12');
    expect(road.give(SECURE).refusal).toMatchObject({
      refused: 'process.already-done',
      detail: '2026年度购买经费落实已于 2026-01-12 办理',
    });
    expect(road.refold()).toEqual(road.folded);
  });

  test('of every year into which the contract runs is secured in its turn, the earliest first; late it is accepted', () => {
    const road = at('performing', BUDGET);
    road.must(SECURE);
    expect(road.fallDue('plan.budget:2027', '2028-01-04').events).toEqual([]);
    expect(road.must({ ...SECURE, on: '2028-01-05', body: { ...SECURE.body, securedOn: '2028-01-05' } }).events).toMatchObject([
      { type: 'budget-secured', year: 2027 },
    ]);
    expect(road.duty('plan.budget:2027')?.met).toBe('2028-01-05');
    expect(road.give(SECURE).answer).toBe('process.already-done');
  });

  test('a day of a roll-out that is over binds no later road (Q-16)', () => {
    expect(
      at('planning', { ...RULES, 'plan.budget': { kind: 'deadline', owes: 'purchaser', when: { by: day('2021-08-20') } } }).duties(),
    ).toHaveLength(2);
  });
});

describe('the plans of the contractor', () => {
  for (const stage of Object.keys(purchaseCycle.stages)) {
    test(`${stage}: they are handed in, filed and confirmed only under a contract`, () => {
      const road = at(stage, BOTH);
      const underContract = ['performing', 'renewing'].includes(stage);
      const refused = purchaseCycle.stages[stage]?.ends
        ? ['process.closed']
        : ['process.wrong-stage', 'policy.condition-unmet', 'access.forbidden'];
      for (const step of [HAND_IN, FILE_WORK_PLAN, CONFIRM]) {
        const { answer } = road.give({ ...step, on: '2027-02-01' });
        if (underContract) expect(answer).toBe('accepted');
        else expect(refused).toContain(answer);
      }
    });
  }

  test('do not exist where the pack asks for none of them; a pack that only lists them has nothing to file', () => {
    for (const step of [HAND_IN, FILE_WORK_PLAN, CONFIRM]) expect(at('performing').give(step).answer).toBe('policy.no-rule');
    const listed = at('performing', { ...RULES, 'plan.contractor-plans': checklist('implementation-plan', 'work-plan') });
    expect(listed.give(FILE_WORK_PLAN).answer).toBe('policy.no-rule');
    expect(listed.give(HAND_IN).answer).toBe('accepted');
    expect(listed.duties().some(({ slot }) => slot === 'plan.work-plan-filed')).toBe(false);
  });

  test('are handed in by the contractor, complete, after the signature, once', () => {
    const road = at('performing', BOTH);
    expect(road.give({ ...HAND_IN, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    expect(road.give({ ...HAND_IN, body: { ...HAND_IN.body, plans: ['work-plan'] } }).refusal).toMatchObject({
      refused: 'policy.document-missing',
      detail: 'plan.contractor-plans缺少：条目implementation-plan（TT-09）',
    });
    const { plans: _, ...nothing } = HAND_IN.body as { plans: string[] };
    expect(road.give({ ...HAND_IN, body: nothing }).answer).toBe('policy.document-missing');
    expect(road.give({ ...HAND_IN, body: { ...HAND_IN.body, handedInOn: '2026-02-26' } }).answer).toBe('policy.out-of-order');
    expect(road.give({ ...HAND_IN, body: { ...HAND_IN.body, handedInOn: '2026-03-11' } }).answer).toBe('policy.date-in-future');
    road.must(HAND_IN);
    expect(road.give(HAND_IN).answer).toBe('process.already-done');
  });

  test('come before the filing of the work plan where the pack lists them; elsewhere the bureau may file alone', () => {
    expect(at('performing', BOTH).give(FILE_WORK_PLAN).refusal).toMatchObject({
      refused: 'policy.document-missing',
      detail: '承接机构尚未提交方案与计划，不能报送备案（TT-09）',
    });
    const alone = at('performing', FILED);
    expect(alone.give({ ...FILE_WORK_PLAN, by: PEOPLE.agency }).answer).toBe('access.forbidden');
    expect(alone.give({ ...FILE_WORK_PLAN, body: { ...FILE_WORK_PLAN.body, filedOn: '2026-02-26' } }).answer).toBe('policy.out-of-order');
    alone.must(FILE_WORK_PLAN);
    expect(alone.give(FILE_WORK_PLAN).answer).toBe('process.already-done');
    expect(alone.duty(`${WORK_PLAN}:contractor`)?.met).toBe('2026-03-16');
  });

  test('are due fifteen working days after the signature, from the contractor five earlier (Q-88); late they are accepted', () => {
    const road = at('performing', BOTH);
    // 2026-02-28 is a Saturday that is worked
    expect(road.duty(WORK_PLAN)).toMatchObject({ owes: 'purchaser', to: ['upper', 'superior'], due: { due: '2026-03-19' } });
    expect(road.duty(`${WORK_PLAN}:contractor`)).toMatchObject({
      owes: 'contractor',
      defaultId: 'Q-88/work-plan',
      due: { due: '2026-03-12' },
    });
    expect(road.fallDue(WORK_PLAN, '2026-03-20').events).toEqual([]);
    road.must({ ...HAND_IN, on: '2026-04-01' });
    road.must({ ...FILE_WORK_PLAN, on: '2026-04-02', body: { ...FILE_WORK_PLAN.body, filedOn: '2026-04-02' } });
    expect(road.duty(WORK_PLAN)?.met).toBe('2026-04-02');
  });

  test('are filed with all receivers at once, and each confirms for itself', () => {
    const road = at('performing', FILED);
    expect(road.give(CONFIRM).refusal).toMatchObject({ refused: 'policy.condition-unmet', detail: '工作计划尚未报送，不能确认备案' });
    expect(road.must(FILE_WORK_PLAN).events).toMatchObject([{ receivers: ['upper', 'superior'] }]);
    expect(road.give({ ...CONFIRM, by: PEOPLE.head }).answer).toBe('access.forbidden');
    expect(road.give({ ...CONFIRM, body: { confirmedOn: '2026-03-15' } }).answer).toBe('policy.out-of-order');
    road.must(CONFIRM);
    expect(road.give(CONFIRM).refusal).toMatchObject({ refused: 'process.already-done', detail: '工作计划已由本单位备案' });
    road.must({ ...CONFIRM, by: PEOPLE.province });
    expect(road.state.contract?.plans.confirmedBy).toEqual(['superior', 'upper']);
    expect(road.give({ ...CONFIRM, by: PEOPLE.province }).answer).toBe('process.already-done');
    expect(road.refold()).toEqual(road.folded);
  });

  test('are confirmed by those only with whom they were filed', () => {
    const road = at('performing', { ...RULES, 'plan.work-plan-filed': filing(['superior', 'finance']) });
    expect(road.must(FILE_WORK_PLAN).events).toMatchObject([{ receivers: ['superior'] }]);
    expect(road.give({ ...CONFIRM, by: PEOPLE.province }).refusal).toMatchObject({ refused: 'access.forbidden', whoMay: ['上级民政部门'] });
  });

  test('filed with nobody need no confirmation, and each contract has its own', () => {
    const silent: SmallRule = { kind: 'deadline', owes: 'purchaser', default: 'Q-24/work-plan' };
    const road = at('renewing', { ...RULES, 'plan.work-plan-filed': silent });
    road.must(FILE_WORK_PLAN);
    expect(road.give(CONFIRM).answer).toBe('process.already-done');
    road.must(RENEW);
    const { comingContractId } = road.state;
    road.must({
      ...SIGNED,
      on: '2027-02-10',
      body: { ...SIGNED.body, contractId: comingContractId, signedOn: '2027-02-10', yearOfCycle: 2 },
    });
    expect(road.duty(WORK_PLAN)).toBeUndefined();
    expect(road.duty(`plan.work-plan-filed:${comingContractId}`)?.met).toBeUndefined();
  });

  test('without a contract are a defect, should the gate ever let them through', () => {
    const { state } = at('planning', BOTH);
    const command = { name: 'confirm-work-plan', body: { confirmedOn: day('2026-03-18') } } as const;
    expect(() => contractorPlans(state, command, {} as never)).toThrow('plans without a contract');
  });
});

test('yz: the district files the work plan with region and city after the contractor has made its three plans (YZ-28, YZ-37)', () => {
  const policy = realPolicy('yz');
  const road = new Play(purchaseCycle, { ...around(), policy, id: 'road' });
  for (const step of [OPEN, { ...PREPARE, body: { ...PREPARE.body, contents: [], programme: ['implementation-plan'] } }, APPROVE, PROCURE])
    road.must(step);
  road.must({ ...AWARD, body: { ...AWARD.body, procurementId: road.state.procurementId ?? processId('none') } });
  road.must(SIGNED);
  expect(road.duty(WORK_PLAN)).toMatchObject({ ruleId: 'YZ-28', to: ['upper', 'superior'] });
  expect(road.give(FILE_WORK_PLAN).refusal?.detail).toContain('YZ-37');
  expect(road.give(HAND_IN).refusal?.detail).toContain('培训计划');
  road.must({ ...HAND_IN, body: { ...HAND_IN.body, plans: ['implementation-plan', 'work-plan', 'training-plan'] } });
  road.must(FILE_WORK_PLAN);
  expect(road.give(FILE).answer).not.toBe('accepted');
});
