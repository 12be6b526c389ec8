import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayKind, type Region } from '../../domain/calendar.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { dueFromTerm, dueOnFixedDate, type Term, type TraceDay } from '../../domain/term.ts';
import { addDays, parsePlainDate } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { DAYS, walkTerm, works } from '../support/day-walker.ts';

const { calendarFor, version } = loadCalendars();
const day = (text: string) => parsePlainDate(text);
const term = (text: string): Term => {
  const [count, unit, direction] = text.split(' ');
  return { count: Number(count), unit: unit as Term['unit'], direction: direction as Term['direction'] };
};
const due = (from: string, words: string, region: Region = 'CN') => dueFromTerm(day(from), term(words), calendarFor(region));
const short = (trace: TraceDay[]) =>
  trace.map(({ date, counted, why, dayOff }) => `${date.slice(5)} ${counted ? '+' : '-'} ${why}${dayOff ? ` (${dayOff})` : ''}`);

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof CatalogueError) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

const anyRegion = fc.constantFrom<Region>('CN', 'CN-64');
const anyDay = fc.constantFrom(...DAYS.map(({ date }) => date).filter((date) => date >= '2017-12-20' && date < '2029'));
const largest = { 'working-day': 300, day: 800, month: 60, year: 12 };
const anyTerm = fc.constantFrom<Term['unit']>('working-day', 'day', 'month', 'year').chain((unit) =>
  fc.record({
    unit: fc.constant(unit),
    count: fc.integer({ min: 0, max: largest[unit] }),
    direction: fc.constantFrom<Term['direction']>('after', 'before'),
  }),
);

describe('refused', () => {
  it.each([
    '-1 day after',
    '1.5 day after',
    'NaN day after',
    'Infinity day after',
    '36501 day after',
    '3651 working-day before',
    '1201 month after',
    '101 year after',
    '1 hour after',
  ])('a term of %s', (words) => {
    expect(codeOf(() => due('2026-02-12', words))).toBe('term.invalid');
  });

  it.each([
    ['2017-12-31', '1 day after'],
    ['2017-12-31', '0 day after'],
    ['2017-12-31', '1 month after'],
    ['2017-12-31', '10 working-day after'],
    ['2018-01-10', '10 day before'],
    ['2018-01-31', '1 month before'],
    ['2018-01-08', '5 working-day before'],
    ['2018-01-01', '0 day before'],
    ['2018-01-02', '1 day before'],
  ])('dates before 2018: %s, %s', (from, words) => {
    expect(codeOf(() => due(from, words))).toBe('calendar.out-of-range');
  });

  it('fixed dates before 2018, or whose safe day would be', () => {
    const calendar = calendarFor('CN');
    expect(codeOf(() => dueOnFixedDate(day('2017-12-31'), calendar))).toBe('calendar.out-of-range');
    expect(codeOf(() => dueOnFixedDate(day('2018-01-01'), calendar))).toBe('calendar.out-of-range');
    expect(codeOf(() => dueOnFixedDate(day('2018-05-01'), calendar, day('2017-12-31')))).toBe('calendar.out-of-range');
    expect(dueOnFixedDate(day('2018-01-01'), calendar, day('2018-01-01')).safe).toBe('2018-01-01');
  });

  it('dates after 9999', () => {
    expect(codeOf(() => due('9999-12-30', '2 day after'))).toBe('calendar.out-of-range');
    expect(codeOf(() => due('9999-12-30', '1 month after'))).toBe('calendar.out-of-range');
  });
});

describe('a term after an event', () => {
  it.each([
    // from, term, strict, due, safe
    ['2026-02-12', '30 day after', '2026-03-14', '2026-03-16', '2026-03-13'],
    ['2026-02-12', '3 working-day after', '2026-02-24', '2026-02-24', '2026-02-24'],
    ['2026-02-12', '0 working-day after', '2026-02-12', '2026-02-12', '2026-02-12'],
    ['2026-02-15', '0 day after', '2026-02-15', '2026-02-24', '2026-02-24'],
    ['2026-02-15', '0 working-day after', '2026-02-15', '2026-02-24', '2026-02-24'],
    ['2026-02-14', '1 day after', '2026-02-15', '2026-02-24', '2026-02-14'],
    ['2026-02-15', '2 day after', '2026-02-17', '2026-02-24', '2026-02-24'],
    // a make-up Saturday and Sunday are due days like any other
    ['2026-02-26', '2 day after', '2026-02-28', '2026-02-28', '2026-02-28'],
    ['2022-01-28', '2 day after', '2022-01-30', '2022-01-30', '2022-01-30'],
    ['2022-10-01', '7 day after', '2022-10-08', '2022-10-08', '2022-10-08'],
    // months and years: the same day, else the last of the month
    ['2026-01-31', '1 month after', '2026-02-28', '2026-02-28', '2026-02-28'],
    ['2025-01-31', '1 month after', '2025-02-28', '2025-02-28', '2025-02-28'],
    ['2024-02-29', '1 year after', '2025-02-28', '2025-02-28', '2025-02-28'],
    ['2024-02-29', '4 year after', '2028-02-29', '2028-02-29', '2028-02-29'],
    ['2026-04-30', '1 month after', '2026-05-30', '2026-06-01', '2026-05-29'],
    ['2021-09-01', '1 year after', '2022-09-01', '2022-09-01', '2022-09-01'],
    ['2021-09-01', '0 month after', '2021-09-01', '2021-09-01', '2021-09-01'],
    // over the turn of a year, into a holiday that a later notice put there
    ['2018-11-30', '1 month after', '2018-12-30', '2019-01-02', '2018-12-29'],
    ['2022-12-01', '30 day after', '2022-12-31', '2023-01-03', '2022-12-30'],
    ['2018-01-01', '0 day after', '2018-01-01', '2018-01-02', '2018-01-02'],
  ])('%s + %s: strict %s, due %s, safe %s', (from, words, strict, dueDay, safe) => {
    expect(due(from, words)).toMatchObject({ strict, due: dueDay, safe, calendarVersion: version });
  });

  it('moves with the holidays of the region', () => {
    expect(due('2021-07-16', '1 working-day after').due).toBe('2021-07-19');
    expect(due('2021-07-16', '1 working-day after', 'CN-64').due).toBe('2021-07-21');
    expect(due('2021-06-20', '1 month after', 'CN-64')).toMatchObject({ strict: '2021-07-20', due: '2021-07-21', safe: '2021-07-16' });
  });
});

