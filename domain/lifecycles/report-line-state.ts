import { assertNever, CatalogueError } from '../errors.ts';
import type { PlainDate, ProcessId } from '../ids.ts';
import type { Parties, ProcessState } from '../lifecycle.ts';
import type { PartyFunction } from '../pack.ts';
import type { ReportLineCommand } from '../schema/commands/report-line.ts';
import { opened } from './road.ts';

/** The body of one command. */
export type Body<Name extends ReportLineCommand['name']> = Extract<ReportLineCommand, { name: Name }>['body'];

/** A report sent back, and the day on which it was handed in again. */
interface ReturnedReport {
  on: PlainDate;
  by: PartyFunction;
  reason: string;
  answeredOn: PlainDate | null;
}

/** One report that was handed in. */
export interface SubmittedReport {
  submittedOn: PlainDate;
  /** After its day; the day is that of the first hand-in. */
  late: boolean;
  /** 零报告: there was nothing to report. */
  nil: boolean;
  /** Where it stands: with the receivers, back with the sender, or accepted by all. */
  status: 'submitted' | 'returned' | 'accepted';
  /** Who has to accept it, and who has (one submission goes to all receivers, Q-22). */
  receivers: PartyFunction[];
  acceptedBy: PartyFunction[];
  returns: ReturnedReport[];
}

/** All reports of one kind under one contract. */
export interface ReportLineState extends ProcessState {
  stage: 'reporting' | 'checking' | 'completed' | 'terminated';
  cycleId: ProcessId;
  contractId: ProcessId;
  line: Body<'open'>['line'];
  startsOn: PlainDate;
  endsOn: PlainDate;
  sender: PartyFunction;
  receivers: PartyFunction[];
  /** By period. */
  reports: Record<string, SubmittedReport>;
  /** Periods whose day passed without a report; the next ones open all the same. */
  passed: string[];
}

/** What was handed in. */
type HandedIn = Required<Body<'submit'>>;

/** What happens in a report line; `on` is the day on which it was received. */
export type ReportLineEvent =
  | ({ type: 'line-opened'; sender: PartyFunction; receivers: PartyFunction[] } & Body<'open'>)
  | ({ type: 'report-submitted'; on: PlainDate; late: boolean; receivers: PartyFunction[] } & HandedIn)
  | ({ type: 'report-resubmitted'; on: PlainDate } & HandedIn)
  | { type: 'report-accepted'; period: string; by: PartyFunction[]; on: PlainDate }
  | { type: 'report-returned'; period: string; by: PartyFunction; on: PlainDate; reason: string }
  | { type: 'period-passed'; period: string }
  | { type: 'line-completed' }
  | { type: 'line-terminated'; on: PlainDate };

/** Folds one event. */
export function evolve(before: ReportLineState | undefined, event: ReportLineEvent): ReportLineState {
  if (event.type === 'line-opened') {
    const { type: _, stations: __, ...line } = event;
    return { ...line, stage: 'reporting', reports: {}, passed: [] };
  }
  const state = opened(before, event);
  switch (event.type) {
    case 'report-submitted': {
      const { period, on, late, nil, receivers } = event;
      // Without a receiver in the rule nobody has to accept it: it is filed as it comes in.
      const status = receivers.length === 0 ? 'accepted' : 'submitted';
      return withReport(state, period, { submittedOn: on, late, nil, status, receivers, acceptedBy: [], returns: [] });
    }
    case 'report-resubmitted':
      return change(state, event.period, (report) => ({
        ...report,
        nil: event.nil,
        status: 'submitted',
        returns: report.returns.map((one) => (one.answeredOn === null ? { ...one, answeredOn: event.on } : one)),
      }));
    case 'report-accepted':
      return change(state, event.period, (report) => {
        const acceptedBy = [...report.acceptedBy, ...event.by];
        const all = report.receivers.every((one) => acceptedBy.includes(one));
        return { ...report, acceptedBy, status: all ? 'accepted' : 'submitted' };
      });
    case 'report-returned': {
      const { period, on, by, reason } = event;
      const returned: ReturnedReport = { on, by, reason, answeredOn: null };
      return change(state, period, (report) => ({ ...report, status: 'returned', acceptedBy: [], returns: [...report.returns, returned] }));
    }
    case 'period-passed':
      return { ...state, passed: [...state.passed, event.period] };
    case 'line-completed':
      return { ...state, stage: 'completed' };
    case 'line-terminated':
      return { ...state, stage: 'terminated' };
    default:
      return assertNever(event);
  }
}

function change(state: ReportLineState, period: string, to: (report: SubmittedReport) => SubmittedReport): ReportLineState {
  const report = state.reports[period];
  if (!report) throw new CatalogueError('internal.error', `no report for ${period}`);
  return withReport(state, period, to(report));
}

/** Puts one report in its place; the line is being checked as long as a receiver has one on the table. */
function withReport(state: ReportLineState, period: string, report: SubmittedReport): ReportLineState {
  const reports = { ...state.reports, [period]: report };
  const waiting = Object.values(reports).find(({ status }) => status === 'submitted');
  return { ...state, reports, stage: waiting ? 'checking' : 'reporting', parties: awaiting(state.parties, waiting) };
}

/** Lists and the Temporal UI name one receiver: the first that has not yet accepted. */
function awaiting(parties: Parties, report: SubmittedReport | undefined): Parties {
  const next = report?.receivers.find((one) => !report.acceptedBy.includes(one));
  const receiver = next && parties[next];
  return receiver ? { ...parties, receiver } : parties;
}
