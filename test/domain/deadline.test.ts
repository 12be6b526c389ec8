import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Region } from '../../domain/calendar.ts';
import {
  contractEnd,
  type EventDates,
  endsBeforeWindow,
  halfWayDay,
  lastReportDue,
  partThatBinds,
  reportPeriods,
  resolveDeadline,
} from '../../domain/deadline.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { PlainDate } from '../../domain/ids.ts';
import type { DeadlineWhen, Interval } from '../../domain/pack.ts';
import { addDays, daysBetween, lastDayOfMonth, parsePlainDate } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { DAYS } from '../support/day-walker.ts';

const { calendarFor } = loadCalendars();
const day = (text: string) => parsePlainDate(text);
const resolve = (when: DeadlineWhen, events: Record<string, string> = {}, region: Region = 'CN') =>
  resolveDeadline(when, events as EventDates, calendarFor(region));

it('an event before the day on which the clock may start counts as on it', () => {
  const when: DeadlineWhen = { after: 'first-day-in-post', notBefore: day('2021-09-01'), term: { count: 2, unit: 'year' } };
  const strict = (on: string) => resolve(when, { 'first-day-in-post': on })?.strict;
  expect([strict('2019-05-06'), strict('2021-08-31'), strict('2021-09-01'), strict('2021-09-02')]).toEqual([
    '2023-09-01',
    '2023-09-01',
    '2023-09-01',
    '2023-09-02',
  ]);
});

describe('a rule whose event has not happened', () => {
  it.each<DeadlineWhen>([
    { after: 'agreement-signed', term: { count: 5, unit: 'working-day' } },
    { before: 'contract-ends', term: { count: 1, unit: 'month' } },
    { dayOfLastMonth: 10, of: 'contract-ends' },
    { yearly: '01-31' },
    { periodDay: 5 },
    { earliestOf: [{ periodDay: 5 }, { yearly: '12-31' }] },
  ])('is due on no day: %j', (when) => {
    expect(resolve(when, { recruited: '2026-03-02' })).toBeUndefined();
  });

  it('is refused, if the event lies before the calendar', () => {
    for (const when of [
      { periodDay: 5 },
      { yearly: '01-31' },
      { yearly: '01-31', rolls: true },
      { dayOfLastMonth: 10, of: 'period-ended' },
    ] as DeadlineWhen[]) {
      expect(() => resolve(when, { 'period-ended': '2017-12-31', 'year-starts': '2017-01-01' })).toThrow(CatalogueError);
    }
    expect(() => resolve({ yearly: '02-30' }, { 'year-starts': '2026-01-01' })).toThrow('term.invalid');
  });
});

