import { mainRule } from '../domain/lifecycles/evaluation-duties.ts';
import { gradesOf } from '../domain/lifecycles/evaluation-score.ts';
import { renews } from '../domain/lifecycles/purchase-cycle-renewal.ts';
import { defaultNumber } from '../domain/lifecycles/road.ts';
import type { Policy } from '../domain/policy.ts';
import { SLOTS, type SlotName } from '../domain/slots.ts';

/** What the road does where this system has no rule: a default of ours acts, the step is left out, or it is taken without a day. */
export interface Silence {
  step: string;
  /** The open point whose default acts; `null` where none does. */
  defaultId: string | null;
  does: string;
}

const SKIPPED = '跳过';
const UNDATED = '照常办理，不设期限';

/** Steps that do not exist without their rule, in the order of the road. */
const ONLY_WITH_RULE: readonly SlotName[] = [
  'plan.budget',
  'plan.filed',
  'plan.work-plan-filed',
  'contract.copy-filed',
  'contract.staffing-filed',
  'contract.announced',
  'onboarding.first-work',
  'report.contractor',
  'report.mid-term',
  'report.final',
  'report.town',
  'report.county',
  'report.city',
  'report.monitoring',
  'report.statistics',
  'report.circulation',
  'certificate.obtain',
  'certificate.register',
];
const ONLY_WITH_RULE_IN_EVALUATION: readonly SlotName[] = [
  'evaluation.self',
  'evaluation.joint',
  'evaluation.mid-term',
  'evaluation.final',
  'evaluation.spot-check',
  'evaluation.components',
  'evaluation.reported-up',
];

/** Steps that every road has; a rule only gives them a day. */
const ALWAYS: readonly SlotName[] = [
  'plan.prepared',
  'procurement.plan-ready',
  'procurement.publish',
  'procurement.complete',
  'contract.sign',
  'onboarding.complete',
];

/** Everything of the road that the pack is silent about, and what is done instead. */
export function silencesOf(policy: Policy): Silence[] {
  const silent = (slot: SlotName) => policy.rules(slot).length === 0;
  const plain = (slots: readonly SlotName[], does: string) =>
    slots.filter(silent).map((slot): Silence => ({ step: SLOTS[slot].title, defaultId: null, does }));
  return [
    ...byDefault(policy, silent),
    ...plain(ALWAYS, UNDATED),
    ...plain(ONLY_WITH_RULE, SKIPPED),
    ...(mainRule(policy) ? plain(ONLY_WITH_RULE_IN_EVALUATION, SKIPPED) : [{ step: '评估', defaultId: null, does: SKIPPED }]),
    ...(mainRule(policy) && !gradesOf(policy) ? [{ step: SLOTS['evaluation.grades'].title, defaultId: null, does: '只登记得分' }] : []),
    ...(renews(policy) ? [...plain(['contract.cycle'], '不设年限'), ...plain(['renewal.new-plan'], SKIPPED)] : []),
  ];
}

function byDefault(policy: Policy, silent: (slot: SlotName) => boolean): Silence[] {
  const evaluates = mainRule(policy) !== undefined;
  const lines: [isSilent: boolean, slot: SlotName, defaultId: string | null, does: string][] = [
    [silent('role.purchaser'), 'role.purchaser', null, '发起采购的民政部门'],
    [silent('role.organiser'), 'role.organiser', 'Q-62', '购买主体'],
    [silent('role.signatory'), 'role.signatory', 'Q-62', '购买主体'],
    [silent('contract.term'), 'contract.term', 'Q-59', `${defaultNumber(policy, 'Q-59', 'defaultYears')}年`],
    [silent('contract.expiry-notice'), 'contract.expiry-notice', 'Q-14', `到期前${defaultNumber(policy, 'Q-14', 'contract-expiry')}日`],
    [evaluates && silent('role.evaluator'), 'role.evaluator', 'Q-62', '购买主体'],
    [evaluates && silent('evaluation.review'), 'evaluation.review', 'Q-35', '自告知之日起5个工作日内'],
    [evaluates && silent('evaluation.published'), 'evaluation.published', 'Q-34', '不公布，内部使用'],
    [!renews(policy), 'renewal.decide', 'Q-28', '不续签，也不自动延期；到期前重新采购'],
  ];
  return lines.flatMap(([isSilent, slot, defaultId, does]) => (isSilent ? [{ step: SLOTS[slot].title, defaultId, does }] : []));
}
