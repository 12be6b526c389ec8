import { announcedDays, type CalendarDay, type DayReason, FIRST_YEAR, onlyFileOf, REACH_BACK_FROM } from './calendar-file.ts';
import { CatalogueError } from './errors.ts';
import type { PlainDate } from './ids.ts';
import type { CalendarFile, Region } from './schema/calendar.ts';
import { dayNumber, earliest, fromDayNumber, latest, parsePlainDate, weekdayOf, yearOf } from './time.ts';

export type { CalendarDay, CalendarFile, DayReason, Region };

/** A region's working days: every day from 2018-01-01 to the end of the last year with a national notice, later days by rule. */
export interface Calendar {
  version: string;
  region: Region;
  lastAnnouncedYear: number;
  /** Years for which the region's own notice is loaded; empty where no region has one. */
  overlayYears: readonly number[];
  days: readonly CalendarDay[];
}

const FIRST_DAY = dayNumber(parsePlainDate(`${FIRST_YEAR}-01-01`));

/** The days off that are the same every year since the 2024 amendment of the holiday rules; all that is known without a notice. */
const FIXED_HOLIDAYS = new Map([
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
]);

/**
 * Builds the calendar of a region from the national file and, if the region has one, its overlay.
 * Throws `calendar.invalid` naming file, year, date and what is allowed.
 */
export function buildCalendar(files: readonly CalendarFile[], region: Region): Calendar {
  const national = onlyFileOf(files, 'CN');
  const overlay = region === 'CN' ? undefined : onlyFileOf(files, region);
  const { named, lastAnnouncedYear } = announcedDays(national, overlay);
  const days: CalendarDay[] = [];
  const end = dayNumber(parsePlainDate(`${lastAnnouncedYear}-12-31`));
  for (let n = FIRST_DAY; n <= end; n += 1) {
    const date = fromDayNumber(n);
    days.push(named.get(date) ?? ordinaryDay(n, date));
  }
  const overlayYears = overlay?.years.map(({ year }) => year) ?? [];
  return { version: national.version, region, lastAnnouncedYear, overlayYears, days };
}

/** Whether the date is a working day, and why; throws `calendar.out-of-range` before 2018-01-01. */
export function dayKind(calendar: Calendar, date: PlainDate): CalendarDay {
  return dayAt(calendar, dayNumber(date));
}

/** As {@link dayKind}, by day number: what walks over many days use. */
export function dayAt(calendar: Calendar, n: number): CalendarDay {
  if (n < FIRST_DAY) throw new CatalogueError('calendar.out-of-range');
  return calendar.days[n - FIRST_DAY] ?? unannouncedDay(n);
}

/** Whether the date is a working day. */
export function isWorkingDay(calendar: Calendar, date: PlainDate): boolean {
  return dayKind(calendar, date).working;
}

/** The first working day on or after the date. */
export function nextWorkingDay(calendar: Calendar, date: PlainDate): PlainDate {
  let n = dayNumber(date);
  while (!dayAt(calendar, n).working) n += 1;
  return dayAt(calendar, n).date;
}

/** The last working day on or before the date; throws `calendar.out-of-range` if it would lie before 2018-01-01. */
export function previousWorkingDay(calendar: Calendar, date: PlainDate): PlainDate {
  let n = dayNumber(date);
  while (!dayAt(calendar, n).working) n -= 1;
  return dayAt(calendar, n).date;
}

/** The `n`-th working day after the date (before it, if negative); the date itself is not counted, and 0 is the date itself. */
export function addWorkingDays(calendar: Calendar, date: PlainDate, n: number): PlainDate {
  const step = n < 0 ? -1 : 1;
  let day = dayNumber(date);
  for (let left = Math.abs(n); left > 0; ) {
    day += step;
    if (dayAt(calendar, day).working) left -= 1;
  }
  return dayAt(calendar, day).date;
}

/**
 * Working days from `from`, not counted, to `to`, counted; negative if `to` comes first.
 * The inverse of {@link addWorkingDays}: `workingDaysBetween(d, addWorkingDays(d, n)) === n`.
 */
export function workingDaysBetween(calendar: Calendar, from: PlainDate, to: PlainDate): number {
  const start = dayNumber(from);
  const end = dayNumber(to);
  const step = end < start ? -1 : 1;
  let count = 0;
  for (let n = start; n !== end; ) {
    n += step;
    if (dayAt(calendar, n).working) count += step;
  }
  return count;
}

/**
 * Whether a date computed over this span (both ends included, in either order) may still change (counting C-3): it touches a year
 * without a national notice, the last week of the last year with one, or a year for which an overlay region's notice is not loaded.
 */
export function isProvisional(calendar: Calendar, from: PlainDate, to: PlainDate): boolean {
  const first = earliest(from, to);
  const last = latest(from, to);
  if (last >= `${calendar.lastAnnouncedYear}-${REACH_BACK_FROM}`) return true;
  if (calendar.region === 'CN') return false;
  for (let year = yearOf(first); year <= yearOf(last); year += 1) if (!calendar.overlayYears.includes(year)) return true;
  return false;
}

function ordinaryDay(n: number, date: PlainDate): CalendarDay {
  return weekdayOf(n) > 5 ? { date, working: false, why: 'weekend' } : { date, working: true, why: 'working-day' };
}

function unannouncedDay(n: number): CalendarDay {
  const date = fromDayNumber(n);
  const name = FIXED_HOLIDAYS.get(date.slice(5));
  return name ? { date, working: false, why: 'holiday', name } : ordinaryDay(n, date);
}
