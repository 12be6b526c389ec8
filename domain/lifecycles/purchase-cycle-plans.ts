import { type Condition, complete, completeAll, done, doneInOrder, judge, notTwice, refuse, type Verdict } from '../gates.ts';
import { type Context, isRefusal, type Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import { plansOwed } from './purchase-cycle-duties.ts';
import type { Body, PurchaseCycleEvent, PurchaseCycleState } from './purchase-cycle-state.ts';
import { planYearStart } from './road.ts';

/** The plan of the first year, or beside the road that of the next one; complete in all that the pack asks of a plan. */
export function preparePlan(
  state: PurchaseCycleState,
  body: Body<'prepare-plan'>,
  { policy, today, actor }: Context,
): PurchaseCycleEvent[] | Refusal {
  const year = state.plan.status === 'in-force' ? state.plan.year + 1 : state.plan.year;
  const prepared = { label: '编制完成日期', date: body.preparedOn };
  const refusal = doneInOrder('preparedOn', prepared, today, { label: '可以编制的第一天', date: planYearStart(year - 1) });
  if (refusal) return refusal;
  const conditions = [
    complete(policy.rule('plan.contents'), body.contents, 'contents'),
    stationPlans(state, body.stationPlans ?? [], policy),
    // The plans, measures and standards under which a year is planned; several levels may each have made theirs.
    ...completeAll(policy.rules('plan.programme'), body.programme ?? [], 'programme'),
  ];
  const judged = judge(conditions, undefined, actor);
  return isRefusal(judged) ? judged : [{ type: 'plan-prepared', year, ...body }];
}

function stationPlans({ stations }: PurchaseCycleState, planned: readonly string[], policy: Policy): Condition | undefined {
  const rule = policy.rule('plan.station-plan');
  const missing = stations.filter(({ station }) => !planned.includes(station)).length;
  const detail = `${stations.length}个社工站中有${missing}个没有规划`;
  return rule && { rule, met: missing === 0, code: 'policy.document-missing', field: 'stationPlans', detail, received: planned };
}

/** Money is secured where the pack asks for it, once for each plan year that is owed. */
export function budgetBlocked(state: PurchaseCycleState, policy: Policy): Verdict {
  if (!policy.rule('plan.budget')) return refuse('policy.no-rule', `${policy.pack.name}的政策没有这项规定`);
  const year = budgetYear(state);
  return notTwice(`${year}年度购买经费落实`, state.budgetSecuredOn[year] ?? null);
}

/** The money of the earliest plan year that has none yet. */
export function secureBudget(state: PurchaseCycleState, body: Body<'secure-budget'>, { today }: Context): PurchaseCycleEvent[] | Refusal {
  return done({ type: 'budget-secured', year: budgetYear(state), ...body }, 'securedOn', '落实日期', today);
}

/** The earliest year without its money; where all have theirs, that of the plan at hand. */
function budgetYear(state: PurchaseCycleState): number {
  return plansOwed(state).find(({ year }) => state.budgetSecuredOn[year] === undefined)?.year ?? state.plan.year;
}
