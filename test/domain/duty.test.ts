import { describe, expect, test } from '@jest/globals';
import { resolveDuty, triggerOf } from '../../domain/duty.ts';
import type { DeadlineWhen } from '../../domain/pack.ts';
import { CALENDAR, day, smallPolicy } from '../support/lifecycle.ts';

const WINDOW_2022: DeadlineWhen = { window: { from: day('2022-07-01'), to: day('2022-07-31') } };
const WINDOW_2023: DeadlineWhen = { window: { from: day('2023-07-01'), to: day('2023-07-31') } };
const TERM: DeadlineWhen = { after: 'award-notice-issued', term: { count: 30, unit: 'day' } };

/** The due day of a signing that falls under these dates, in a process that was opened on this day. */
function dueOf(when: DeadlineWhen, openedOn: string, awarded: string): string | undefined {
  const policy = smallPolicy({ 'contract.sign': { kind: 'deadline', owes: 'purchaser', when, ifMissed: 'flag' } });
  const claim = { key: 'sign', slot: 'contract.sign' as const, events: { 'award-notice-issued': day(awarded) } };
  return resolveDuty(claim, policy, CALENDAR, day(openedOn))?.due?.due;
}

describe('a term beside the window of a roll-out year (Q-16)', () => {
  test('both bind while the window is open: the earlier one', () => {
    expect(dueOf({ earliestOf: [TERM, WINDOW_2022] }, '2022-05-01', '2022-07-20')).toBe('2022-07-31');
    expect(dueOf({ earliestOf: [TERM, WINDOW_2022] }, '2022-05-01', '2022-06-20')).toBe('2022-07-20');
  });

  test('after the roll-out only the term is left', () => {
    expect(dueOf({ earliestOf: [TERM, WINDOW_2022] }, '2024-03-01', '2024-03-04')).toBe('2024-04-03');
  });

  test('a window of a later year goes on, that of an earlier one is over', () => {
    expect(dueOf({ earliestOf: [TERM, WINDOW_2022, WINDOW_2023] }, '2023-05-01', '2023-07-20')).toBe('2023-07-31');
  });

  test('without any date that still binds there is none', () => {
    expect(dueOf({ earliestOf: [WINDOW_2022, { by: day('2022-12-31') }] }, '2024-03-01', '2024-03-04')).toBe(undefined);
  });
});

test('the reason of a day is the event of the term that binds', () => {
  const ends: DeadlineWhen = { before: 'contract-ends', term: { count: 1, unit: 'month' } };
  const policy = smallPolicy({
    'contract.sign': { kind: 'deadline', owes: 'purchaser', when: { earliestOf: [TERM, ends] }, ifMissed: 'flag' },
  });
  const triggerWith = (awarded: string) => {
    const events = { 'award-notice-issued': day(awarded), 'contract-ends': day('2024-06-30') };
    return resolveDuty({ key: 'sign', slot: 'contract.sign', events }, policy, CALENDAR)?.trigger?.event;
  };
  expect(triggerWith('2024-03-04')).toBe('award-notice-issued');
  expect(triggerWith('2024-05-20')).toBe('contract-ends');
});

test('the trigger of several terms is the first whose day is known', () => {
  const when: DeadlineWhen = { earliestOf: [WINDOW_2022, TERM, { before: 'contract-ends', term: { count: 1, unit: 'month' } }] };
  expect(triggerOf(when, { 'contract-ends': day('2024-03-01') })).toBe('contract-ends');
  expect(triggerOf(when, {})).toBe(undefined);
});
