import type { DutyClaim } from '../duty.ts';
import type { Context } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import { yearOf } from '../time.ts';
import { workPlanDuties } from './purchase-cycle-contractor.ts';
import { contractEnded, isCycleUsedUp, renews } from './purchase-cycle-renewal.ts';
import type { AnnualPlan, CurrentContract, PurchaseCycleEvent, PurchaseCycleState } from './purchase-cycle-state.ts';
import { met, planYearStart } from './road.ts';

/** What is owed on the road: the plan of each year that the contract touches, and the decision about what follows the contract. */
export function duties(state: PurchaseCycleState, policy: Policy): DutyClaim[] {
  const { contract, interruptedOn } = state;
  const plans = plansOwed(state).flatMap((plan) => planDuties(state, plan));
  return contract && interruptedOn === null ? [...plans, ...workPlanDuties(contract), ...endOfContract(state, contract, policy)] : plans;
}

/** Plans at hand and earlier, and those of years into which the contract runs, in the order of their years. */
export function plansOwed({ plan, earlierPlans, contract }: PurchaseCycleState): AnnualPlan[] {
  const owed = [...earlierPlans, plan];
  const lastYear = contract ? yearOf(contract.endsOn) : plan.year;
  for (let year = plan.year + 1; year <= lastYear; year += 1) {
    owed.push({ year, status: 'drafting', preparedOn: null, approvedOn: null, filedOn: null });
  }
  return owed;
}

function planDuties({ planYear, programmeStartsOn, budgetSecuredOn }: PurchaseCycleState, plan: AnnualPlan): DutyClaim[] {
  // A programme that starts in mid-year has its first plan twenty working days later.
  const midYear = plan.year === planYear && programmeStartsOn !== null;
  const dated: Pick<DutyClaim, 'events' | 'default'> = midYear
    ? { events: { 'programme-starts': programmeStartsOn }, default: 'Q-24/mid-year-programme' }
    : { events: { 'plan-year-starts': planYearStart(plan.year) } };
  return [
    {
      key: `plan.prepared:${plan.year}`,
      slot: 'plan.prepared',
      label: `编制${plan.year}年度计划`,
      command: 'prepare-plan',
      ...dated,
      ...met(plan.preparedOn),
    },
    {
      key: `plan.filed:${plan.year}`,
      slot: 'plan.filed',
      label: `${plan.year}年度计划报送备案`,
      command: 'approve-plan',
      ...dated,
      ...met(plan.approvedOn),
    },
    {
      key: `plan.budget:${plan.year}`,
      slot: 'plan.budget',
      label: `落实${plan.year}年度购买经费`,
      command: 'secure-budget',
      events: { 'plan-year-starts': planYearStart(plan.year) },
      ...met(budgetSecuredOn[plan.year] ?? null),
    },
  ];
}

function endOfContract(state: PurchaseCycleState, contract: CurrentContract, policy: Policy): DutyClaim[] {
  const { id, endsOn } = contract;
  const ends: DutyClaim = { key: `contract.ends:${id}`, slot: 'contract.ends', events: {}, agreedOn: endsOn };
  if (!renews(policy)) return [ends];
  const decide: DutyClaim = {
    key: `renewal.decide:${id}`,
    slot: 'renewal.decide',
    label: '决定续签或重新采购',
    events: {},
    agreedOn: endsOn,
    command: 'renew',
    ...met(state.decidedOn),
  };
  const mayRenew = state.newPlanOn !== null || state.decidedOn === null;
  if (!mayRenew || isCycleUsedUp(contract, policy)) return [decide, ends];
  const newPlan: DutyClaim = {
    key: `renewal.new-plan:${id}`,
    slot: 'renewal.new-plan',
    events: { 'contract-ends': endsOn },
    command: 'fix-new-plan',
    ...met(state.newPlanOn),
  };
  return [newPlan, decide, ends];
}

/** Only the end of the contract changes the road; what is late stays owed. */
export function onDue(state: PurchaseCycleState, dutyKey: string, { policy }: Context): PurchaseCycleEvent[] {
  const { contract, interruptedOn } = state;
  if (!contract || interruptedOn !== null || dutyKey !== `contract.ends:${contract.id}`) return [];
  return contractEnded(state, contract, policy);
}
