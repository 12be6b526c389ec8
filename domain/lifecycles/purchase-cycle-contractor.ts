import { FUNCTION_NAMES, functionsOf } from '../access.ts';
import type { DutyClaim } from '../duty.ts';
import { CatalogueError } from '../errors.ts';
import { complete, done, judge, notTwice, refuse, type Verdict } from '../gates.ts';
import { type Context, isRefusal, type Parties, type Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import type { PurchaseCycleCommand } from '../schema/commands/purchase-cycle.ts';
import type { SlotName } from '../slots.ts';
import type { Body, ContractorPlans, CurrentContract, PurchaseCycleEvent, PurchaseCycleState } from './purchase-cycle-state.ts';
import { met } from './road.ts';

type Step = 'hand-in-plans' | 'file-work-plan' | 'confirm-work-plan';
type Decision = PurchaseCycleEvent[] | Refusal;

/** Any of these slots makes the pack ask for the step. */
const ASKED_BY: Record<Step, readonly SlotName[]> = {
  'hand-in-plans': ['plan.contractor-plans', 'plan.work-plan-filed'],
  'file-work-plan': ['plan.work-plan-filed'],
  'confirm-work-plan': ['plan.work-plan-filed'],
};

/** Steps that this pack does not know, that have no contract to stand on, that are done already, or whose turn has not come. */
export function plansBlocked({ contract }: PurchaseCycleState, step: Step, policy: Policy): Verdict {
  if (!ASKED_BY[step].some((slot) => policy.rule(slot))) return refuse('policy.no-rule', `${policy.pack.name}的政策没有这项规定`);
  if (!contract) return refuse('policy.condition-unmet', '没有正在履行的合同，不能办理方案与计划');
  const { handedInOn, filedOn, receivers, confirmedBy } = contract.plans;
  switch (step) {
    case 'hand-in-plans':
      return notTwice('方案与计划提交', handedInOn);
    case 'file-work-plan':
      return notTwice('工作计划报送', filedOn) ?? plansMissing(contract.plans, policy);
    case 'confirm-work-plan':
      if (filedOn === null) return refuse('policy.condition-unmet', '工作计划尚未报送，不能确认备案');
      return receivers.every((name) => confirmedBy.includes(name)) ? notTwice('工作计划报送', filedOn) : undefined;
  }
}

/** The bureau files what the contractor prepared, so where the pack lists the contractor's plans these come first. */
function plansMissing({ handedInOn }: ContractorPlans, policy: Policy): Verdict {
  const rule = policy.rule('plan.contractor-plans');
  if (!rule || handedInOn !== null) return undefined;
  return refuse('policy.document-missing', `承接机构尚未提交方案与计划，不能报送备案（${rule.id}）`);
}

/** The three steps from the contractor's plans to the confirmed filing of its work plan; throws without a contract, which {@link plansBlocked} refuses. */
export function contractorPlans(
  { contract, parties }: PurchaseCycleState,
  command: Extract<PurchaseCycleCommand, { name: Step }>,
  context: Context,
): Decision {
  if (!contract) throw new CatalogueError('internal.error', 'plans without a contract');
  switch (command.name) {
    case 'hand-in-plans':
      return handInPlans(contract, command.body, context);
    case 'file-work-plan': {
      const receivers = (context.policy.rule('plan.work-plan-filed')?.to ?? []).filter((name) => parties[name] !== undefined);
      return done({ type: 'work-plan-filed', ...command.body, receivers }, 'filedOn', '报送日期', context.today, signed(contract));
    }
    case 'confirm-work-plan':
      return confirmWorkPlan(contract, command.body, parties, context);
  }
}

/** All the plans that the pack lists, made as the contract says. */
function handInPlans(contract: CurrentContract, body: Body<'hand-in-plans'>, { policy, today, actor }: Context): Decision {
  const judged = judge([complete(policy.rule('plan.contractor-plans'), body.plans ?? [], 'plans')], undefined, actor);
  if (isRefusal(judged)) return judged;
  return done({ type: 'contractor-plans-handed-in', ...body }, 'handedInOn', '提交日期', today, signed(contract));
}

/** Each receiver confirms for itself, once for all of its functions. */
function confirmWorkPlan(
  { plans }: CurrentContract,
  body: Body<'confirm-work-plan'>,
  parties: Parties,
  { actor, today }: Context,
): Decision {
  const own = functionsOf(actor, parties).filter((name) => plans.receivers.includes(name));
  if (own.length === 0) {
    const whoMay = plans.receivers.map((name) => FUNCTION_NAMES[name]);
    return { ...refuse('access.forbidden', `工作计划由${whoMay.join('、')}备案`), whoMay };
  }
  const by = own.filter((name) => !plans.confirmedBy.includes(name));
  if (by.length === 0) return refuse('process.already-done', '工作计划已由本单位备案');
  const filed = { label: '报送日期', date: plans.filedOn };
  return done({ type: 'work-plan-confirmed', ...body, by }, 'confirmedOn', '确认日期', today, filed);
}

function signed({ signedOn }: CurrentContract) {
  return { label: '合同签订日期', date: signedOn };
}

/** The filing of the work plan, counted from the signature, and the contractor's own earlier day. */
export function workPlanDuties({ id, signedOn, plans }: CurrentContract): DutyClaim[] {
  const slot = 'plan.work-plan-filed';
  const events = { 'agreement-signed': signedOn };
  return [
    { key: `${slot}:${id}`, slot, events, command: 'file-work-plan', ...met(plans.filedOn) },
    {
      key: `${slot}:${id}:contractor`,
      slot,
      label: '提交方案与计划',
      owes: 'contractor',
      events,
      default: 'Q-88/work-plan',
      command: 'hand-in-plans',
      ...met(plans.handedInOn ?? plans.filedOn),
    },
  ];
}