describe('a day before an event', () => {
  it.each([
    ['2026-02-26', '2 working-day before', '2026-02-24', '2026-02-24'],
    ['2026-02-24', '2 working-day before', '2026-02-13', '2026-02-13'],
    ['2026-03-31', '1 month before', '2026-02-28', '2026-02-28'],
    ['2022-08-31', '1 month before', '2022-07-31', '2022-07-29'],
    ['2022-08-31', '45 day before', '2022-07-17', '2022-07-15'],
    ['2024-02-29', '1 year before', '2023-02-28', '2023-02-28'],
    ['2026-02-15', '0 day before', '2026-02-15', '2026-02-14'],
    ['2026-02-15', '0 working-day before', '2026-02-15', '2026-02-14'],
    ['2026-10-08', '1 day before', '2026-10-07', '2026-09-30'],
  ])('%s, %s: %s, never moved; safe %s', (from, words, strict, safe) => {
    expect(due(from, words)).toMatchObject({ strict, due: strict, safe });
  });
});

describe('a fixed date', () => {
  it('is due on the day itself until 24:00, with the last working day as safe day', () => {
    const calendar = calendarFor('CN');
    expect(dueOnFixedDate(day('2021-08-15'), calendar)).toEqual({
      strict: '2021-08-15',
      due: '2021-08-15',
      safe: '2021-08-13',
      provisional: false,
      calendarVersion: version,
      trace: [{ date: '2021-08-15', counted: true, why: 'named-day', dayOff: 'weekend' }],
    });
    expect(dueOnFixedDate(day('2022-10-08'), calendar).safe).toBe('2022-10-08');
    expect(dueOnFixedDate(day('2026-10-03'), calendar).trace).toEqual([
      { date: '2026-10-03', counted: true, why: 'named-day', dayOff: 'holiday', name: '国庆节' },
    ]);
  });

  it('has no safe day before its event', () => {
    expect(dueOnFixedDate(day('2026-10-05'), calendarFor('CN'), day('2026-10-01')).safe).toBe('2026-10-05');
    expect(dueOnFixedDate(day('2026-10-05'), calendarFor('CN'), day('2026-09-30')).safe).toBe('2026-09-30');
  });
});

describe('provisional', () => {
  it.each<[string, string, Region, boolean]>([
    ['2026-12-01', '23 day after', 'CN', false],
    ['2026-12-01', '24 day after', 'CN', true],
    ['2026-12-19', '1 day after', 'CN', false],
    ['2026-12-24', '1 day after', 'CN', true],
    ['2027-02-26', '1 month before', 'CN', true],
    ['2027-01-04', '20 day before', 'CN', true],
    ['2026-12-24', '20 day before', 'CN', false],
    ['2018-12-29', '1 day after', 'CN', false],
    ['2022-12-01', '30 day after', 'CN-64', true],
    ['2022-12-01', '29 day after', 'CN-64', false],
    ['2018-12-28', '1 month after', 'CN-64', true],
    ['2019-01-02', '2 day before', 'CN-64', true],
    ['2019-01-02', '1 day before', 'CN-64', false],
    ['2024-05-06', '1 day after', 'CN-64', true],
  ])('%s, %s in %s: %p', (from, words, region, expected) => {
    expect(due(from, words, region).provisional).toBe(expected);
  });

  it('goes by the day it rolls to', () => {
    // 2022-12-31 is a holiday only since the notice for 2023; in Ningxia the roll ends in a year without a regional notice
    expect(due('2022-12-30', '1 day after', 'CN-64')).toMatchObject({ due: '2023-01-03', provisional: true });
    expect(dueOnFixedDate(day('2026-12-24'), calendarFor('CN')).provisional).toBe(false);
    expect(dueOnFixedDate(day('2026-12-25'), calendarFor('CN')).provisional).toBe(true);
    expect(dueOnFixedDate(day('2023-01-01'), calendarFor('CN-64'), day('2022-12-31')).provisional).toBe(true);
  });
});

