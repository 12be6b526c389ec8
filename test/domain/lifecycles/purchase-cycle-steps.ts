import { purchaseCycle } from '../../../domain/lifecycles/purchase-cycle.ts';
import type { PurchaseCycleState } from '../../../domain/lifecycles/purchase-cycle-state.ts';
import { purchaseCycleSchemas } from '../../../domain/schema/commands/purchase-cycle.ts';
import type { SlotName } from '../../../domain/slots.ts';
import { checklist, PARTIES, PEOPLE, type Play, play, type SmallRule, STATIONS, type Step, smallPolicy } from '../../support/lifecycle.ts';

/* The steps of one road and the way to each of its stages; the tests of the road share them. */

export type Rules = Partial<Record<SlotName, SmallRule | SmallRule[]>>;

const steps = [{ code: 'annual-result', label: '年度评估结果' }];
const ranks = ['不合格', '合格', '优秀'];
const plan: SmallRule = { kind: 'deadline', owes: 'purchaser', default: 'Q-24/annual-plan' };

export const RULES: Rules = {
  'plan.prepared': plan,
  'plan.contents': checklist('goals', 'budget'),
  'plan.filed': { ...plan, to: ['superior'] },
  'contract.cycle': { kind: 'flow', steps, cycleYears: 3, binding: 'in-principle' },
  'evaluation.grades': { kind: 'flow', steps, ranks, pass: '合格' },
  'renewal.decide': { kind: 'flow', steps, ranks, pass: '合格', renews: true },
  'renewal.re-procure': { kind: 'flow', steps: [{ code: 'procure-again', label: '重新确定承接机构' }] },
};

/** With the new plan one month before the end, as one county asks. */
export const WITH_NEW_PLAN: Rules = {
  ...RULES,
  'renewal.new-plan': { kind: 'deadline', owes: 'purchaser', when: { before: 'contract-ends', term: { count: 1, unit: 'month' } } },
};

const { contractor: _, ...parties } = PARTIES;
export const OPEN_BODY = { title: '2026年社工站购买服务', planYear: 2026, stations: STATIONS, parties, amountBudgetYuan: 200_000 };
export const OPEN: Step = { command: 'open', on: '2026-01-05', by: PEOPLE.clerk, body: OPEN_BODY };
export const PREPARE: Step = {
  command: 'prepare-plan',
  on: '2026-01-15',
  by: PEOPLE.clerk,
  body: { preparedOn: '2026-01-15', contents: ['goals', 'budget'], documents: [{ name: '年度实施计划' }] },
};
export const APPROVE: Step = { command: 'approve-plan', on: '2026-01-16', by: PEOPLE.head, body: { approvedOn: '2026-01-16' } };
export const RETURN: Step = { command: 'return-plan', on: '2026-01-16', by: PEOPLE.head, body: { reason: '预算依据不足' } };
export const FILE: Step = {
  command: 'file-plan',
  on: '2026-01-20',
  by: PEOPLE.city,
  body: { filedOn: '2026-01-20', number: '备〔2026〕1号' },
};
export const RETURN_FILING: Step = { command: 'return-filing', on: '2026-01-20', by: PEOPLE.city, body: { reason: '缺少绩效目标' } };
export const PROCURE: Step = { command: 'start-procurement', on: '2026-01-21', by: PEOPLE.clerk, body: { startedOn: '2026-01-21' } };
export const AWARD: Step = {
  command: 'record-award',
  on: '2026-02-12',
  body: {
    procurementId: 'c5:procurement',
    contractId: 'contract-1',
    contractor: 'agency',
    awardNoticeOn: '2026-02-12',
    amountYuan: 180_000,
  },
};
export const SIGNED: Step = {
  command: 'record-contract-signed',
  on: '2026-02-27',
  body: {
    contractId: 'contract-1',
    contractor: 'agency',
    signedOn: '2026-02-27',
    effectiveOn: '2026-03-01',
    startsOn: '2026-03-01',
    endsOn: '2027-02-28',
    yearOfCycle: 1,
    amountYuan: 180_000,
    onboardings: ['set-up-a', 'set-up-b'],
  },
};
export const PASSED: Step = {
  command: 'record-evaluation-result',
  on: '2027-01-10',
  body: { evaluationId: 'evaluation-1', contractId: 'contract-1', passed: true, grade: '合格', confirmedOn: '2027-01-10' },
};
export const FAILED: Step = { ...PASSED, body: { ...PASSED.body, passed: false, grade: '不合格' } };
export const RENEW: Step = { command: 'renew', on: '2027-01-20', by: PEOPLE.head, body: { decidedOn: '2027-01-20', amountYuan: 190_000 } };
export const NEW_PLAN: Step = {
  command: 'fix-new-plan',
  on: '2027-01-15',
  by: PEOPLE.clerk,
  body: { fixedOn: '2027-01-15', documents: [] },
};
export const END: Step = { command: 'end', on: '2027-03-05', by: PEOPLE.head, body: { reason: '撤并乡镇' } };
export const DISSOLVED: Step = {
  command: 'record-contract-ended',
  on: '2026-09-01',
  body: { contractId: 'contract-1', endedOn: '2026-09-01' },
};
export const UNSUCCESSFUL: Step = {
  command: 'record-procurement-failed',
  on: '2026-02-12',
  body: { procurementId: 'c5:procurement', outcome: 'failed' },
};

export const around = (rules: Rules = RULES) => ({ policy: smallPolicy(rules), schemas: purchaseCycleSchemas });

const TO: Record<string, Step[]> = {
  planning: [OPEN],
  reviewing: [OPEN, PREPARE],
  filing: [OPEN, PREPARE, APPROVE],
  planned: [OPEN, PREPARE, APPROVE, FILE],
  procuring: [OPEN, PREPARE, APPROVE, FILE, PROCURE],
  contracting: [OPEN, PREPARE, APPROVE, FILE, PROCURE, AWARD],
  performing: [OPEN, PREPARE, APPROVE, FILE, PROCURE, AWARD, SIGNED],
  renewing: [OPEN, PREPARE, APPROVE, FILE, PROCURE, AWARD, SIGNED, PASSED],
  lapsed: [OPEN, PREPARE, APPROVE, FILE, PROCURE, AWARD, SIGNED, DISSOLVED],
  ended: [OPEN, { ...END, on: '2026-01-06' }],
};

/** The road brought to a stage; without a renewal rule it can be concluded. */
export function at(stage: string, rules: Rules = RULES): Play<PurchaseCycleState> {
  if (stage !== 'concluded') return play(purchaseCycle, around(rules), TO[stage] ?? []);
  const { 'renewal.decide': _renewal, ...silent } = rules;
  const road = play(purchaseCycle, around(silent), TO.performing ?? []);
  road.fallDue('contract.ends:contract-1', '2027-03-01');
  return road;
}
