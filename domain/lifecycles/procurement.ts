import { contractorConditions, prioritiesOf } from '../contractor.ts';
import type { DutyClaim } from '../duty.ts';
import { assertNever } from '../errors.ts';
import { type Condition, complete, done, doneInOrder, holds, inOrder, judge, refuse } from '../gates.ts';
import type { OrganisationId, PlainDate, ProcessId } from '../ids.ts';
import { type CommandRule, type Context, type FollowUp, isRefusal, type Lifecycle, type ProcessState, type Refusal } from '../lifecycle.ts';
import type { StationChoice } from '../parties.ts';
import type { Policy } from '../policy.ts';
import type { ProcurementCommand } from '../schema/commands/procurement.ts';
import { bySystem, met, opened, planYearStart } from './road.ts';

type Body<Name extends ProcurementCommand['name']> = Extract<ProcurementCommand, { name: Name }>['body'];

/** The winner, and the contract that is drafted for it. */
interface Award {
  contractor: OrganisationId;
  awardNoticeOn: PlainDate;
  amountYuan: number;
  contractId: ProcessId;
}

/** One procurement 政府采购, from the purchase plan to the contract. */
export interface ProcurementState extends ProcessState {
  stage: keyof typeof stages;
  cycleId: ProcessId;
  stations: StationChoice[];
  planYear: number;
  startedOn: PlainDate;
  reason: Body<'open'>['reason'];
  planFixedOn: PlainDate | null;
  publishedOn: PlainDate | null;
  opensOn: PlainDate | null;
  openedOn: PlainDate | null;
  award: Award | null;
}

/** What happens in a procurement. */
type ProcurementEvent =
  | ({ type: 'procurement-opened' } & Body<'open'>)
  | ({ type: 'plan-fixed' } & Body<'fix-plan'>)
  | ({ type: 'information-published' } & Body<'publish'>)
  | ({ type: 'tenders-called' } & Body<'call-tenders'>)
  | { type: 'bids-opened'; openedOn: PlainDate }
  | ({ type: 'contractor-chosen'; contractId: ProcessId; departures: string[]; priority: string[] } & Body<'award'>)
  | { type: 'procurement-failed'; failedOn: PlainDate; reason: string }
  | ({ type: 'procurement-cancelled' } & Body<'cancel'>)
  | ({ type: 'contract-concluded' } & Body<'record-contract-signed'>);

const stages = {
  planned: { label: '制定购买方案', waitsFor: 'organiser' },
  published: { label: '采购信息已公开', waitsFor: 'organiser' },
  open: { label: '招标采购中', waitsFor: 'date' },
  evaluating: { label: '评审中', waitsFor: 'organiser' },
  'award-noticed': { label: '已发中标(成交)通知书', waitsFor: 'process' },
  contracted: { label: '已签约', waitsFor: 'process', ends: true },
  failed: { label: '采购失败', waitsFor: 'process', ends: true },
  cancelled: { label: '已取消', waitsFor: 'process', ends: true },
} as const satisfies Lifecycle['stages'];

const byOrganiser = { by: ['organiser'], roles: ['clerk', 'head'] } as const;

const commands = {
  open: { label: '启动采购', stages: 'opening', ...bySystem, effect: '建立采购流程' },
  'fix-plan': { label: '确定购买方案', stages: ['planned'], ...byOrganiser, effect: '登记购买方案，可以公开采购信息' },
  publish: { label: '公开采购信息', stages: ['planned'], ...byOrganiser, effect: '采购信息公开，可以发出采购文件' },
  'call-tenders': {
    label: '发出采购文件',
    stages: ['published', 'open'],
    ...byOrganiser,
    effect: '进入招标采购，按开标日期等待；改期时再次办理',
  },
  'open-bids': { label: '开标', stages: ['open'], ...byOrganiser, effect: '进入评审' },
  award: {
    label: '发出中标(成交)通知书',
    stages: ['evaluating'],
    ...byOrganiser,
    effect: '确定承接机构，建立合同流程，签订期限自通知书发出之日起算',
  },
  fail: {
    label: '登记采购失败',
    stages: ['published', 'open', 'evaluating'],
    ...byOrganiser,
    effect: '本次采购结束，由购买主体决定是否重新采购',
  },
  cancel: {
    label: '取消采购',
    stages: ['planned', 'published', 'open', 'evaluating'],
    by: ['purchaser', 'organiser'],
    roles: ['head'],
    effect: '本次采购结束，由购买主体决定是否重新采购',
  },
  'record-contract-signed': { label: '登记合同签订', stages: 'open', ...bySystem, effect: '采购结束' },
  'record-contract-ended': { label: '登记合同未签成', stages: 'open', ...bySystem, effect: '采购失败' },
} as const satisfies Record<ProcurementCommand['name'], CommandRule>;

