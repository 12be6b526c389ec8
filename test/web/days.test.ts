import { expect, test } from '@jest/globals';
import { distanceText, instantText, isOverdue, todayInShanghai, weekdayOf } from '../../web/src/parts/days.ts';

test('working days are always said to be working days', () => {
  expect(distanceText(-2, '2026-11-23')).toBe('已逾期 2 个工作日');
  expect(distanceText(3, '2026-11-30')).toBe('还剩 3 个工作日');
});

test('without a working day between, the calendar tells today from a weekend gone by', () => {
  const today = todayInShanghai();
  expect(distanceText(0, today)).toBe('今天到期');
  expect(isOverdue(0, today)).toBe(false);
  expect(distanceText(0, '2000-01-01')).toBe('已逾期，不足 1 个工作日');
  expect(isOverdue(0, '2000-01-01')).toBe(true);
  expect(distanceText(0, '2999-12-31')).toBe('不足 1 个工作日');
});

test.each([
  ['2026-11-26', '周四'],
  ['2026-03-01', '周日'],
  ['2024-02-29', '周四'],
])('%s is a %s in every time zone', (date, weekday) => {
  expect(weekdayOf(date)).toBe(weekday);
});

test('an instant is read on the clock of Shanghai', () => {
  expect(instantText('2026-11-25T16:30:00.000Z')).toBe('2026-11-26 00:30');
});