describe('each form of when', () => {
  it.each<[string, DeadlineWhen, Record<string, string>, [strict: string, due: string, safe: string]]>([
    [
      'HN-57',
      { after: 'award-notice-issued', term: { count: 30, unit: 'day' } },
      { 'award-notice-issued': '2026-02-12' },
      ['2026-03-14', '2026-03-16', '2026-03-13'],
    ],
    [
      'YZ-42',
      { before: 'contract-ends', term: { count: 1, unit: 'month' } },
      { 'contract-ends': '2022-08-31' },
      ['2022-07-31', '2022-07-31', '2022-07-29'],
    ],
    ['SX-30', { by: day('2021-08-15') }, {}, ['2021-08-15', '2021-08-15', '2021-08-13']],
    ['a window', { window: { from: day('2022-07-01'), to: day('2022-07-31') } }, {}, ['2022-07-31', '2022-07-31', '2022-07-29']],
    [
      'a window of a week-end',
      { window: { from: day('2022-07-30'), to: day('2022-07-31') } },
      {},
      ['2022-07-31', '2022-07-31', '2022-07-31'],
    ],
    ['GZ-24', { dayOfLastMonth: 10, of: 'contract-ends' }, { 'contract-ends': '2026-05-31' }, ['2026-05-10', '2026-05-10', '2026-05-09']],
    [
      'GZ-24, a short last month',
      { dayOfLastMonth: 10, of: 'contract-ends' },
      { 'contract-ends': '2026-05-03' },
      ['2026-05-03', '2026-05-03', '2026-04-30'],
    ],
    [
      'a day the last month has not',
      { dayOfLastMonth: 31, of: 'contract-ends' },
      { 'contract-ends': '2026-02-28' },
      ['2026-02-28', '2026-02-28', '2026-02-28'],
    ],
    ['a yearly day of a text', { yearly: '12-31' }, { 'year-starts': '2023-01-01' }, ['2023-12-31', '2023-12-31', '2023-12-29']],
    [
      'a yearly day of ours',
      { yearly: '01-31', rolls: true },
      { 'plan-year-starts': '2026-01-01' },
      ['2026-01-31', '2026-02-02', '2026-01-30'],
    ],
    [
      'a yearly day in the first holiday',
      { yearly: '01-02', rolls: true },
      { 'year-starts': '2026-01-01' },
      ['2026-01-02', '2026-01-04', '2026-01-04'],
    ],
    ['Q-18, monthly', { periodDay: 5 }, { 'period-ended': '2026-03-31' }, ['2026-04-05', '2026-04-07', '2026-04-03']],
    [
      'Q-18, safe on the last day of the period',
      { periodDay: 5 },
      { 'period-ended': '2026-09-30' },
      ['2026-10-05', '2026-10-08', '2026-09-30'],
    ],
    [
      'Q-18, safe before the end of the period',
      { periodDay: 5 },
      { 'period-ended': '2020-01-31' },
      ['2020-02-05', '2020-02-05', '2020-02-05'],
    ],
    ['a period that ends in mid-month', { periodDay: 10 }, { 'period-ended': '2025-12-15' }, ['2026-01-10', '2026-01-12', '2026-01-09']],
    ['a period day the month has not', { periodDay: 31 }, { 'period-ended': '2026-01-31' }, ['2026-02-28', '2026-02-28', '2026-02-28']],
  ])('%s', (_, when, events, [strict, due, safe]) => {
    expect(resolve(when, events)).toMatchObject({ strict, due, safe });
  });

  it('explains named days and their event', () => {
    expect(
      resolve({ periodDay: 5 }, { 'period-ended': '2026-03-31' })?.trace.map(({ date, counted, why }) => [date, counted, why]),
    ).toEqual([
      ['2026-03-31', false, 'event'],
      ['2026-04-05', true, 'named-day'],
      ['2026-04-06', false, 'holiday'],
      ['2026-04-07', true, 'working-day'],
    ]);
    expect(
      resolve({ dayOfLastMonth: 10, of: 'contract-ends' }, { 'contract-ends': '2026-05-31' })?.trace.map(({ date, why }) => [date, why]),
    ).toEqual([
      ['2026-05-31', 'event'],
      ['2026-05-10', 'named-day'],
    ]);
  });

  it('prefers the calendar year to the plan year', () => {
    expect(resolve({ yearly: '12-31' }, { 'year-starts': '2025-01-01', 'plan-year-starts': '2026-01-01' })?.due).toBe('2025-12-31');
  });

  it('is provisional over the span from the event', () => {
    expect(resolve({ before: 'contract-ends', term: { count: 45, unit: 'day' } }, { 'contract-ends': '2027-01-15' })).toMatchObject({
      due: '2026-12-01',
      provisional: true,
    });
    expect(resolve({ dayOfLastMonth: 10, of: 'contract-ends' }, { 'contract-ends': '2026-12-31' })).toMatchObject({
      due: '2026-12-10',
      provisional: true,
    });
    expect(resolve({ yearly: '12-20' }, { 'year-starts': '2026-01-01' })).toMatchObject({ provisional: false });
    expect(resolve({ periodDay: 5 }, { 'period-ended': '2022-12-31' }, 'CN-64')).toMatchObject({ provisional: true });
  });
});

describe('the earliest of several', () => {
  const term: DeadlineWhen = { after: 'award-notice-issued', term: { count: 30, unit: 'day' } };
  const window: DeadlineWhen = { window: { from: day('2021-09-01'), to: day('2021-09-25') } };
  const both: DeadlineWhen = { earliestOf: [term, window] };

  it('compares strict and keeps the binding one’s own rolling', () => {
    // the term ends strictly on Saturday 09-11 and would roll to 09-13
    expect(resolve(both, { 'award-notice-issued': '2021-08-12' })).toMatchObject({ strict: '2021-09-11', due: '2021-09-13' });
    // the window ends strictly on Saturday 09-25 and stays there, though the term would end on 09-27
    expect(resolve(both, { 'award-notice-issued': '2021-08-28' })).toMatchObject({ strict: '2021-09-25', due: '2021-09-25' });
  });

  it('takes the first of two equal ones', () => {
    const events = { 'award-notice-issued': '2021-08-26' };
    expect(resolve(both, events)).toMatchObject({ strict: '2021-09-25', due: '2021-09-26' });
    expect(resolve({ earliestOf: [window, term] }, events)).toMatchObject({ strict: '2021-09-25', due: '2021-09-25' });
  });

  it('binds by what is known as long as an event is missing', () => {
    expect(resolve(both)?.due).toBe('2021-09-25');
    expect(resolve({ earliestOf: [term, both] })?.due).toBe('2021-09-25');
  });

  it('names the part that binds, once one can be dated', () => {
    const part = (when: DeadlineWhen, events: EventDates = {}) => partThatBinds(when, events, calendarFor('CN'));
    expect(part({ earliestOf: [term] })).toBe(undefined);
    expect(part({ earliestOf: [{ earliestOf: [term] }] })).toBe(undefined);
    expect(part(both)).toBe(window);
    expect(part(both, { 'award-notice-issued': day('2021-08-12') })).toBe(term);
    expect(part({ earliestOf: [term, both] }, { 'award-notice-issued': day('2021-08-28') })).toBe(window);
    expect(part({ earliestOf: [window, term] }, { 'award-notice-issued': day('2021-08-26') })).toBe(window);
    expect(part(term)).toBe(term);
  });

  it('calls for a person where the term ends before the window opens', () => {
    const conflict = (when: DeadlineWhen, events: EventDates) => endsBeforeWindow(when, events, calendarFor('CN'));
    expect(conflict(both, { 'award-notice-issued': day('2021-07-31') })).toBe(true);
    expect(conflict(both, { 'award-notice-issued': day('2021-08-02') })).toBe(false);
    expect(conflict(both, {})).toBe(false);
    expect(conflict({ earliestOf: [term, term] }, {})).toBe(false);
    expect(conflict(window, {})).toBe(false);
  });
});