function decide(state: ProcurementState | undefined, command: ProcurementCommand, context: Context): ProcurementEvent[] | Refusal {
  if (command.name === 'open') return [{ type: 'procurement-opened', ...command.body }];
  if (!state) return refuse('object.not-found', '采购尚未启动');
  const { today, policy, actor } = context;
  switch (command.name) {
    case 'fix-plan': {
      const refusal = doneInOrder('fixedOn', { label: '方案确定日期', date: command.body.fixedOn }, today);
      const judged = judge([complete(policy.rule('procurement.plan-contents'), command.body.contents, 'contents')], undefined, actor);
      return refusal ?? (isRefusal(judged) ? judged : [{ type: 'plan-fixed', ...command.body }]);
    }
    case 'publish':
      return publish(state, command.body, context);
    case 'call-tenders': {
      const opening = { label: '开标日期', date: command.body.opensOn };
      const refusal = inOrder({ label: '采购信息公开日期', date: state.publishedOn }, 'opensOn', opening);
      return refusal ?? [{ type: 'tenders-called', ...command.body }];
    }
    case 'open-bids': {
      const called = { label: '开标日期', date: state.opensOn };
      return done({ type: 'bids-opened', ...command.body }, 'openedOn', '实际开标日期', today, called);
    }
    case 'award':
      return award(state, command.body, context);
    case 'fail': {
      const published = { label: '采购信息公开日期', date: state.publishedOn };
      return done({ type: 'procurement-failed', ...command.body }, 'failedOn', '采购失败日期', today, published);
    }
    case 'cancel':
      return [{ type: 'procurement-cancelled', ...command.body }];
    case 'record-contract-signed':
      // A message about another contract is old: accepted, and nothing happens.
      return state.award?.contractId === command.body.contractId ? [{ type: 'contract-concluded', ...command.body }] : [];
    case 'record-contract-ended':
      if (state.award?.contractId !== command.body.contractId) return [];
      return [{ type: 'procurement-failed', failedOn: command.body.endedOn, reason: '中标(成交)后合同未签成' }];
    default:
      return assertNever(command);
  }
}

function publish(state: ProcurementState, body: Body<'publish'>, { today, policy, actor }: Context): ProcurementEvent[] | Refusal {
  const refusal = doneInOrder(
    'publishedOn',
    { label: '公开日期', date: body.publishedOn },
    today,
    { label: '采购启动日期', date: state.startedOn },
    { label: '方案确定日期', date: state.planFixedOn },
  );
  if (refusal) return refusal;
  const conditions = [...planFirst(state, policy), complete(policy.rule('procurement.published-items'), body.items, 'items')];
  const judged = judge(conditions, undefined, actor);
  return isRefusal(judged) ? judged : [{ type: 'information-published', ...body }];
}

/** Steps of a purchase flow that the purchase plan is; the stages themselves keep all the others in their order. */
const PLAN_STEPS: ReadonlySet<string> = new Set(['application', 'purchase-plan']);

/** The purchase plan comes before publication where the pack says what stands in it, or has it as a step of its flow. */
function planFirst({ planFixedOn }: ProcurementState, policy: Policy): Condition[] {
  const flow = policy.rule('procurement.flow');
  const rules = [policy.rule('procurement.plan-contents'), flow?.steps.some(({ code }) => PLAN_STEPS.has(code)) ? flow : undefined];
  return rules.flatMap((rule) => {
    const found = holds(rule, planFixedOn !== null, 'publishedOn', '公开采购信息前须先确定购买方案');
    return found ? [{ ...found, code: 'policy.document-missing' }] : [];
  });
}

function award(state: ProcurementState, body: Body<'award'>, context: Context): ProcurementEvent[] | Refusal {
  const facts = context.facts.organisations[body.contractor];
  if (!facts) return refuse('object.not-found', '没有这个承接机构');
  const noticed = { label: '通知书发出日期', date: body.awardNoticeOn };
  const refusal = doneInOrder('awardNoticeOn', noticed, context.today, { label: '开标日期', date: state.openedOn });
  if (refusal) return refusal;
  const departures = judge(contractorConditions(context.policy, facts, body), body.override, context.actor);
  if (isRefusal(departures)) return departures;
  const priority = prioritiesOf(context.policy, facts, body.priority ?? []);
  return [{ type: 'contractor-chosen', ...body, contractId: context.newProcessId('contract'), departures, priority }];
}

