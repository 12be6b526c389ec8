import type { Calendar } from './calendar.ts';
import type { PlainDate } from './ids.ts';
import type { DeadlineWhen, Interval, TriggerEvent } from './pack.ts';
import { type DueDate, dueAfter, dueBefore, dueFromTerm, dueOnFixedDate, endOfCount, eventDay } from './term.ts';
import { addDays, addMonths, daysBetween, earliest, lastDayOfMonth, latest, parsePlainDate } from './time.ts';

/** The trigger events that have happened, with their days. */
export type EventDates = Partial<Record<TriggerEvent, PlainDate>>;

/** When a rule of a pack is due; `undefined` as long as its trigger event has not happened. Throws `calendar.out-of-range` before 2018. */
export function resolveDeadline(when: DeadlineWhen, events: EventDates, calendar: Calendar): DueDate | undefined {
  if ('after' in when) {
    const event = events[when.after];
    return event && dueFromTerm(latest(event, when.notBefore ?? event), { ...when.term, direction: 'after' }, calendar);
  }
  if ('before' in when) {
    const event = events[when.before];
    return event && dueFromTerm(event, { ...when.term, direction: 'before' }, calendar);
  }
  if ('by' in when) return dueOnFixedDate(when.by, calendar);
  if ('window' in when) return dueOnFixedDate(when.window.to, calendar, when.window.from);
  if ('dayOfLastMonth' in when) {
    const end = events[when.of];
    return end && dueInLastMonth(end, when.dayOfLastMonth, calendar);
  }
  if ('yearly' in when) {
    const start = events['year-starts'] ?? events['plan-year-starts'];
    return start && dueEachYear(start, when.yearly, when.rolls === true, calendar);
  }
  if ('periodDay' in when) {
    const end = events['period-ended'];
    return end && dueAfterPeriod(end, when.periodDay, calendar);
  }
  const part = partThatBinds(when, events, calendar);
  return part && resolveDeadline(part, events, calendar);
}

/**
 * What of a `when` gives the day: of several parts the one with the earliest `strict`, which binds with its own kind of rolling, of two equal
 * ones the first (C-5); any other `when` is its own part. `undefined` as long as no part can be dated.
 */
export function partThatBinds(when: DeadlineWhen, events: EventDates, calendar: Calendar): DeadlineWhen | undefined {
  if (!('earliestOf' in when)) return when;
  const parts = when.earliestOf.flatMap((each) => {
    const part = partThatBinds(each, events, calendar);
    const strict = part && resolveDeadline(part, events, calendar)?.strict;
    return part && strict ? [{ part, strict }] : [];
  });
  return parts.reduce<(typeof parts)[number] | undefined>((found, each) => (found && found.strict <= each.strict ? found : each), undefined)
    ?.part;
}

/** Whether a term ends before a window that also applies opens (C-5): a conflict for a person; meanwhile the term binds. */
export function endsBeforeWindow(when: DeadlineWhen, events: EventDates, calendar: Calendar): boolean {
  if (!('earliestOf' in when)) return false;
  const strict = resolveDeadline(when, events, calendar)?.strict;
  return strict !== undefined && when.earliestOf.some((each) => 'window' in each && strict < each.window.from);
}

/** The half-way day of an annual contract (Q-20, C-2): start + floor(length / 2) days, the length counted with both ends. */
export function halfWayDay(start: PlainDate, end: PlainDate): PlainDate {
  return addDays(start, Math.floor((daysBetween(start, end) + 1) / 2));
}

/** The last day in force of a contract of so many months: the eve of the corresponding day, or the last day of a month without it (art. 202). */
export function contractEnd(start: PlainDate, months: number): PlainDate {
  const corresponding = addMonths(start, months);
  return corresponding.endsWith(start.slice(8)) ? addDays(corresponding, -1) : corresponding;
}

/** The last report of a contractor: contract end + 5 working days, in place of the ordinary day (C-4). */
export function lastReportDue(contractEnds: PlainDate, calendar: Calendar): DueDate {
  return dueFromTerm(contractEnds, { count: 5, unit: 'working-day', direction: 'after' }, calendar);
}

/** One period to report on, both ends included; `to` is the day of the trigger event `period-ended`. */
export interface ReportPeriod {
  from: PlainDate;
  to: PlainDate;
  last: boolean;
}

const MONTHS_OF: Record<Interval, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };
/** A first period shorter than this joins the next (C-4). */
const SHORTEST_FIRST_PERIOD_DAYS = 10;

/** The calendar periods between two days, both included; the first counts both ends, and under 10 days it joins the next. */
export function reportPeriods(start: PlainDate, end: PlainDate, every: Interval): ReportPeriod[] {
  const periods: ReportPeriod[] = [];
  for (let from = start; from <= end; ) {
    const to = earliest(endOfPeriod(from, every), end);
    periods.push({ from, to, last: to === end });
    from = addDays(to, 1);
  }
  const [first, second, ...others] = periods;
  if (!first || !second || daysBetween(first.from, first.to) + 1 >= SHORTEST_FIRST_PERIOD_DAYS) return periods;
  return [{ ...second, from: first.from }, ...others];
}

/** The last day of the calendar month, quarter, half-year or year in which the date lies. */
function endOfPeriod(date: PlainDate, every: Interval): PlainDate {
  const monthsIntoPeriod = (Number(date.slice(5, 7)) - 1) % MONTHS_OF[every];
  return lastDayOfMonth(addMonths(date, MONTHS_OF[every] - 1 - monthsIntoPeriod));
}

/** The n-th of the last month of a project (GZ-24); if the project ends before it, the project's end (C-2). A day before: never moved. */
function dueInLastMonth(end: PlainDate, day: number, calendar: Calendar): DueDate {
  const strict = earliest(dayOfMonth(end, day), end);
  return dueBefore(end, strict, calendar, [eventDay(calendar, end), endOfCount(calendar, strict, 'named-day')]);
}

/** A day that comes each year: fixed if a text names it, a term after if it is a default of ours (C-1, last sentence). */
function dueEachYear(yearStarts: PlainDate, monthAndDay: string, rolls: boolean, calendar: Calendar): DueDate {
  const strict = parsePlainDate(`${yearStarts.slice(0, 4)}-${monthAndDay}`, 'yearly');
  if (!rolls) return dueOnFixedDate(strict, calendar, yearStarts);
  return dueAfter(yearStarts, strict, calendar, [eventDay(calendar, yearStarts), endOfCount(calendar, strict, 'named-day')]);
}

/** The n-th of the month after the period reported on: a default of ours, so a term after. */
function dueAfterPeriod(periodEnd: PlainDate, day: number, calendar: Calendar): DueDate {
  const strict = dayOfMonth(addMonths(periodEnd, 1), day);
  return dueAfter(periodEnd, strict, calendar, [eventDay(calendar, periodEnd), endOfCount(calendar, strict, 'named-day')]);
}

/** The n-th of the month in which the date lies, or its last day if there is no n-th. */
function dayOfMonth(date: PlainDate, day: number): PlainDate {
  const last = lastDayOfMonth(date);
  return earliest(addDays(last, day - Number(last.slice(8))), last);
}
