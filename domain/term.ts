import { type Calendar, type CalendarDay, type DayReason, dayAt, dayKind, isProvisional } from './calendar.ts';
import { CatalogueError } from './errors.ts';
import type { PlainDate } from './ids.ts';
import type { TermLength } from './pack.ts';
import { addMonths, dayNumber } from './time.ts';

/** A number of working days, natural days, months or years that runs from an event, forwards or backwards. */
export interface Term extends TermLength {
  direction: 'after' | 'before';
}

/** Why a day stands in a trace: its kind, or its part in the count. */
export type TraceReason = DayReason | 'day' | 'event' | 'corresponding-day' | 'last-day-of-month' | 'named-day';

/**
 * One day of the explanation of a due date, in the order in which it was walked. The days of a count are `counted` or skipped with the
 * reason; the last entry of a date that rolled forward is the due day. `dayOff` says why an end that was not skipped is a day off.
 */
export interface TraceDay {
  date: PlainDate;
  counted: boolean;
  why: TraceReason;
  dayOff?: DayReason;
  name?: string;
}

/** A computed date: `strict` is where the count ends, `due` is what is judged (until 24:00), `safe` is what reminders aim at (counting C-1). */
export interface DueDate {
  strict: PlainDate;
  due: PlainDate;
  safe: PlainDate;
  provisional: boolean;
  calendarVersion: string;
  trace: TraceDay[];
}

/** The largest count of each unit that is taken for meant; a hundred years, or about fourteen of working days. */
const LARGEST_COUNT: Record<Term['unit'], number> = { 'working-day': 3650, day: 36_500, month: 1200, year: 100 };

/** The due date of a term that runs from an event (Civil Code, art. 201-203); throws `term.invalid` or `calendar.out-of-range`. */
export function dueFromTerm(from: PlainDate, term: Term, calendar: Calendar): DueDate {
  checkCount(term);
  const trace: TraceDay[] = [];
  const strict = endOfTerm(from, term, calendar, trace);
  return term.direction === 'after' ? dueAfter(from, strict, calendar, trace) : dueBefore(from, strict, calendar, trace);
}

/** The due date of a day written in a text or a contract: never moved. `trigger` is the event before which nobody could act, if there is one. */
export function dueOnFixedDate(date: PlainDate, calendar: Calendar, trigger?: PlainDate): DueDate {
  const trace = [endOfCount(calendar, date, 'named-day')];
  const provisional = isProvisional(calendar, knownDay(calendar, trigger ?? date), date);
  return { strict: date, due: date, safe: safeDay(calendar, date, date, trigger), provisional, calendarVersion: calendar.version, trace };
}

/** A term after an event whose count ends on `strict`: a day off moves the due day to the next working day (Civil Code, art. 203). */
export function dueAfter(event: PlainDate, strict: PlainDate, calendar: Calendar, trace: TraceDay[]): DueDate {
  let day = dayKind(calendar, strict);
  for (let n = dayNumber(strict) + 1; !day.working; n += 1) {
    day = dayAt(calendar, n);
    trace.push(walked(day));
  }
  const due = day.date;
  const safe = safeDay(calendar, strict, due, event);
  return { strict, due, safe, provisional: isProvisional(calendar, event, due), calendarVersion: calendar.version, trace };
}

/** A day that lies before an event: never moved, an act on the clause's own day is in time (counting C-1). */
export function dueBefore(event: PlainDate, strict: PlainDate, calendar: Calendar, trace: TraceDay[]): DueDate {
  const safe = safeDay(calendar, strict, strict);
  return { strict, due: strict, safe, provisional: isProvisional(calendar, strict, event), calendarVersion: calendar.version, trace };
}

/** The trace entry of the day on which a count ends by itself, without counting days; says so if it is a day off. */
export function endOfCount(calendar: Calendar, date: PlainDate, why: TraceReason): TraceDay {
  const day = dayKind(calendar, date);
  const entry: TraceDay = { date, counted: true, why };
  if (!day.working) entry.dayOff = day.why;
  if (day.name) entry.name = day.name;
  return entry;
}

/** The day of the event, which is not counted (Civil Code, art. 201); throws `calendar.out-of-range` before 2018-01-01. */
export function eventDay(calendar: Calendar, date: PlainDate): TraceDay {
  return { date: knownDay(calendar, date), counted: false, why: 'event' };
}

function checkCount({ count, unit }: Term): void {
  const largest = LARGEST_COUNT[unit];
  if (Number.isInteger(count) && count >= 0 && count <= largest) return;
  const allowed = `0 至 ${largest} 的整数`;
  throw new CatalogueError('term.invalid', `期限数量应为${allowed}`, [
    { field: 'term.count', problem: '数量超出范围', received: count, allowed },
  ]);
}

function endOfTerm(from: PlainDate, term: Term, calendar: Calendar, trace: TraceDay[]): PlainDate {
  const { count, unit, direction } = term;
  const sign = direction === 'after' ? 1 : -1;
  if (count === 0) {
    trace.push(endOfCount(calendar, from, 'event'));
    return from;
  }
  const event = eventDay(calendar, from);
  switch (unit) {
    case 'working-day':
      return countWorkingDays(from, count * sign, calendar, trace);
    case 'day':
      return countDays(from, count * sign, calendar, trace);
    case 'month':
    case 'year': {
      const end = addMonths(from, (unit === 'year' ? count * 12 : count) * sign);
      trace.push(event, endOfCount(calendar, end, end.endsWith(from.slice(8)) ? 'corresponding-day' : 'last-day-of-month'));
      return end;
    }
  }
}

/** Walks from the day after (before) the event until that many working days are counted. */
function countWorkingDays(from: PlainDate, count: number, calendar: Calendar, trace: TraceDay[]): PlainDate {
  let n = dayNumber(from);
  let day = dayAt(calendar, n);
  for (let left = Math.abs(count); left > 0; ) {
    n += Math.sign(count);
    day = dayAt(calendar, n);
    if (day.working) left -= 1;
    trace.push(walked(day));
  }
  return day.date;
}

/** Counts every day; forwards, a last day that is a day off is skipped at once, because art. 203 ends the period on a later day. */
function countDays(from: PlainDate, count: number, calendar: Calendar, trace: TraceDay[]): PlainDate {
  const step = Math.sign(count);
  const start = dayNumber(from);
  for (let n = start + step; n !== start + count; n += step) trace.push({ date: dayAt(calendar, n).date, counted: true, why: 'day' });
  const last = dayAt(calendar, start + count);
  trace.push(step > 0 && !last.working ? walked(last) : endOfCount(calendar, last.date, 'day'));
  return last.date;
}

/** The last working day on or before `strict`, but `due` if that lies before the event: nobody can act before it (counting C-1). */
function safeDay(calendar: Calendar, strict: PlainDate, due: PlainDate, event?: PlainDate): PlainDate {
  const first = event === undefined ? Number.NEGATIVE_INFINITY : dayNumber(event);
  let n = dayNumber(strict);
  while (n >= first && !dayAt(calendar, n).working) n -= 1;
  return n >= first ? dayAt(calendar, n).date : due;
}

function knownDay(calendar: Calendar, date: PlainDate): PlainDate {
  return dayKind(calendar, date).date;
}

function walked({ date, working, why, name }: CalendarDay): TraceDay {
  return name ? { date, counted: working, why, name } : { date, counted: working, why };
}
