import { describe, expect, test } from '@jest/globals';
import { loadPacks } from '../../policies/load.ts';

const { defaults, policy } = loadPacks();
const value = (reference: string) => {
  const [id = '', key = ''] = reference.split('/');
  return policy('gz').defaultEntry(id).values[key];
};
const after = (event: string, count: number, unit: string) => ({ when: { after: event, term: { count, unit } } });

describe('the defaults', () => {
  test('answer every open point and every item of the counting page, once each', () => {
    const points = Array.from({ length: 88 }, (_, index) => `Q-${String(index + 1).padStart(2, '0')}`);
    const items = Array.from({ length: 7 }, (_, index) => `C-${index + 1}`);
    expect([...defaults.keys()]).toEqual([...points, ...items]);
  });

  test('cannot be replaced where the law decides', () => {
    const fixed = [...defaults.values()].filter((entry) => !entry.replaceable).map((entry) => entry.id);
    expect(fixed).toEqual(expect.arrayContaining(['Q-01', 'Q-10', 'Q-11', 'C-1', 'C-2']));
    expect(fixed).not.toEqual(expect.arrayContaining(['Q-24']));
  });

  test.each([
    ['Q-07/report-returned', after('report-returned', 5, 'working-day')],
    ['Q-13/at-once', after('agreement-signed', 3, 'working-day')],
    ['Q-13/order', after('drift-found', 10, 'working-day')],
    ['Q-13/verify', after('correction-ordered', 20, 'working-day')],
    ['Q-18/contractor-monthly', { when: { periodDay: 5 } }],
    ['Q-18/contractor-quarterly', { when: { periodDay: 5 } }],
    ['Q-18/town-quarterly', { when: { periodDay: 5 } }],
    ['Q-18/statistics', { when: { periodDay: 5 } }],
    ['Q-18/county', { when: { periodDay: 10 } }],
    ['Q-18/monitoring', { when: { periodDay: 10 } }],
    ['Q-18/city-half-yearly', { when: { periodDay: 15 } }],
    ['Q-19/last-report', after('contract-ends', 5, 'working-day')],
    ['Q-20/mid-term', after('half-way-reached', 10, 'working-day')],
    ['Q-20/final', { when: { before: 'contract-ends', term: { count: 0, unit: 'day' } } }],
    ['Q-24/annual-plan', { when: { yearly: '01-31', rolls: true } }],
    ['Q-24/mid-year-programme', after('programme-starts', 20, 'working-day')],
    ['Q-24/work-plan', after('agreement-signed', 15, 'working-day')],
    ['Q-24/contract-copy', after('agreement-signed', 15, 'working-day')],
    ['Q-24/staffing', after('agreement-signed', 15, 'working-day')],
    ['Q-24/contract-announcement', after('agreement-signed', 2, 'working-day')],
    ['Q-24/yearly', { when: { yearly: '12-31', rolls: true } }],
    ['Q-26/confirmed', { when: { before: 'contract-ends', term: { count: 45, unit: 'day' } } }],
    ['Q-34/published', after('result-confirmed', 10, 'working-day')],
    ['Q-34/reported-up', after('result-confirmed', 10, 'working-day')],
    ['Q-35/review', after('result-told', 5, 'working-day')],
    ['Q-41/vacancy', after('vacancy-arose', 30, 'day')],
    ['Q-56/payment', after('payment-applied', 30, 'day')],
    ['Q-68/feedback', after('referral-accepted', 10, 'working-day')],
    ['Q-69/acknowledge', after('complaint-received', 2, 'working-day')],
    ['Q-69/answer', after('complaint-received', 15, 'working-day')],
    ['Q-84/pay', { when: { periodDay: 15 } }],
    ['C-5/final-evaluation', after('final-report-submitted', 20, 'working-day')],
  ])('%s is dated as the counting page says', (reference, expected) => {
    expect(value(reference)).toEqual(expected);
  });

  test('the result is confirmed 45 days before the end, or by the end of the year if that is earlier (C-5)', () => {
    expect(value('Q-26/year-end')).toEqual({
      when: { earliestOf: [{ yearly: '12-31' }, { before: 'contract-ends', term: { count: 45, unit: 'day' } }] },
    });
  });

  test('the ladders of reminders (Q-14)', () => {
    expect(defaults.get('Q-14')?.values).toEqual({
      'working-days': [10, 5, 2, 1, 0],
      'thirty-days': [15, 7, 3, 1],
      report: [5, 2, 0],
      'contract-expiry': [90, 60, 30],
      certificate: [12, 6, 3, 1],
      overdue: [1, 3, 5],
    });
  });
});
