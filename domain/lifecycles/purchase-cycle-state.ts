import { assertNever } from '../errors.ts';
import type { OrganisationId, PlainDate, ProcessId } from '../ids.ts';
import type { Lifecycle, ProcessState } from '../lifecycle.ts';
import type { PartyFunction } from '../pack.ts';
import type { StationChoice } from '../parties.ts';
import type { ProcurementCommand } from '../schema/commands/procurement.ts';
import type { PurchaseCycleCommand } from '../schema/commands/purchase-cycle.ts';
import { opened } from './road.ts';

/** The body of one command. */
export type Body<Name extends PurchaseCycleCommand['name']> = Extract<PurchaseCycleCommand, { name: Name }>['body'];

/** Why a procurement is held. */
export type ProcurementReason = Extract<ProcurementCommand, { name: 'open' }>['body']['reason'];

/** The plan of one year 年度实施计划. */
export interface AnnualPlan {
  year: number;
  status: 'drafting' | 'reviewing' | 'filing' | 'in-force';
  preparedOn: PlainDate | null;
  approvedOn: PlainDate | null;
  filedOn: PlainDate | null;
}

/** The contract under which the stations are run. */
export interface CurrentContract {
  id: ProcessId;
  contractor: OrganisationId;
  startsOn: PlainDate;
  endsOn: PlainDate;
  yearOfCycle: number;
  onboardings: ProcessId[];
  signedOn: PlainDate;
  plans: ContractorPlans;
}

/** The plans that the contractor makes under its contract, and the filing of its work plan. */
export interface ContractorPlans {
  handedInOn: PlainDate | null;
  filedOn: PlainDate | null;
  /** With whom the work plan is filed, side by side, and who of them has confirmed it. */
  receivers: PartyFunction[];
  confirmedBy: PartyFunction[];
}

/** The confirmed annual result of the current contract. */
export interface AnnualResult {
  evaluationId: ProcessId;
  grade: string;
  confirmedOn: PlainDate;
  /** The evaluation says so and the grade reaches the pass of the pack. */
  passes: boolean;
}

/** What became of the current contract, told to it. */
export interface Succession {
  contractId: ProcessId;
  outcome: 'renewed' | 'not-renewed' | 'completed';
  nextContractId?: ProcessId;
}

/** The road 采购周期: plan, procure, contract, perform year by year, procure again. */
export interface PurchaseCycleState extends ProcessState {
  stage: keyof typeof stages;
  stations: StationChoice[];
  planYear: number;
  programmeStartsOn: PlainDate | null;
  amountBudgetYuan: number;
  /** In the order of their years; the last is the one at hand. */
  plan: AnnualPlan;
  earlierPlans: AnnualPlan[];
  /** The day on which the money of a plan year was secured, by the year. */
  budgetSecuredOn: Record<string, PlainDate>;
  procurementId: ProcessId | null;
  /** Why the next procurement will be held. */
  nextReason: ProcurementReason;
  /** The contract that is drafted and not yet signed. */
  comingContractId: ProcessId | null;
  contract: CurrentContract | null;
  cycleStartsOn: PlainDate | null;
  result: AnnualResult | null;
  newPlanOn: PlainDate | null;
  /** The day on which renewal or a new procurement was decided. */
  decidedOn: PlainDate | null;
  /** The last day of a contract that ended while its successor was still being made. */
  interruptedOn: PlainDate | null;
}

/** What happens on the road. */
export type PurchaseCycleEvent =
  | ({ type: 'cycle-opened' } & Body<'open'>)
  | ({ type: 'plan-prepared'; year: number } & Body<'prepare-plan'>)
  | ({ type: 'plan-returned' } & Body<'return-plan'>)
  | ({ type: 'plan-approved'; toFile: boolean } & Body<'approve-plan'>)
  | ({ type: 'plan-filed' } & Body<'file-plan'>)
  | ({ type: 'filing-returned' } & Body<'return-filing'>)
  | ({ type: 'budget-secured'; year: number } & Body<'secure-budget'>)
  | ({ type: 'contractor-plans-handed-in' } & Body<'hand-in-plans'>)
  | ({ type: 'work-plan-filed'; receivers: PartyFunction[] } & Body<'file-work-plan'>)
  | ({ type: 'work-plan-confirmed'; by: PartyFunction[] } & Body<'confirm-work-plan'>)
  | ProcurementStarted
  | ({ type: 'award-recorded' } & Body<'record-award'>)
  | ({ type: 'procurement-failed'; returnsTo: 'planned' | 'renewing' } & Body<'record-procurement-failed'>)
  | ({ type: 'contract-signed'; succession: Succession | null } & Body<'record-contract-signed'>)
  | ({ type: 'contract-ended-early'; succession: Succession | null } & Body<'record-contract-ended'>)
  | ResultRecorded
  | ({ type: 'new-plan-fixed' } & Body<'fix-new-plan'>)
  | ({ type: 'renewal-decided'; contractId: ProcessId; former: CurrentContract } & Body<'renew'>)
  | { type: 'contract-lapsed'; succession: Succession }
  | { type: 'cycle-concluded'; succession: Succession }
  | { type: 'service-interrupted'; on: PlainDate }
  | ({ type: 'cycle-ended' } & Body<'end'>);

