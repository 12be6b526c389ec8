import { done, firstRefusal, inOrder, refuse, type Verdict } from '../gates.ts';
import type { PlainDate, ProcessId } from '../ids.ts';
import type { Context, Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import { addMonths } from '../time.ts';
import type {
  AnnualResult,
  Body,
  CurrentContract,
  ProcurementReason,
  ProcurementStarted,
  PurchaseCycleEvent,
  PurchaseCycleState,
  ResultRecorded,
  Succession,
} from './purchase-cycle-state.ts';
import { defaultNumber } from './road.ts';

/** Whether this system renews contracts at all; without such a rule a road ends with its contract. */
export function renews(policy: Policy): boolean {
  return policy.rule('renewal.decide')?.renews === true;
}

/** Whether the contract is the last of its cycle; a system without a cycle has no last one. */
export function isCycleUsedUp({ yearOfCycle }: CurrentContract, policy: Policy): boolean {
  const years = policy.rule('contract.cycle')?.cycleYears;
  return years !== undefined && yearOfCycle >= years;
}

/**
 * An annual result is recorded; it leads to renewal, or by itself to a new procurement: not passed where the pack says what follows, or the
 * cycle is used up. A result that turns to failure takes back a renewal that is drafted and not yet signed.
 */
export function recordResult(state: PurchaseCycleState, body: Body<'record-evaluation-result'>, context: Context): PurchaseCycleEvent[] {
  const { contract, result } = state;
  if (contract?.id !== body.contractId) return [];
  const passes = body.passed && reachesPass(body.grade, context.policy);
  if (result?.evaluationId === body.evaluationId && result.grade === body.grade && result.passes === passes) return [];
  const deciding = renews(context.policy) && (state.stage === 'performing' || state.stage === 'renewing');
  const usedUp = isCycleUsedUp(contract, context.policy);
  const withdraws = passes ? null : draftedRenewal(state);
  const recorded: ResultRecorded = { type: 'result-recorded', ...body, passes, renewable: deciding && passes && !usedUp, withdraws };
  if (!deciding || recorded.renewable) return [recorded];
  return passes ? [recorded, procureAgain(state, 'cycle-ended', context)] : [recorded, ...afterFailure(state, context)];
}

/** The contract of the next year as long as it is only drafted; that of a procurement is no renewal. */
function draftedRenewal({ procurementId, comingContractId }: PurchaseCycleState): ProcessId | null {
  return procurementId === null ? comingContractId : null;
}

/** Whoever fails is not renewed; where the pack says so, the contractor is found anew by procurement. */
function afterFailure(state: PurchaseCycleState, context: Context): PurchaseCycleEvent[] {
  return context.policy.rule('renewal.re-procure') ? [procureAgain(state, 'evaluation-failed', context)] : [];
}

function procureAgain(state: PurchaseCycleState, reason: 'cycle-ended' | 'evaluation-failed', context: Context): ProcurementStarted {
  const outcome = reason === 'cycle-ended' ? 'completed' : 'not-renewed';
  return startProcurement(state, { startedOn: context.today, reason, note: null, outcome }, context);
}

/** Grades are ranked; every grade from the pass upwards renews. Where the pack ranks none, the evaluation's word counts. */
function reachesPass(grade: string, policy: Policy): boolean {
  const { ranks, pass } = policy.rule('evaluation.grades') ?? policy.rule('renewal.decide') ?? {};
  return !ranks || !pass || ranks.indexOf(grade) >= ranks.indexOf(pass);
}

/** The contract that may be renewed with the result that allows it, or why not: renewal never passes without a confirmed pass. */
function grounds(state: PurchaseCycleState, policy: Policy): { contract: CurrentContract; result: AnnualResult } | Refusal {
  const { contract, result } = state;
  if (!renews(policy)) return refuse('policy.no-rule', `${policy.pack.name}的政策没有续签规定`);
  if (!contract || !result?.passes) return refuse('policy.condition-unmet', '年度评估结果尚未确认合格，不能续签');
  if (isCycleUsedUp(contract, policy)) return refuse('policy.condition-unmet', '本采购周期已满，须重新采购');
  return tooOld(result, contract, policy) ?? { contract, result };
}

/** the result is not older than twelve months when the contract ends. */
function tooOld({ confirmedOn }: AnnualResult, { endsOn }: CurrentContract, policy: Policy): Verdict {
  const months = defaultNumber(policy, 'Q-27', 'resultValidMonths');
  const oldest = addMonths(endsOn, -months);
  if (confirmedOn >= oldest) return undefined;
  return refuse('policy.condition-unmet', `评估结果确认于 ${confirmedOn}，到合同到期日 ${endsOn} 已超过${months}个月，不能据以续签`);
}

/** The head decides to renew. */
export function renew(state: PurchaseCycleState, body: Body<'renew'>, context: Context): PurchaseCycleEvent[] | Refusal {
  const found = grounds(state, context.policy);
  if ('refused' in found) return found;
  const { contract, result } = found;
  const refusal = firstRefusal(
    newPlanMissing(state, context.policy),
    inOrder({ label: '续签决定日期', date: body.decidedOn }, 'decidedOn', { label: '合同到期日', date: contract.endsOn }),
  );
  if (refusal) return refusal;
  const decided = { type: 'renewal-decided', ...body, contractId: context.newProcessId('contract'), former: contract } as const;
  return done(decided, 'decidedOn', '续签决定日期', context.today, { label: '评估结果确认日期', date: result.confirmedOn });
}

function newPlanMissing({ newPlanOn }: PurchaseCycleState, policy: Policy): Verdict {
  const rule = policy.rule('renewal.new-plan');
  return rule && newPlanOn === null ? refuse('policy.document-missing', `续签前须先确定新一期方案（${rule.id}）`) : undefined;
}

/** A person starts a procurement: the first one, one after a failure, or one that replaces the contract. */
export function procureByHand(
  state: PurchaseCycleState,
  body: Body<'start-procurement'>,
  context: Context,
): PurchaseCycleEvent[] | Refusal {
  const { startedOn, reason: note } = body;
  const { contract, plan } = state;
  if (contract && state.stage !== 'planned' && renews(context.policy) && note === undefined) {
    const problem = '合同期内不经续签而重新采购，须说明理由';
    return refuse('request.invalid', problem, [{ field: 'reason', problem }]);
  }
  const reason = contract && state.stage !== 'planned' ? 'not-renewed' : state.nextReason;
  const outcome = renews(context.policy) ? 'not-renewed' : 'completed';
  const started = startProcurement(state, { startedOn, reason, note: note ?? null, outcome }, context);
  return done(started, 'startedOn', '采购启动日期', context.today, { label: '年度计划审定日期', date: plan.approvedOn });
}

interface Start {
  startedOn: PlainDate;
  reason: ProcurementReason;
  note: string | null;
  outcome: Succession['outcome'];
}

function startProcurement({ contract }: PurchaseCycleState, { outcome, ...start }: Start, context: Context): ProcurementStarted {
  const succession = contract && { contractId: contract.id, outcome };
  return { type: 'procurement-started', ...start, procurementId: context.newProcessId('procurement'), succession };
}

/** A procurement came to nothing: back to where a new one is started, or to renewal if that is still open. */
export function procurementFailed(
  state: PurchaseCycleState,
  body: Body<'record-procurement-failed'>,
  context: Context,
): PurchaseCycleEvent[] {
  if (state.procurementId !== body.procurementId) return [];
  const running = state.interruptedOn === null && !('refused' in grounds(state, context.policy));
  return [{ type: 'procurement-failed', ...body, returnsTo: running ? 'renewing' : 'planned' }];
}

/** The day on which the contract ends: nothing is extended by itself. */
export function contractEnded(state: PurchaseCycleState, contract: CurrentContract, policy: Policy): PurchaseCycleEvent[] {
  if (state.stage !== 'performing' && state.stage !== 'renewing') return [{ type: 'service-interrupted', on: contract.endsOn }];
  return renews(policy)
    ? [{ type: 'contract-lapsed', succession: { contractId: contract.id, outcome: 'not-renewed' } }]
    : [{ type: 'cycle-concluded', succession: { contractId: contract.id, outcome: 'completed' } }];
}

/** A contract was signed. A renewal tells the former contract that it is renewed; a message about any other contract is old. */
export function contractSigned(state: PurchaseCycleState, body: Body<'record-contract-signed'>): PurchaseCycleEvent[] {
  if (state.comingContractId !== body.contractId) return [];
  const { contract } = state;
  const succession: Succession | null =
    contract && body.yearOfCycle > 1 ? { contractId: contract.id, outcome: 'renewed', nextContractId: body.contractId } : null;
  return [{ type: 'contract-signed', ...body, succession }];
}

/** A contract was given up before it was signed, or dissolved before its end. */
export function contractEndedEarly(state: PurchaseCycleState, body: Body<'record-contract-ended'>, context: Context): PurchaseCycleEvent[] {
  const { contract, comingContractId, interruptedOn, result } = state;
  if (body.contractId !== contract?.id && body.contractId !== comingContractId) return [];
  // A renewal that is given up after the former contract has ended leaves that one without a successor.
  const orphan = contract && body.contractId === comingContractId && interruptedOn !== null;
  const succession: Succession | null = orphan ? { contractId: contract.id, outcome: 'not-renewed' } : null;
  const ended: PurchaseCycleEvent = { type: 'contract-ended-early', ...body, succession };
  // The drafted renewal that a failure took back is gone: now the contractor is found anew, while the former contract still runs.
  const withdrawn = contract && body.contractId === comingContractId && interruptedOn === null && result?.passes === false;
  return withdrawn ? [ended, ...afterFailure(state, context)] : [ended];
}
