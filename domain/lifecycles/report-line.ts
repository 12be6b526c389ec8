import { FUNCTION_NAMES, functionsOf } from '../access.ts';
import type { DutyClaim } from '../duty.ts';
import { assertNever } from '../errors.ts';
import { complete, firstRefusal, inOrder, judge, refuse } from '../gates.ts';
import { type CommandRule, type Context, isRefusal, type Lifecycle, type Refusal, type Stage } from '../lifecycle.ts';
import type { PartyFunction } from '../pack.ts';
import type { ReportLineCommand } from '../schema/commands/report-line.ts';
import { isLate } from './lateness.ts';
import { isPeriodic, lastReport, type PlannedReport, plannedReports } from './report-line-plan.ts';
import { type Body, evolve, type ReportLineEvent, type ReportLineState, type SubmittedReport } from './report-line-state.ts';
import { bySystem } from './road.ts';

type Decision = ReportLineEvent[] | Refusal;

const stages: Record<ReportLineState['stage'], Stage> = {
  reporting: { label: '按期报送', waitsFor: 'date' },
  checking: { label: '待接收', waitsFor: 'receiver' },
  completed: { label: '报送完毕', waitsFor: 'date', ends: true },
  terminated: { label: '已终止', waitsFor: 'date', ends: true },
};

const roles = ['clerk', 'head'] as const;

// Who sends and who receives is the pack's; `givers` narrows these to the line at hand.
const commands = {
  open: { label: '建立报告安排', stages: 'opening', ...bySystem, effect: '按政策规定的间隔列出各期报告' },
  submit: {
    label: '报送报告',
    stages: 'open',
    by: ['contractor', 'station', 'town', 'purchaser', 'superior'],
    roles,
    effect: '报告同时送达全部接收方；逾期报送的予以注明',
  },
  accept: {
    label: '接收报告',
    stages: ['checking'],
    by: ['purchaser', 'town', 'superior', 'upper'],
    roles,
    effect: '本单位接收该期报告；各接收方均接收后该期办结',
  },
  return: {
    label: '退回报告',
    stages: ['checking'],
    by: ['purchaser', 'town', 'superior', 'upper'],
    roles,
    effect: '该期报告退回报送方，5个工作日内重新报送',
  },
  close: { label: '终止报告安排', stages: 'open', ...bySystem, effect: '合同提前终止，不再报送' },
} as const satisfies Record<ReportLineCommand['name'], CommandRule>;

/** 报告: one process for each line of reports of a contract. Silence of the pack means that the line does not exist. */
export const reportLine: Lifecycle<ReportLineState, ReportLineCommand, ReportLineEvent> = {
  kind: 'report-line',
  title: '报告',
  stages,
  commands,
  evolve,

  givers(state, command) {
    if (command === 'submit') return [state.sender];
    return command === 'accept' || command === 'return' ? state.receivers : undefined;
  },

  decide(state, command, context) {
    if (command.name === 'open') return open(command.body, context);
    if (!state) return refuse('object.not-found', '报告安排尚未建立');
    switch (command.name) {
      case 'submit':
        return submit(state, command.body, context);
      case 'accept':
        return accept(state, command.body, context);
      case 'return':
        return sendBack(state, command.body, context);
      case 'close':
        return [{ type: 'line-terminated', on: command.body.closedOn }];
      default:
        return assertNever(command);
    }
  },

  duties(state, policy) {
    const planned = plannedReports(state, policy);
    const listed = [...opened(state, planned.filter(isPeriodic)), ...planned.filter((one) => !isPeriodic(one))];
    return listed.flatMap((one) => claimsOf(one, state.reports[one.period]));
  },

  onDue(state, dutyKey, context) {
    const missed = plannedReports(state, context.policy).find(({ claim }) => claim.key === dutyKey);
    if (!missed || !isPeriodic(missed) || state.passed.includes(missed.period)) return [];
    return [{ type: 'period-passed', period: missed.period }];
  },

  followUps: () => [],
};

function open(body: Body<'open'>, { policy }: Context): Decision {
  const rule = policy.rule(`report.${body.line}`);
  if (!rule) return refuse('policy.no-rule', '本地政策没有规定这类报告');
  const order = inOrder({ label: '服务开始日期', date: body.startsOn }, 'endsOn', { label: '服务结束日期', date: body.endsOn });
  if (order) return order;
  const slots =
    body.line === 'contractor' ? (['report.contractor', 'report.mid-term', 'report.final'] as const) : [`report.${body.line}` as const];
  const named = slots.flatMap((slot) => policy.rule(slot)?.to ?? []);
  const receivers = [...new Set(named)].filter((name) => body.parties[name] !== undefined);
  return [{ type: 'line-opened', ...body, sender: rule.owes, receivers }];
}

function submit(state: ReportLineState, body: Body<'submit'>, context: Context): Decision {
  const { period, nil = false, trail = [], documents = [] } = body;
  const planned = plannedReports(state, context.policy);
  const found = find(planned, period);
  if ('refused' in found) return found;
  const report = state.reports[period];
  const refusal = firstRefusal(
    notNow(found, report, context),
    notEmpty(found, nil, documents),
    trailMissing(state, period, trail, context),
  );
  if (refusal) return refusal;
  const handedIn = { period, nil, trail, documents };
  if (report) return [{ type: 'report-resubmitted', on: context.today, ...handedIn }];
  const late = isLate(found.claim, context.today, context);
  const receivers = (context.policy.rule(found.slot)?.to ?? []).filter((name) => state.parties[name] !== undefined);
  return completing(state, planned, [{ type: 'report-submitted', on: context.today, late, receivers, ...handedIn }]);
}

