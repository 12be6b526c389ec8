import { addWorkingDays, nextWorkingDay } from '../../domain/calendar.ts';
import { addDays, latest, parsePlainDate } from '../../domain/time.ts';
import { DOCUMENTS } from '../fill.ts';
import type { OwedDuty, ProcessOf } from '../snapshot.ts';
import { ahead, type Setting, type Wish } from '../wish.ts';

type Line = ProcessOf<'report-line'>;

/** The second report of a line comes late, and the fourth of the contractor is sent back once: a rehearsal shows what follows. */
const LATE_REPORT = 2;
const RETURNED_REPORT = 4;
const WORKING_DAYS_LATE = 2;

const PERIODIC = /^report:(\d{4}-\d\d-\d\d)$/;
const AGAIN = /^report:([^:]+):return-\d+$/;

/** What sender and receivers do: each report on its safe day, accepted on the day it comes in. */
export function wishesInReportLine(line: Line, setting: Setting): Wish[] {
  return [...submissions(line, setting), ...acceptances(line, setting)];
}

function submissions({ own, duties }: Line, setting: Setting): Wish[] {
  const nextPeriod = duties.find(({ key }) => PERIODIC.test(key));
  const isLate = Object.keys(own.reports).filter((period) => PERIODIC.test(`report:${period}`)).length === LATE_REPORT - 1;
  return duties.flatMap((duty): Wish[] => {
    const again = AGAIN.exec(duty.key)?.[1];
    if (again !== undefined) return submission(again, ahead(duty, setting, 2));
    if (duty !== nextPeriod) return PERIODIC.test(duty.key) ? [] : submission(periodOf(duty), duty.safe ?? undefined);
    return submission(periodOf(duty), isLate ? lateDay(duty, setting) : firstGoodDay(duty, setting));
  });
}

function submission(period: string, on: Wish['on'] | undefined): Wish[] {
  return on === undefined ? [] : [{ command: 'submit', on, known: { period, documents: DOCUMENTS } }];
}

function periodOf({ key }: OwedDuty): string {
  return key.slice('report:'.length);
}

/** The safe day; where holidays move it to the last day of the period itself, the first working day after. */
function firstGoodDay(duty: OwedDuty, { calendar }: Setting): Wish['on'] | undefined {
  if (duty.safe === null) return undefined;
  return latest(duty.safe, nextWorkingDay(calendar, addDays(parsePlainDate(periodOf(duty)), 1)));
}

function lateDay({ due }: OwedDuty, { calendar }: Setting): Wish['on'] | undefined {
  return due === null ? undefined : addWorkingDays(calendar, due, WORKING_DAYS_LATE);
}

function acceptances({ own }: Line, { today }: Setting): Wish[] {
  return Object.entries(own.reports).flatMap(([period, report], index): Wish[] => {
    if (report.status !== 'submitted') return [];
    const sendBack = own.line === 'contractor' && index === RETURNED_REPORT - 1 && report.returns.length === 0;
    const [next] = report.receivers.filter((name) => !report.acceptedBy.includes(name));
    if (!next) return [];
    return [{ command: sendBack ? 'return' : 'accept', on: today, known: { period }, of: own.parties[next] }];
  });
}
