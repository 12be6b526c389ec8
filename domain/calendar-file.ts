import { CatalogueError } from './errors.ts';
import type { PlainDate } from './ids.ts';
import type { CalendarFile, CalendarYear, Region } from './schema/calendar.ts';
import { dayNumber, fromDayNumber, weekdayOf } from './time.ts';

/** Why a day is a working day or a day off (counting C-3). */
export type DayReason = 'working-day' | 'weekend' | 'holiday' | 'regional-holiday' | 'make-up';

/** One day of a calendar; `name` is the holiday's Chinese name, if a notice or the law gives one. */
export interface CalendarDay {
  date: PlainDate;
  working: boolean;
  why: DayReason;
  name?: string;
}

/** The first year of the calendar; earlier dates are refused (counting C-3). */
export const FIRST_YEAR = 2018;
/** A notice may reach back to this day of the year before, and so may still change it (2018-12-29..31, 2022-12-31). */
export const REACH_BACK_FROM = '12-25';

/** The one file of a region; throws `calendar.invalid` if it is missing or there are two. */
export function onlyFileOf(files: readonly CalendarFile[], region: Region): CalendarFile {
  const [file, second] = files.filter((candidate) => candidate.region === region);
  const allowed = '每个地区恰有一个文件';
  if (!file) throw invalid(files.map((each) => each.file).join('、'), `缺少地区 ${region} 的日历文件`, region, allowed);
  if (second) throw invalid(second.file, `地区 ${region} 已有文件 ${file.file}`, region, allowed);
  return file;
}

/** Every day that the notices name, and the last year with a national notice; throws `calendar.invalid` naming file, year, date and what is allowed. */
export function announcedDays(national: CalendarFile, overlay: CalendarFile | undefined) {
  const lastAnnouncedYear = checkNationalYears(national);
  if (overlay) checkOverlayYears(overlay, lastAnnouncedYear);
  const named = new Map<PlainDate, CalendarDay>();
  for (const file of overlay ? [national, overlay] : [national]) {
    for (const year of file.years) nameDays(named, file, year);
  }
  return { named, lastAnnouncedYear };
}

/** National years run from 2018 on without a hole: a forgotten year would quietly be computed as if it had no holidays. */
function checkNationalYears({ file, years }: CalendarFile): number {
  let expected = FIRST_YEAR;
  for (const { year } of years) {
    if (year !== expected) throw invalid(file, `年份 ${year} 的位置应为 ${expected}`, year, `自 ${FIRST_YEAR} 年起逐年连续`);
    expected += 1;
  }
  return expected - 1;
}

/** An overlay may skip years (dates in them are provisional), but each year has a national notice and stands once. */
function checkOverlayYears({ file, years }: CalendarFile, lastAnnouncedYear: number): void {
  let previous = FIRST_YEAR - 1;
  for (const { year } of years) {
    if (year <= previous || year > lastAnnouncedYear) {
      throw invalid(file, `年份 ${year} 重复、倒序或尚无全国通知`, year, `${previous + 1} 至 ${lastAnnouncedYear}`);
    }
    previous = year;
  }
}

/** Enters the days that one year's notices name: each once, in the year or the last week before it; make-up days are weekend days. */
function nameDays(named: Map<PlainDate, CalendarDay>, file: CalendarFile, { year, off, makeUp }: CalendarYear): void {
  const where = `${file.file} ${year} 年`;
  const first = `${year - 1}-${REACH_BACK_FROM}`;
  const last = `${year}-12-31`;
  const enter = (day: CalendarDay) => {
    if (day.date < first || day.date > last) throw invalid(where, `${day.date} 不在本年`, day.date, `${first} 至 ${last}`);
    if (named.has(day.date)) throw invalid(where, `${day.date} 写了两次`, day.date, '每一天只写一次');
    named.set(day.date, day);
  };
  const why = file.region === 'CN' ? 'holiday' : 'regional-holiday';
  for (const { name, from, to = from } of off) {
    if (to < from) throw invalid(where, `${name} ${from} 至 ${to} 起止颠倒`, to, `不早于 ${from}`);
    for (let n = dayNumber(from); n <= dayNumber(to); n += 1) enter({ date: fromDayNumber(n), working: false, why, name });
  }
  for (const date of makeUp) {
    if (weekdayOf(dayNumber(date)) < 6) throw invalid(where, `调休上班日 ${date} 不是周六或周日`, date, '周六或周日');
    enter({ date, working: true, why: 'make-up' });
  }
}

function invalid(where: string, problem: string, received: unknown, allowed: string): CatalogueError {
  return new CatalogueError('calendar.invalid', `日历文件 ${where}：${problem}；允许：${allowed}`, [
    { field: where, problem, received, allowed },
  ]);
}