/** An annual result came in; `withdraws` is the drafted renewal that it forbids. */
export interface ResultRecorded extends Body<'record-evaluation-result'> {
  type: 'result-recorded';
  passes: boolean;
  renewable: boolean;
  withdraws: ProcessId | null;
}

/** A procurement is opened, by a person or because an evaluation failed or a cycle is used up. */
export interface ProcurementStarted {
  type: 'procurement-started';
  procurementId: ProcessId;
  startedOn: PlainDate;
  reason: ProcurementReason;
  note: string | null;
  succession: Succession | null;
}

/** The stages of the road. */
export const stages = {
  planning: { label: '编制计划', waitsFor: 'purchaser' },
  reviewing: { label: '审核计划', waitsFor: 'purchaser' },
  filing: { label: '报送备案', waitsFor: 'superior' },
  planned: { label: '待采购', waitsFor: 'purchaser' },
  procuring: { label: '采购中', waitsFor: 'process' },
  contracting: { label: '签约中', waitsFor: 'process' },
  performing: { label: '履约中', waitsFor: 'process' },
  renewing: { label: '续签办理', waitsFor: 'purchaser' },
  lapsed: { label: '已失效', waitsFor: 'purchaser', aside: true },
  concluded: { label: '已结项', waitsFor: 'date', ends: true },
  ended: { label: '已终止', waitsFor: 'date', ends: true },
} as const satisfies Lifecycle['stages'];

const draft = (year: number): AnnualPlan => ({ year, status: 'drafting', preparedOn: null, approvedOn: null, filedOn: null });

const UNDECIDED = { result: null, newPlanOn: null, decidedOn: null, interruptedOn: null };

/** Folds one event. */
export function evolve(before: PurchaseCycleState | undefined, event: PurchaseCycleEvent): PurchaseCycleState {
  if (event.type === 'cycle-opened') return openedBy(event);
  const state = opened(before, event);
  switch (event.type) {
    case 'plan-prepared':
      return prepared(state, event.year, event.preparedOn);
    case 'plan-returned':
      return movePlan(state, 'planning', { status: 'drafting', preparedOn: null });
    case 'plan-approved': {
      const { approvedOn, toFile } = event;
      return movePlan(state, toFile ? 'filing' : 'planned', { status: toFile ? 'filing' : 'in-force', approvedOn });
    }
    case 'plan-filed':
      return movePlan(state, 'planned', { status: 'in-force', filedOn: event.filedOn });
    case 'filing-returned':
      return movePlan(state, 'planning', { status: 'drafting', preparedOn: null, approvedOn: null });
    case 'budget-secured':
      return { ...state, budgetSecuredOn: { ...state.budgetSecuredOn, [event.year]: event.securedOn } };
    case 'contractor-plans-handed-in':
      return withPlans(state, () => ({ handedInOn: event.handedInOn }));
    case 'work-plan-filed':
      return withPlans(state, () => ({ filedOn: event.filedOn, receivers: event.receivers }));
    case 'work-plan-confirmed':
      return withPlans(state, ({ confirmedBy }) => ({ confirmedBy: [...confirmedBy, ...event.by] }));
    case 'procurement-started': {
      const { procurementId, startedOn } = event;
      return { ...state, stage: 'procuring', procurementId, decidedOn: state.contract ? startedOn : null };
    }
    case 'award-recorded':
      return { ...state, stage: 'contracting', comingContractId: event.contractId };
    case 'procurement-failed':
      return {
        ...state,
        stage: event.returnsTo,
        procurementId: null,
        comingContractId: null,
        decidedOn: null,
        nextReason: 'procurement-failed',
      };
    case 'contract-signed':
      return signed(state, event);
    case 'contract-ended-early':
      return endedEarly(state, event);
    case 'result-recorded':
      return resultRecorded(state, event);
    case 'new-plan-fixed':
      return { ...state, newPlanOn: event.fixedOn };
    case 'renewal-decided':
      return { ...state, stage: 'contracting', comingContractId: event.contractId, decidedOn: event.decidedOn };
    case 'contract-lapsed':
      return { ...state, ...UNDECIDED, stage: 'lapsed', contract: null, nextReason: 'contract-ended' };
    case 'cycle-concluded':
      return { ...state, stage: 'concluded', contract: null };
    case 'service-interrupted':
      return { ...state, interruptedOn: event.on };
    case 'cycle-ended':
      return { ...state, stage: 'ended' };
    default:
      return assertNever(event);
  }
}

