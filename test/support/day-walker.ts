import { createRequire } from 'node:module';
import type { Region } from '../../domain/calendar.ts';
import type { PlainDate } from '../../domain/ids.ts';
import type { Term } from '../../domain/term.ts';

/*
 * A second, slow opinion on every date: an odometer of days, walked one at a time, with the days off of the chinese-days package and
 * the Ningxia days typed in from the counting page. It shares no code and no data with domain/.
 */

const FIRST_YEAR = 2000;
const LAST_YEAR = 2135;
const LAST_NOTICE = 2026;
const NINGXIA_DAYS =
  '2019-06-05 2019-06-06 2019-08-12 2019-08-13 2020-05-25 2020-05-26 2020-07-30 2020-07-31 2021-05-13 2021-05-14 2021-07-19 2021-07-20 2022-07-11 2022-07-12';
const NINGXIA_YEARS = [2019, 2020, 2021, 2022];
const FIXED_DAYS = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

const require = createRequire(import.meta.url);
const { holidays, workdays } = require('chinese-days/dist/chinese-days.json') as Record<'holidays' | 'workdays', Record<string, string>>;

/** Every day from 2000-01-01 to 2135-12-31, made by turning over days, months and years; 2000-01-01 was a Saturday. */
export const DAYS = odometer();
const INDEX = new Map(DAYS.map((day, index) => [day.date, index]));

function odometer(): { date: PlainDate; weekday: number }[] {
  const days: { date: PlainDate; weekday: number }[] = [];
  let weekday = 6;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    for (const [month, length] of [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
      for (let day = 1; day <= length; day += 1) {
        const text = [year, month + 1, day].map((part) => String(part).padStart(2, '0')).join('-');
        days.push({ date: text as PlainDate, weekday });
        weekday = weekday === 7 ? 1 : weekday + 1;
      }
    }
  }
  return days;
}

/** Whether people work on the day, as the packages and the counting page say. */
export function works(date: PlainDate, region: Region): boolean {
  if (region === 'CN-64' && NINGXIA_DAYS.includes(date)) return false;
  const weekend = at(indexOf(date)).weekday > 5;
  if (Number(date.slice(0, 4)) > LAST_NOTICE) return !weekend && !FIXED_DAYS.includes(date.slice(5));
  return workdays[date] !== undefined || (!weekend && holidays[date] === undefined);
}

/** What counting C-1 to C-3 say about a term, found by walking; `undefined` if it leaves the calendar. */
export function walkTerm(from: PlainDate, term: Term, region: Region) {
  const step = term.direction === 'after' ? 1 : -1;
  if (from < '2018-01-01') return undefined;
  let strict = indexOf(from);
  if (term.unit === 'day') strict += step * term.count;
  else if (term.unit === 'working-day') {
    for (let left = term.count; left > 0; ) {
      strict += step;
      if (strict < indexOf('2018-01-01')) return undefined;
      if (works(at(strict).date, region)) left -= 1;
    }
  } else strict = walkMonths(from, step, term.unit === 'month' ? term.count : term.count * 12);
  if (at(strict).date < '2018-01-01') return undefined;

  let due = strict;
  if (term.direction === 'after') while (!works(at(due).date, region)) due += 1;
  let safe = strict;
  while (!works(at(safe).date, region)) safe -= 1;
  if (term.direction === 'after' && at(safe).date < from) safe = due;
  if (at(safe).date < '2018-01-01') return undefined;
  const span = [from, at(due).date].sort();
  return { strict: at(strict).date, due: at(due).date, safe: at(safe).date, provisional: mayChange(span, region) };
}

function walkMonths(from: PlainDate, step: 1 | -1, count: number): number {
  let [year, month] = from.split('-').map(Number) as [number, number];
  for (let left = count; left > 0; left -= 1) {
    month += step;
    if (month === 13) [year, month] = [year + 1, 1];
    if (month === 0) [year, month] = [year - 1, 12];
  }
  for (let day = Number(from.slice(8)); ; day -= 1) {
    const found = INDEX.get([year, month, day].map((part) => String(part).padStart(2, '0')).join('-') as PlainDate);
    if (found !== undefined) return found;
  }
}

function mayChange(span: string[], region: Region): boolean {
  const touched = DAYS.slice(INDEX.get(span[0] as PlainDate), (INDEX.get(span[1] as PlainDate) ?? 0) + 1);
  return touched.some(({ date }) => {
    const year = Number(date.slice(0, 4));
    return year > LAST_NOTICE || date >= `${LAST_NOTICE}-12-25` || (region === 'CN-64' && !NINGXIA_YEARS.includes(year));
  });
}

function indexOf(date: string): number {
  const index = INDEX.get(date as PlainDate);
  if (index === undefined) throw new RangeError(`the walker does not know ${date}`);
  return index;
}

function at(index: number): { date: PlainDate; weekday: number } {
  const day = DAYS[index];
  if (!day) throw new RangeError(`the walker has no day ${index}`);
  return day;
}