describe('days of a contract', () => {
  it.each([
    ['2021-09-01', 12, '2022-08-31'],
    ['2026-03-01', 12, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2023-03-01', 12, '2024-02-29'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2026-01-15', 3, '2026-04-14'],
    ['2026-01-01', 36, '2028-12-31'],
  ])('%s for %i months ends on %s', (start, months, end) => {
    expect(contractEnd(day(start), months)).toBe(end);
  });

  it.each([
    ['2021-09-01', '2022-08-31', '2022-03-02'],
    ['2024-01-01', '2024-12-31', '2024-07-02'],
    ['2026-03-01', '2026-03-01', '2026-03-01'],
    ['2026-03-01', '2026-03-02', '2026-03-02'],
  ])('half-way between %s and %s is %s', (start, end, expected) => {
    expect(halfWayDay(day(start), day(end))).toBe(expected);
  });

  it('the last report follows the end by five working days', () => {
    expect(lastReportDue(day('2022-08-31'), calendarFor('CN')).due).toBe('2022-09-07');
    expect(lastReportDue(day('2026-09-30'), calendarFor('CN')).due).toBe('2026-10-13');
  });
});

describe('report periods', () => {
  const periods = (start: string, end: string, every: Interval) =>
    reportPeriods(day(start), day(end), every).map(({ from, to, last }) => `${from} ${to}${last ? ' last' : ''}`);

  it('are none if the end comes first', () => {
    expect(periods('2026-03-02', '2026-03-01', 'month')).toEqual([]);
  });

  it('follow the calendar, whatever the day of the start', () => {
    expect(periods('2021-09-15', '2022-03-20', 'quarter')).toEqual([
      '2021-09-15 2021-09-30',
      '2021-10-01 2021-12-31',
      '2022-01-01 2022-03-20 last',
    ]);
    expect(periods('2021-09-01', '2022-08-31', 'half-year')).toEqual([
      '2021-09-01 2021-12-31',
      '2022-01-01 2022-06-30',
      '2022-07-01 2022-08-31 last',
    ]);
    expect(periods('2021-09-01', '2022-08-31', 'year')).toEqual(['2021-09-01 2021-12-31', '2022-01-01 2022-08-31 last']);
    expect(periods('2024-01-31', '2024-04-30', 'month')).toEqual([
      '2024-01-31 2024-02-29',
      '2024-03-01 2024-03-31',
      '2024-04-01 2024-04-30 last',
    ]);
  });

  it('join a first period of under ten days with the next, if there is one', () => {
    expect(periods('2026-03-22', '2026-05-31', 'month')[0]).toBe('2026-03-22 2026-03-31');
    expect(periods('2026-03-23', '2026-05-31', 'month')).toEqual(['2026-03-23 2026-04-30', '2026-05-01 2026-05-31 last']);
    expect(periods('2026-03-23', '2026-04-30', 'month')).toEqual(['2026-03-23 2026-04-30 last']);
    expect(periods('2026-03-23', '2026-03-31', 'month')).toEqual(['2026-03-23 2026-03-31 last']);
  });

  it('cover the contract without gap or overlap, and only the last is the last', () => {
    const anyDay = fc.constantFrom(...DAYS.map(({ date }) => date).filter((date) => date >= '2018' && date < '2030'));
    const every = fc.constantFrom<Interval>('month', 'quarter', 'half-year', 'year');
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1100 }), every, (start, length, interval) => {
        const end = addDays(start, length);
        const list = reportPeriods(start, end, interval);
        let next: PlainDate = start;
        for (const { from, to, last } of list) {
          expect(from).toBe(next);
          expect(to === end || to === lastDayOfMonth(to)).toBe(true);
          expect(last).toBe(to === end);
          next = addDays(to, 1);
        }
        expect(next).toBe(addDays(end, 1));
        const [first] = list;
        if (first && list.length > 1) expect(daysBetween(first.from, first.to)).toBeGreaterThanOrEqual(9);
      }),
    );
  });
});