function evolve(before: ProcurementState | undefined, event: ProcurementEvent): ProcurementState {
  if (event.type === 'procurement-opened') {
    const { type: _, ...body } = event;
    return { ...body, stage: 'planned', planFixedOn: null, publishedOn: null, opensOn: null, openedOn: null, award: null };
  }
  const state = opened(before, event);
  switch (event.type) {
    case 'plan-fixed':
      return { ...state, planFixedOn: event.fixedOn };
    case 'information-published':
      return { ...state, stage: 'published', publishedOn: event.publishedOn };
    case 'tenders-called':
      return { ...state, stage: 'open', opensOn: event.opensOn };
    case 'bids-opened':
      return { ...state, stage: 'evaluating', openedOn: event.openedOn };
    case 'contractor-chosen': {
      const { contractor, awardNoticeOn, amountYuan, contractId } = event;
      const parties = { ...state.parties, contractor };
      return { ...state, stage: 'award-noticed', parties, award: { contractor, awardNoticeOn, amountYuan, contractId } };
    }
    case 'procurement-failed':
      return { ...state, stage: 'failed' };
    case 'procurement-cancelled':
      return { ...state, stage: 'cancelled' };
    case 'contract-concluded':
      return { ...state, stage: 'contracted' };
    default:
      return assertNever(event);
  }
}

function duties(state: ProcurementState): DutyClaim[] {
  const events = { 'plan-year-starts': planYearStart(state.planYear) };
  const claims: DutyClaim[] = [
    { key: 'procurement.plan-ready', slot: 'procurement.plan-ready', events, command: 'fix-plan', ...met(state.planFixedOn) },
    { key: 'procurement.publish', slot: 'procurement.publish', events, command: 'publish', ...met(state.publishedOn) },
    { key: 'procurement.complete', slot: 'procurement.complete', events, command: 'award', ...met(state.award?.awardNoticeOn ?? null) },
  ];
  if (state.opensOn === null) return claims;
  // A new opening day is a new duty: the old one may have fallen due already.
  const opening: DutyClaim = {
    key: `procurement.opening:${state.opensOn}`,
    slot: 'procurement.opening',
    owes: 'organiser',
    agreedOn: state.opensOn,
    events: {},
    command: 'open-bids',
    ...met(state.openedOn),
  };
  return [...claims, opening];
}

/** The day of opening has passed: bids are open, whoever was to say so. */
function onDue(state: ProcurementState, dutyKey: string): ProcurementEvent[] {
  if (state.stage !== 'open' || state.opensOn === null || dutyKey !== `procurement.opening:${state.opensOn}`) return [];
  return [{ type: 'bids-opened', openedOn: state.opensOn }];
}

function followUps(event: ProcurementEvent, state: ProcurementState, { processId }: Context): FollowUp[] {
  const { cycleId, title, parties, stations } = state;
  const toRoad = { kind: 'purchase-cycle', processId: cycleId } as const;
  switch (event.type) {
    case 'contractor-chosen': {
      const { contractor, awardNoticeOn, amountYuan, contractId } = event;
      const award = { procurementId: processId, contractId, contractor, awardNoticeOn, amountYuan };
      const renewal = { cycleStartsOn: null, renewalOf: null, previousEndsOn: null, onboardings: [] };
      const opening = {
        cycleId,
        title,
        parties,
        stations,
        procurementId: processId,
        awardNoticeOn,
        amountYuan,
        yearOfCycle: 1,
        ...renewal,
      };
      return [
        { ...toRoad, command: 'record-award', body: award },
        { kind: 'contract', processId: contractId, command: 'open', body: opening },
      ];
    }
    case 'procurement-failed':
      return [{ ...toRoad, command: 'record-procurement-failed', body: { procurementId: processId, outcome: 'failed' } }];
    case 'procurement-cancelled':
      return [{ ...toRoad, command: 'record-procurement-failed', body: { procurementId: processId, outcome: 'cancelled' } }];
    default:
      return [];
  }
}

/** Government procurement of one purchase cycle: plan, publication, tender, evaluation, award notice (DESIGN 3.2). */
export const procurement: Lifecycle<ProcurementState, ProcurementCommand, ProcurementEvent> = {
  kind: 'procurement',
  title: '政府采购',
  stages,
  commands,
  needs: (command) => (command.name === 'award' ? { organisations: [command.body.contractor] } : {}),
  decide,
  evolve,
  duties,
  onDue,
  followUps,
};
