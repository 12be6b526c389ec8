import { CatalogueError } from './errors.ts';
import type { Instant, PlainDate } from './ids.ts';

/** Shanghai has kept UTC+8 without summer time since 1992; no date of ours is older than 2018. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
/** Day numbers count from 0000-03-01, so that a leap day ends its year and every number of a date here is positive. */
const EPOCH_1970 = 719_468;
const FIRST_DAY_NUMBER = 306; // 0001-01-01
const LAST_DAY_NUMBER = 3_652_364; // 9999-12-31

/** Whether the text is a day that exists, `YYYY-MM-DD`, years 0001 to 9999. */
export function isPlainDate(text: string): text is PlainDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const [year, month, day] = partsOf(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

/** The text as a date; throws `term.invalid` naming `field` if there is no such day. */
export function parsePlainDate(text: string, field = 'date'): PlainDate {
  if (isPlainDate(text)) return text;
  const allowed = 'YYYY-MM-DD，且为真实存在的日期';
  throw new CatalogueError('term.invalid', '日期不存在或写法有误，应为 YYYY-MM-DD', [
    { field, problem: '日期不存在或写法有误', received: text, allowed },
  ]);
}

/** The date `n` days later (earlier, if negative); throws `calendar.out-of-range` outside years 0001 to 9999. */
export function addDays(date: PlainDate, n: number): PlainDate {
  return fromDayNumber(dayNumber(date) + n);
}

/** The same day number `n` months later (earlier, if negative), else the last day of that month (Civil Code, art. 202). */
export function addMonths(date: PlainDate, n: number): PlainDate {
  const [year, month, day] = partsOf(date);
  const months = year * 12 + month - 1 + n;
  const targetYear = Math.floor(months / 12);
  const targetMonth = months - targetYear * 12 + 1;
  return format(targetYear, targetMonth, Math.min(day, monthLength(targetYear, targetMonth)));
}

/** Days from `a` to `b`; negative if `b` comes first. */
export function daysBetween(a: PlainDate, b: PlainDate): number {
  return dayNumber(b) - dayNumber(a);
}

/** Day of the week, Monday = 1 to Sunday = 7. */
export function weekday(date: PlainDate): number {
  return weekdayOf(dayNumber(date));
}

/** The calendar year of the date. */
export function yearOf(date: PlainDate): number {
  return digits(date, 0, 4);
}

/** Negative, zero or positive as `a` is before, equal to or after `b`. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return dayNumber(a) - dayNumber(b);
}

/** The first of the dates. */
export function earliest(first: PlainDate, ...others: PlainDate[]): PlainDate {
  return others.reduce((found, date) => (date < found ? date : found), first);
}

/** The last of the dates. */
export function latest(first: PlainDate, ...others: PlainDate[]): PlainDate {
  return others.reduce((found, date) => (date > found ? date : found), first);
}

/** The last day of the month in which the date lies. */
export function lastDayOfMonth(date: PlainDate): PlainDate {
  const [year, month] = partsOf(date);
  return format(year, month, monthLength(year, month));
}

/** 00:00 Asia/Shanghai of the date. */
export function startOfDay(date: PlainDate): Instant {
  return endOfDay(addDays(date, -1));
}

/** 24:00 Asia/Shanghai of the date, whatever the office hours (counting C-2): the last instant of a period that ends on it. */
export function endOfDay(date: PlainDate): Instant {
  return `${date}T16:00:00.000Z` as Instant;
}

/** The day in Shanghai at the instant. */
export function dateOf(instant: Instant): PlainDate {
  return fromDayNumber(Math.floor((Date.parse(instant) + SHANGHAI_OFFSET_MS) / DAY_MS) + EPOCH_1970);
}

/** The instant `milliseconds` later (earlier, if negative). */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return toInstant(new Date(Date.parse(instant) + milliseconds));
}

/** Milliseconds from `a` to `b`; negative if `b` comes first. */
export function millisecondsBetween(a: Instant, b: Instant): number {
  return Date.parse(b) - Date.parse(a);
}

/** The instant of a `Date`, as databases and runtimes hand it over; throws `RangeError` for an invalid one. */
export function toInstant(date: Date): Instant {
  return date.toISOString() as Instant;
}

/** The instant as a `Date`, for drivers and runtimes that want one. */
export function toDate(instant: Instant): Date {
  return new Date(instant);
}

/** Number of the day, one more for each day; differences are days. */
export function dayNumber(date: PlainDate): number {
  const [year, month, day] = partsOf(date);
  const shifted = month > 2 ? year : year - 1; // a year that begins in March
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + daysBeforeMonth((month + 9) % 12) + day - 1;
}

/** The date of a day number; throws `calendar.out-of-range` outside years 0001 to 9999. */
export function fromDayNumber(n: number): PlainDate {
  if (!(n >= FIRST_DAY_NUMBER && n <= LAST_DAY_NUMBER)) throw outOfGregorianRange();
  // 146097 days in 400 years; the estimate is never too small and at most one year too large
  let year = Math.floor((n * 400 + 591) / 146_097);
  let dayOfYear = n - startOfShiftedYear(year);
  if (dayOfYear < 0) {
    year -= 1;
    dayOfYear = n - startOfShiftedYear(year);
  }
  const month = Math.floor((dayOfYear * 5 + 2) / 153);
  return format(month < 10 ? year : year + 1, ((month + 2) % 12) + 1, dayOfYear - daysBeforeMonth(month) + 1);
}

/** Day of the week of a day number, Monday = 1 to Sunday = 7; 0000-03-01 was a Wednesday. */
export function weekdayOf(n: number): number {
  return ((n + 2) % 7) + 1;
}

function startOfShiftedYear(year: number): number {
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

/** Days before a month counted from March = 0; five months of 31, 30, 31, 30, 31 days are 153. */
function daysBeforeMonth(monthFromMarch: number): number {
  return Math.floor((monthFromMarch * 153 + 2) / 5);
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function format(year: number, month: number, day: number): PlainDate {
  if (!(year >= 1 && year <= 9999)) throw outOfGregorianRange();
  const years = year < 1000 ? `${year}`.padStart(4, '0') : `${year}`;
  return `${years}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as PlainDate;
}

function outOfGregorianRange(): CatalogueError {
  return new CatalogueError('calendar.out-of-range', '日期超出可计算的范围（最晚 9999-12-31）');
}

function partsOf(text: string): [year: number, month: number, day: number] {
  return [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
}

/** Reads ASCII digits without making substrings: this is the inner loop of every computation. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}
