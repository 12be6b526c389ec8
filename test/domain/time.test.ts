import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CatalogueError } from '../../domain/errors.ts';
import type { Instant, PlainDate } from '../../domain/ids.ts';
import {
  addDays,
  addMilliseconds,
  addMonths,
  compareDates,
  dateOf,
  dayNumber,
  daysBetween,
  earliest,
  endOfDay,
  fromDayNumber,
  isPlainDate,
  lastDayOfMonth,
  latest,
  millisecondsBetween,
  parsePlainDate,
  startOfDay,
  toDate,
  toInstant,
  weekday,
  yearOf,
} from '../../domain/time.ts';
import { DAYS } from '../support/day-walker.ts';

const day = (text: string) => parsePlainDate(text);
const anyDay = fc.constantFrom(...DAYS.map(({ date }) => date));

function refusal(action: () => unknown): CatalogueError {
  try {
    action();
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('dates that do not exist', () => {
  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-1-1',
    '2026-01-01 ',
    ' 2026-01-01',
    '2026-01-01\n',
    '2026/01/01',
    '0000-01-01',
    '12026-01-01',
    '２０２６-01-01',
    '',
    '\u0000',
  ])('%j is refused with the field and what is allowed', (text) => {
    expect(isPlainDate(text)).toBe(false);
    const error = refusal(() => parsePlainDate(text, 'events.signed'));
    expect(error.code).toBe('term.invalid');
    expect(error.fields).toEqual([
      expect.objectContaining({ field: 'events.signed', received: text, allowed: expect.stringContaining('YYYY-MM-DD') }),
    ]);
  });

  it('does not leave years 0001 to 9999', () => {
    expect(refusal(() => addDays(day('9999-12-31'), 1)).code).toBe('calendar.out-of-range');
    expect(refusal(() => addDays(day('0001-01-01'), -1)).code).toBe('calendar.out-of-range');
    expect(refusal(() => addMonths(day('9999-12-31'), 1)).code).toBe('calendar.out-of-range');
    expect(refusal(() => addMonths(day('0001-01-01'), -1)).code).toBe('calendar.out-of-range');
    expect(refusal(() => addDays(day('2026-01-01'), Number.NaN)).code).toBe('calendar.out-of-range');
    expect(refusal(() => addMonths(day('2026-01-01'), Number.NaN)).code).toBe('calendar.out-of-range');
  });

  it('takes every day of four centuries exactly once, and 3652059 days in all', () => {
    expect(dayNumber(day('9999-12-31')) - dayNumber(day('0001-01-01')) + 1).toBe(3_652_059);
    const wrong: string[] = [];
    let previous = '';
    for (let n = dayNumber(day('1800-01-01')); n <= dayNumber(day('2200-12-31')); n += 1) {
      const date = fromDayNumber(n);
      if (dayNumber(date) !== n || date <= previous || !isPlainDate(date)) wrong.push(date);
      previous = date;
    }
    expect(wrong).toEqual([]);
  });
});

describe('days', () => {
  it('agrees with an odometer on every day and weekday from 2000 to 2135', () => {
    const start = day('2000-01-01');
    const wrong = DAYS.filter(({ date, weekday: expected }, index) => addDays(start, index) !== date || weekday(date) !== expected);
    expect(wrong).toEqual([]);
  });

  it('counts days between two dates in both directions', () => {
    expect(daysBetween(day('2024-02-28'), day('2024-03-01'))).toBe(2);
    expect(daysBetween(day('2024-03-01'), day('2024-02-28'))).toBe(-2);
    fc.assert(fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (date, n) => daysBetween(date, addDays(date, n)) === n));
  });

  it('knows weekdays far away', () => {
    expect(weekday(day('0001-01-01'))).toBe(1);
    expect(weekday(day('1900-01-01'))).toBe(1);
    expect(weekday(day('2000-01-01'))).toBe(6);
    expect(weekday(day('9999-12-31'))).toBe(5);
  });

  it('orders dates', () => {
    const [a, b, c] = [day('2025-12-31'), day('2026-01-01'), day('2026-01-02')];
    expect([c, a, b].sort(compareDates)).toEqual([a, b, c]);
    expect(compareDates(a, a)).toBe(0);
    expect([earliest(b, a, c), latest(b, a, c), earliest(a), latest(a)]).toEqual([a, c, a, a]);
    expect(yearOf(a)).toBe(2025);
  });
});

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2026-05-20', 0, '2026-05-20'],
    ['0099-12-31', 1, '0100-01-31'],
  ])('%s + %i months = %s', (from, n, expected) => {
    expect(addMonths(day(from), n)).toBe(expected);
  });

  it('keeps the day number or takes the last day of the month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -1200, max: 1200 }), (date, n) => {
        const result = addMonths(date, n);
        const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(months(result) - months(date)).toBe(n);
        if (result.slice(8) !== date.slice(8)) {
          expect(result).toBe(lastDayOfMonth(result));
          expect(result.slice(8) < date.slice(8)).toBe(true);
        }
      }),
    );
  });

  it('finds the last day of a month', () => {
    expect(['2023-02-10', '2024-02-01', '2026-04-30', '2026-12-31'].map((text) => lastDayOfMonth(day(text)))).toEqual([
      '2023-02-28',
      '2024-02-29',
      '2026-04-30',
      '2026-12-31',
    ]);
  });
});

describe('instants', () => {
  const instant = (text: string) => text as Instant;

  it('ends a day at 24:00 in Shanghai, which is where the next begins', () => {
    expect(endOfDay(day('2026-03-16'))).toBe('2026-03-16T16:00:00.000Z');
    expect(startOfDay(day('2026-03-16'))).toBe('2026-03-15T16:00:00.000Z');
    fc.assert(fc.property(anyDay, (date) => endOfDay(date) === startOfDay(addDays(date, 1))));
  });

  it.each([
    ['2026-03-16T15:59:59.999Z', '2026-03-16'],
    ['2026-03-16T16:00:00.000Z', '2026-03-17'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2026-03-16T23:59:59.999+08:00', '2026-03-16'],
    ['1969-12-31T15:59:59.999Z', '1969-12-31'],
  ])('%s is %s in Shanghai', (text, expected) => {
    expect(dateOf(instant(text))).toBe(expected);
  });

  it('finds a day again from its first and its last instant', () => {
    fc.assert(fc.property(anyDay, (date) => dateOf(startOfDay(date)) === date && dateOf(addMilliseconds(endOfDay(date), -1)) === date));
  });

  it('moves and measures in milliseconds', () => {
    const noon = instant('2026-03-16T04:00:00.000Z');
    expect(addMilliseconds(noon, 1500)).toBe('2026-03-16T04:00:01.500Z');
    expect(millisecondsBetween(noon, addMilliseconds(noon, -86_400_000))).toBe(-86_400_000);
  });

  it('passes through a Date unchanged, and refuses an invalid one', () => {
    const noon = instant('2026-03-16T04:00:00.000Z');
    expect(toInstant(toDate(noon))).toBe(noon);
    expect(() => toInstant(toDate(instant('never')))).toThrow(RangeError);
    expect(() => dateOf(instant('never'))).toThrow(CatalogueError);
  });
});

describe('a number of a day', () => {
  it('is refused outside the range', () => {
    const first = dayNumber(day('0001-01-01'));
    expect(fromDayNumber(first)).toBe('0001-01-01' as PlainDate);
    expect(refusal(() => fromDayNumber(first - 1)).code).toBe('calendar.out-of-range');
  });
});