describe('the trace', () => {
  it('counts working days and skips the others with the reason', () => {
    expect(short(due('2021-09-17', '3 working-day after').trace)).toEqual([
      '09-18 + make-up',
      '09-19 - holiday',
      '09-20 - holiday',
      '09-21 - holiday',
      '09-22 + working-day',
      '09-23 + working-day',
    ]);
    expect(short(due('2021-07-21', '1 working-day before', 'CN-64').trace)).toEqual([
      '07-20 - regional-holiday',
      '07-19 - regional-holiday',
      '07-18 - weekend',
      '07-17 - weekend',
      '07-16 + working-day',
    ]);
    expect(due('2021-09-18', '1 working-day after').trace[0]).toEqual({
      date: '2021-09-19',
      counted: false,
      why: 'holiday',
      name: '中秋节',
    });
  });

  it('counts natural days, and skips a last day that is a day off', () => {
    expect(short(due('2026-03-12', '2 day after').trace)).toEqual([
      '03-13 + day',
      '03-14 - weekend',
      '03-15 - weekend',
      '03-16 + working-day',
    ]);
    expect(short(due('2026-03-15', '2 day after').trace)).toEqual(['03-16 + day', '03-17 + day']);
    expect(short(due('2026-03-16', '2 day before').trace)).toEqual(['03-15 + day', '03-14 + day (weekend)']);
  });

  it('names the event, the corresponding day and the roll of months and years', () => {
    expect(short(due('2026-04-30', '1 month after').trace)).toEqual([
      '04-30 - event',
      '05-30 + corresponding-day (weekend)',
      '05-31 - weekend',
      '06-01 + working-day',
    ]);
    expect(short(due('2026-01-31', '1 month after').trace)).toEqual(['01-31 - event', '02-28 + last-day-of-month']);
    expect(short(due('2022-08-31', '1 month before').trace)).toEqual(['08-31 - event', '07-31 + corresponding-day (weekend)']);
  });

  it('shows the event day itself for a count of 0', () => {
    expect(short(due('2026-03-16', '0 month after').trace)).toEqual(['03-16 + event']);
    expect(short(due('2026-03-14', '0 day after').trace)).toEqual(['03-14 + event (weekend)', '03-15 - weekend', '03-16 + working-day']);
    expect(short(due('2026-03-14', '0 day before').trace)).toEqual(['03-14 + event (weekend)']);
  });

  it('of a count of days has as many counted days as the term, no gap, and ends on the due day', () => {
    const counts = anyTerm.filter(({ unit, count }) => count > 0 && unit.endsWith('day'));
    fc.assert(
      fc.property(
        anyDay.filter((date) => date >= '2021'),
        counts,
        anyRegion,
        (from, words, region) => {
          const { trace, due: dueDay } = dueFromTerm(from, words, calendarFor(region));
          const step = words.direction === 'after' ? 1 : -1;
          expect(trace.filter(({ counted }) => counted)).toHaveLength(words.count);
          expect(trace.map(({ date }) => date)).toEqual(trace.map((_, index) => addDays(from, step * (index + 1))));
          expect(trace.at(-1)).toMatchObject({ date: dueDay, counted: true });
          for (const { date, counted, why } of trace) {
            if (!counted) expect(why).toBe(dayKind(calendarFor(region), date).why);
            if (why === 'make-up') expect(counted && works(date, region)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('against a walk of single days', () => {
  it('every term agrees', () => {
    fc.assert(
      fc.property(anyDay, anyTerm, anyRegion, (from, words, region) => {
        const expected = walkTerm(from, words, region);
        if (!expected) expect(codeOf(() => dueFromTerm(from, words, calendarFor(region)))).toBe('calendar.out-of-range');
        else expect(dueFromTerm(from, words, calendarFor(region))).toMatchObject(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('every short term from every day of two hard years agrees', () => {
    const days = DAYS.map(({ date }) => date).filter((date) => /^(2020|2026)/.test(date));
    const words: Term[] = (['working-day', 'day', 'month'] as const).flatMap((unit) =>
      [0, 1, 2].flatMap((count) => (['after', 'before'] as const).map((direction) => ({ count, unit, direction }))),
    );
    const wrong = days.flatMap((from: PlainDate) =>
      words.filter((each) => {
        const { strict, due: dueDay, safe, provisional } = dueFromTerm(from, each, calendarFor('CN-64'));
        return JSON.stringify({ strict, due: dueDay, safe, provisional }) !== JSON.stringify(walkTerm(from, each, 'CN-64'));
      }),
    );
    expect(wrong).toEqual([]);
  });
});
