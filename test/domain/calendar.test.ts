import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingDays,
  buildCalendar,
  type CalendarFile,
  dayKind,
  isProvisional,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysBetween,
} from '../../domain/calendar.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { addDays, parsePlainDate } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { DAYS, works } from '../support/day-walker.ts';

const day = (text: string) => parsePlainDate(text);
const { calendarFor } = loadCalendars();
const national = calendarFor('CN');
const ningxia = calendarFor('CN-64');
const known = fc.constantFrom(...DAYS.map(({ date }) => date).filter((date) => date >= '2018-02-01' && date < '2040'));
const region = fc.constantFrom('CN' as const, 'CN-64' as const);

type Year = CalendarFile['years'][number];
const year = (number: number, rest: Partial<Year> = {}): Year => ({
  year: number,
  notices: [{ title: `${number} 年通知`, verified: true }],
  off: [],
  makeUp: [],
  ...rest,
});
const file = (years: Year[], rest: Partial<CalendarFile> = {}): CalendarFile => ({
  file: 'a.yaml',
  region: 'CN',
  version: '2018.1',
  years,
  ...rest,
});

function refusal(action: () => unknown): CatalogueError {
  try {
    action();
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('wrong calendar files', () => {
  const overlay = (years: Year[]) => [file([year(2018), year(2019)]), file(years, { file: 'b.yaml', region: 'CN-64' })];

  it.each<[string, CalendarFile[], string[]]>([
    ['no file at all', [], ['CN']],
    ['two files for one region', [file([year(2018)]), file([year(2018)], { file: 'b.yaml' })], ['b.yaml', 'CN', 'a.yaml']],
    ['a hole', [file([year(2018), year(2020)])], ['a.yaml', '2020', '2019', '逐年连续']],
    ['a late beginning', [file([year(2019)])], ['a.yaml', '2019', '2018']],
    ['a year twice', [file([year(2018), year(2018)])], ['a.yaml', '2018', '2019']],
    [
      'a day of another year',
      [file([year(2018, { off: [{ name: '元旦', from: day('2019-01-01') }] })])],
      ['2018 年', '2019-01-01', '2017-12-25 至 2018-12-31'],
    ],
    ['a day too far back', [file([year(2018), year(2019, { makeUp: [day('2018-12-23')] })])], ['2019 年', '2018-12-23', '2018-12-25']],
    [
      'a day twice',
      [
        file([
          year(2018, {
            off: [
              { name: '元旦', from: day('2018-01-01') },
              { name: '假', from: day('2018-01-01') },
            ],
          }),
        ]),
      ],
      ['2018-01-01', '两次'],
    ],
    [
      'a make-up day that is off',
      [file([year(2018, { off: [{ name: '春节', from: day('2018-02-11') }], makeUp: [day('2018-02-11')] })])],
      ['2018-02-11', '两次'],
    ],
    [
      'two years naming one day',
      [file([year(2018, { makeUp: [day('2018-12-29')] }), year(2019, { makeUp: [day('2018-12-29')] })])],
      ['2019 年', '2018-12-29'],
    ],
    [
      'a run backwards',
      [file([year(2018, { off: [{ name: '春节', from: day('2018-02-21'), to: day('2018-02-15') }] })])],
      ['春节', '不早于 2018-02-21'],
    ],
    ['a make-up day on a weekday', [file([year(2018, { makeUp: [day('2018-02-12')] })])], ['2018-02-12', '周六或周日']],
  ])('%s', (_, files, words) => {
    const error = refusal(() => buildCalendar(files, 'CN'));
    expect(error.code).toBe('calendar.invalid');
    for (const word of words) expect(error.detail).toContain(word);
    expect(error.fields).toHaveLength(1);
  });

  it.each<[string, CalendarFile[], string[]]>([
    ['no overlay file', [file([year(2018)])], ['a.yaml', 'CN-64']],
    ['a year that has no national notice', overlay([year(2020)]), ['b.yaml', '2020', '2018 至 2019']],
    ['a year twice', overlay([year(2018), year(2018)]), ['b.yaml', '2018']],
    ['a year out of order', overlay([year(2019), year(2018)]), ['b.yaml', '2018']],
    [
      'a day that the nation has off',
      [
        file([year(2018, { off: [{ name: '元旦', from: day('2018-01-01') }] })]),
        file([year(2018, { off: [{ name: '节', from: day('2018-01-01') }] })], { region: 'CN-64' }),
      ],
      ['两次'],
    ],
  ])('of a region: %s', (_, files, words) => {
    const error = refusal(() => buildCalendar(files, 'CN-64'));
    expect(error.code).toBe('calendar.invalid');
    for (const word of words) expect(error.detail).toContain(word);
  });

  it('an overlay may skip a year, and may name weekend days', () => {
    const skipping = [
      file([year(2018), year(2019), year(2020)]),
      file([year(2018), year(2020, { off: [{ name: '节', from: day('2020-05-23'), to: day('2020-05-25') }] })], {
        file: 'b.yaml',
        region: 'CN-64',
      }),
    ];
    const calendar = buildCalendar(skipping, 'CN-64');
    expect(dayKind(calendar, day('2020-05-23'))).toEqual({ date: '2020-05-23', working: false, why: 'regional-holiday', name: '节' });
    expect(isProvisional(calendar, day('2019-05-01'), day('2019-05-02'))).toBe(true);
    expect(isProvisional(calendar, day('2020-05-01'), day('2020-05-02'))).toBe(false);
    expect(buildCalendar(skipping, 'CN').version).toBe('2018.1');
  });
});

describe('days', () => {
  it('before 2018-01-01 are refused', () => {
    for (const action of [
      () => dayKind(national, day('2017-12-31')),
      () => previousWorkingDay(national, day('2018-01-01')),
      () => addWorkingDays(national, day('2018-01-03'), -2),
      () => workingDaysBetween(national, day('2018-01-03'), day('2017-12-30')),
      () => addWorkingDays(national, day('2017-12-29'), 0),
    ]) {
      expect(refusal(action).code).toBe('calendar.out-of-range');
    }
  });

  it('work or not as chinese-days says, on every day from 2018 to 2026', () => {
    const announced = DAYS.filter(({ date }) => date >= '2018' && date < '2027');
    expect(announced).toHaveLength(3287);
    expect(announced.filter(({ date }) => isWorkingDay(national, date) !== works(date, 'CN'))).toEqual([]);
    expect(announced.filter(({ date }) => isWorkingDay(ningxia, date) !== works(date, 'CN-64'))).toEqual([]);
  });

  it.each<[string, string, string | undefined]>([
    ['2018-12-29', 'make-up', undefined],
    ['2018-12-31', 'holiday', '元旦'],
    ['2019-05-04', 'holiday', '劳动节'],
    ['2019-05-05', 'make-up', undefined],
    ['2020-02-01', 'holiday', '春节'],
    ['2020-02-03', 'working-day', undefined],
    ['2020-10-08', 'holiday', '国庆节、中秋节'],
    ['2022-12-31', 'holiday', '元旦'],
    ['2024-02-09', 'working-day', undefined],
    ['2026-02-14', 'make-up', undefined],
    ['2026-02-22', 'holiday', '春节'],
    // the notices say only 与周末连休: the weekend is not named
    ['2018-06-17', 'weekend', undefined],
    ['2019-04-06', 'weekend', undefined],
    ['2024-06-09', 'weekend', undefined],
    // no notice: the fixed days of the law
    ['2027-01-01', 'holiday', '元旦'],
    ['2027-05-02', 'holiday', '劳动节'],
    ['2027-05-03', 'working-day', undefined],
    ['2027-10-03', 'holiday', '国庆节'],
    ['2027-10-04', 'working-day', undefined],
    ['2027-10-09', 'weekend', undefined],
    ['9999-12-31', 'working-day', undefined],
  ])('%s is a %s %s', (date, why, name) => {
    const kind = dayKind(national, day(date));
    expect([kind.why, kind.name, kind.date]).toEqual([why, name, date]);
    expect(kind.working).toBe(why === 'working-day' || why === 'make-up');
  });

  it('are off in Ningxia only on its own fourteen days', () => {
    const differing = DAYS.filter(({ date }) => date >= '2018' && date < '2040').filter(
      ({ date }) => isWorkingDay(national, date) !== isWorkingDay(ningxia, date),
    );
    expect(differing.map(({ date }) => date)).toHaveLength(14);
    expect(dayKind(ningxia, day('2021-07-20'))).toEqual({ date: '2021-07-20', working: false, why: 'regional-holiday', name: '古尔邦节' });
    expect(dayKind(ningxia, day('2019-06-05')).name).toBe('开斋节');
  });
});

describe('walks over working days', () => {
  it('find the nearest on either side, and a working day itself', () => {
    expect(nextWorkingDay(national, day('2026-02-14'))).toBe('2026-02-14');
    expect(nextWorkingDay(national, day('2026-02-15'))).toBe('2026-02-24');
    expect(previousWorkingDay(national, day('2026-02-23'))).toBe('2026-02-14');
    expect(previousWorkingDay(national, day('2026-02-24'))).toBe('2026-02-24');
  });

  it('count from the day after, also backwards', () => {
    expect(addWorkingDays(national, day('2026-02-13'), 1)).toBe('2026-02-14');
    expect(addWorkingDays(national, day('2026-02-13'), 2)).toBe('2026-02-24');
    expect(addWorkingDays(national, day('2026-02-24'), -2)).toBe('2026-02-13');
    expect(addWorkingDays(national, day('2026-02-15'), 0)).toBe('2026-02-15');
  });

  it('agree with a walk of single days', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 0, max: 60 }), region, (from, n, where) => {
        let [date, left] = [from, n];
        while (left > 0) {
          date = addDays(date, 1);
          if (works(date, where)) left -= 1;
        }
        expect(addWorkingDays(calendarFor(where), from, n)).toBe(date);
      }),
    );
  });

  it('between two days undo the adding', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: -10, max: 400 }), region, (date, n, where) => {
        const calendar = calendarFor(where);
        expect(workingDaysBetween(calendar, date, addWorkingDays(calendar, date, n))).toBe(n);
      }),
    );
    expect(workingDaysBetween(national, day('2026-03-13'), day('2026-03-15'))).toBe(0);
    expect(workingDaysBetween(national, day('2026-03-14'), day('2026-03-13'))).toBe(-1);
  });
});

describe('provisional', () => {
  it.each<[string, string, boolean, boolean]>([
    ['2026-12-01', '2026-12-24', false, true],
    ['2026-12-01', '2026-12-25', true, true],
    ['2026-12-31', '2026-12-01', true, true],
    ['2025-12-25', '2025-12-31', false, true],
    ['2027-03-01', '2027-03-02', true, true],
    ['2018-12-31', '2018-12-31', false, true],
    ['2018-12-31', '2019-01-02', false, true],
    ['2019-01-01', '2022-12-31', false, false],
    ['2022-12-31', '2023-01-01', false, true],
    ['2021-03-01', '2021-02-01', false, false],
  ])('%s to %s: national %p, Ningxia %p', (from, to, nation, overlay) => {
    expect(isProvisional(national, from as PlainDate, to as PlainDate)).toBe(nation);
    expect(isProvisional(ningxia, from as PlainDate, to as PlainDate)).toBe(overlay);
  });
});
