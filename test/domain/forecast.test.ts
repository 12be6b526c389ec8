import { describe, expect, test } from '@jest/globals';
import { type ForecastDate, forecast } from '../../domain/forecast.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { readPacks } from '../../policies/load.ts';

const calendar = loadCalendars().calendarFor('CN');
const packs = readPacks();
const day = (text: string) => text as PlainDate;
const ASSUMED = { awardNoticeOn: day('2026-02-12'), signedOn: day('2026-03-02') };

const of = (pack: string, assumptions: Parameters<typeof forecast>[0]['assumptions'] = {}, programmeStartsOn?: PlainDate) =>
  forecast({ planYear: 2026, assumptions, programmeStartsOn }, packs.policy(pack), calendar);
const find = (dates: ForecastDate[], key: string) => dates.find(({ duty }) => duty.key === key);

describe('what cannot be told yet', () => {
  test('without suppositions only the plan year gives days, and what will surely come is listed without one', () => {
    const dates = of('hn');
    expect(find(dates, 'plan.filed')).toMatchObject({ assumed: false, duty: { due: { due: '2026-02-02' } } });
    expect(find(dates, 'contract.sign')).toMatchObject({ when: { after: 'award-notice-issued' } });
    expect(find(dates, 'contract.sign')?.duty.due).toBeUndefined();
    expect(dates.some(({ duty }) => duty.slot.startsWith('report.'))).toBe(false);
    expect(dates.filter(({ duty, assumed }) => duty.due && assumed)).toEqual([]);
  });

  test('what counts from an event that may never come is not listed', () => {
    for (const pack of ['hn', 'lf', 'gz']) expect(find(of(pack, ASSUMED), 'staff.vacancy')).toBeUndefined();
  });

  test('silence of the pack is no date: Guizhou has no time limit for signing', () => {
    expect(find(of('gz', ASSUMED), 'contract.sign')).toBeUndefined();
  });
});

describe('what a road will set in motion', () => {
  test('the dates are those of the rules, with the supposition marked', () => {
    const dates = of('hn', ASSUMED);
    expect(find(dates, 'contract.sign')).toMatchObject({ assumed: true, duty: { ruleId: 'HN-57', due: { due: '2026-03-16' } } });
    expect(find(dates, 'contract.starts')).toMatchObject({ assumed: true, duty: { due: { due: '2026-03-02' } } });
    expect(find(dates, 'contract.starts')).not.toHaveProperty('when');
    expect(find(dates, 'contract.ends')).toMatchObject({ duty: { due: { due: '2027-03-01' } } });
    expect(find(of('gz', ASSUMED), 'onboarding.staffed')).toMatchObject({ duty: { ruleId: 'GZ-17', due: { due: '2026-03-23' } } });
  });

  test('a day of service of its own moves what counts from it', () => {
    const dates = of('hn', { ...ASSUMED, startsOn: day('2026-04-01') });
    expect(find(dates, 'contract.ends')).toMatchObject({ duty: { due: { due: '2027-03-31' } } });
  });

  test('every report of every line is listed with its period', () => {
    const reports = of('hn', ASSUMED).filter(({ duty }) => duty.slot === 'report.contractor');
    expect(reports).toHaveLength(13);
    expect(reports[0]?.duty).toMatchObject({ key: 'contractor:report:2026-03-31', due: { due: '2026-04-07' } });
  });

  test('a programme that starts in mid-year gives its own event', () => {
    const dates = of('hn', {}, day('2026-06-01'));
    expect(dates.every(({ duty }) => duty.due === undefined || duty.due.due >= '2026-01-01')).toBe(true);
    expect(dates.length).toBeGreaterThanOrEqual(of('hn').length);
  });

  test('the earliest comes first, undated ones last, and a key comes once', () => {
    const dates = of('lf', ASSUMED);
    const days = dates.map(({ duty }) => duty.due?.due ?? '9999-12-31');
    expect(days).toEqual(days.toSorted());
    expect(new Set(dates.map(({ duty }) => duty.key)).size).toBe(dates.length);
  });
});