function notNow({ label, opensOn }: PlannedReport, report: SubmittedReport | undefined, { today }: Context): Refusal | undefined {
  if (today < opensOn) return refuse('policy.out-of-order', `${label}自 ${opensOn} 起报送，报告期尚未结束`);
  if (!report || report.status === 'returned') return undefined;
  return refuse('process.already-done', `${label}已于 ${report.submittedOn} 报送`);
}

function notEmpty(planned: PlannedReport, nil: boolean, documents: readonly unknown[]): Refusal | undefined {
  if (nil && !isPeriodic(planned))
    return refuse('request.invalid', `${planned.label}不能作零报告`, [{ field: 'nil', problem: '只有定期报告可以作零报告' }]);
  if (nil || documents.length > 0) return undefined;
  const problem = '请附报告文件；本期没有需要报告的事项时，勾选零报告';
  return refuse('policy.document-missing', problem, [{ field: 'documents', problem }]);
}

/** Filing, news, briefs and summaries go on all year; with the contractor's last report all of it has been done. */
function trailMissing(state: ReportLineState, period: string, trail: readonly string[], { policy, actor }: Context): Refusal | undefined {
  if (state.line !== 'contractor' || period !== lastReport(plannedReports(state, policy))?.period) return undefined;
  const judged = judge([complete(policy.rule('report.filing-trail'), trail, 'trail')], undefined, actor);
  return isRefusal(judged) ? judged : undefined;
}

function accept(state: ReportLineState, { period }: Body<'accept'>, context: Context): Decision {
  const planned = plannedReports(state, context.policy);
  const open = onTable(state, planned, period, context);
  if ('refused' in open) return open;
  return completing(state, planned, [{ type: 'report-accepted', period, by: open, on: context.today }]);
}

function sendBack(state: ReportLineState, { period, reason }: Body<'return'>, context: Context): Decision {
  const open = onTable(state, plannedReports(state, context.policy), period, context);
  if ('refused' in open) return open;
  const [by] = open;
  return [{ type: 'report-returned', period, by, on: context.today, reason }];
}

/** The functions for which the actor may still accept this report, or why there is none. */
function onTable(
  state: ReportLineState,
  planned: PlannedReport[],
  period: string,
  { actor }: Context,
): [PartyFunction, ...PartyFunction[]] | Refusal {
  const found = find(planned, period);
  if ('refused' in found) return found;
  const report = state.reports[period];
  if (!report) return refuse('process.wrong-stage', `${found.label}尚未报送`);
  if (report.status === 'returned') return refuse('process.wrong-stage', `${found.label}已退回，等待重新报送`);
  const own = functionsOf(actor, state.parties).filter((name) => report.receivers.includes(name));
  if (own.length === 0) {
    const whoMay = report.receivers.map((name) => FUNCTION_NAMES[name]);
    return { ...refuse('access.forbidden', `${found.label}由${whoMay.join('、')}接收`), whoMay };
  }
  const [first, ...others] = own.filter((name) => !report.acceptedBy.includes(name));
  return first ? [first, ...others] : refuse('process.already-done', `${found.label}已由本单位接收`);
}

function find(planned: PlannedReport[], period: string): PlannedReport | Refusal {
  const found = planned.find((one) => one.period === period);
  if (found) return found;
  const allowed = planned.map((one) => one.period);
  return refuse('request.invalid', '没有这个报告期', [{ field: 'period', problem: '没有这个报告期', received: period, allowed }]);
}

/** The line ends with the acceptance of its last report. */
function completing(state: ReportLineState, planned: PlannedReport[], events: ReportLineEvent[]): ReportLineEvent[] {
  const next = events.reduce(evolve, state);
  const all = planned.every(({ period }) => next.reports[period]?.status === 'accepted');
  return all ? [...events, { type: 'line-completed' }] : events;
}

/** Periods open one after the other: all that were reported on or missed, and the next two, so that there is always a day to wait for. */
function opened({ reports, passed }: ReportLineState, periods: PlannedReport[]): PlannedReport[] {
  const settled = ({ period }: PlannedReport) => reports[period] !== undefined || passed.includes(period);
  const ahead = periods.filter((one) => !settled(one)).slice(0, 2);
  return periods.filter((one) => settled(one) || ahead.includes(one));
}

/** The duty to report, and for each return the duty to report again. */
function claimsOf({ claim, label }: PlannedReport, report: SubmittedReport | undefined): DutyClaim[] {
  if (!report) return [claim];
  const again = report.returns.map(
    ({ on, answeredOn }, index): DutyClaim => ({
      key: `${claim.key}:return-${index + 1}`,
      slot: claim.slot,
      label: `${label}（退回重报）`,
      default: 'Q-07/report-returned',
      events: { 'report-returned': on },
      command: 'submit',
      ...(answeredOn && { met: answeredOn }),
    }),
  );
  return [{ ...claim, met: report.submittedOn }, ...again];
}