function openedBy({ type: _, ...body }: Extract<PurchaseCycleEvent, { type: 'cycle-opened' }>): PurchaseCycleState {
  return {
    ...body,
    ...UNDECIDED,
    stage: 'planning',
    programmeStartsOn: body.programmeStartsOn ?? null,
    plan: draft(body.planYear),
    earlierPlans: [],
    budgetSecuredOn: {},
    procurementId: null,
    nextReason: 'first',
    comingContractId: null,
    contract: null,
    cycleStartsOn: null,
  };
}

/** The plan at hand, or the draft of the next year where that one stands. */
function prepared(state: PurchaseCycleState, year: number, preparedOn: PlainDate): PurchaseCycleState {
  const { plan, earlierPlans } = state;
  if (plan.status !== 'in-force') return movePlan(state, 'reviewing', { status: 'reviewing', preparedOn });
  return { ...state, plan: { ...draft(year), status: 'reviewing', preparedOn }, earlierPlans: [...earlierPlans, plan] };
}

/** The first plan moves the road; those of later years are made beside it. */
function movePlan(state: PurchaseCycleState, stage: PurchaseCycleState['stage'], changed: Partial<AnnualPlan>): PurchaseCycleState {
  const { plan, planYear } = state;
  return { ...state, stage: plan.year === planYear ? stage : state.stage, plan: { ...plan, ...changed } };
}

/** Only under a contract can its plans come in. */
function withPlans(state: PurchaseCycleState, changed: (plans: ContractorPlans) => Partial<ContractorPlans>): PurchaseCycleState {
  const { contract } = state;
  return { ...state, contract: contract && { ...contract, plans: { ...contract.plans, ...changed(contract.plans) } } };
}

/** A result that no longer passes takes the renewal back. */
function resultRecorded(
  state: PurchaseCycleState,
  { evaluationId, grade, confirmedOn, passes, renewable }: ResultRecorded,
): PurchaseCycleState {
  const withoutRenewal = state.stage === 'renewing' ? 'performing' : state.stage;
  return { ...state, stage: renewable ? 'renewing' : withoutRenewal, result: { evaluationId, grade, confirmedOn, passes } };
}

function signed(state: PurchaseCycleState, event: Extract<PurchaseCycleEvent, { type: 'contract-signed' }>): PurchaseCycleState {
  const { contractId: id, contractor, startsOn, endsOn, yearOfCycle, onboardings, signedOn } = event;
  const plans: ContractorPlans = { handedInOn: null, filedOn: null, receivers: [], confirmedBy: [] };
  return {
    ...state,
    ...UNDECIDED,
    stage: 'performing',
    parties: { ...state.parties, contractor },
    procurementId: null,
    comingContractId: null,
    contract: { id, contractor, startsOn, endsOn, yearOfCycle, onboardings, signedOn, plans },
    cycleStartsOn: yearOfCycle === 1 ? startsOn : state.cycleStartsOn,
  };
}

/** A contract that was not signed, or was dissolved before its time. */
function endedEarly(state: PurchaseCycleState, event: Extract<PurchaseCycleEvent, { type: 'contract-ended-early' }>): PurchaseCycleState {
  const lapsed = { ...state, ...UNDECIDED, contract: null, nextReason: 'contract-ended' as const };
  if (event.contractId === state.comingContractId) {
    const open = { ...state, comingContractId: null, decidedOn: null };
    return state.contract && state.interruptedOn === null
      ? { ...open, stage: state.result?.passes ? 'renewing' : 'performing' }
      : { ...lapsed, stage: 'lapsed', comingContractId: null };
  }
  // Its successor may already be on the way; then the road goes on, and the gap is known.
  const onTheWay = state.procurementId !== null || state.comingContractId !== null;
  return onTheWay ? { ...lapsed, interruptedOn: event.endedOn } : { ...lapsed, stage: 'lapsed' };
}
