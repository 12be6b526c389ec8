import fc from 'fast-check';
import { addWorkingDays, isWorkingDay } from '../../domain/calendar.ts';
import { resolveDuty } from '../../domain/duty.ts';
import type { DeadlineWhen } from '../../domain/pack.ts';
import type { Policy } from '../../domain/policy.ts';
import { ladderOf, type RemindedDuty, rungsFor, rungsOn } from '../../domain/reminder.ts';
import type { SlotName } from '../../domain/slots.ts';
import { addDays } from '../../domain/time.ts';
import { CALENDAR, day, realPolicy, smallPolicy } from '../support/lifecycle.ts';

const HN = realPolicy('hn');

/** The reminders of a duty dated by `when`, as `[rung, day]`. */
function remindersOf(slot: SlotName, when: DeadlineWhen, events: Record<string, string>, policy = withDeadline(slot, when)) {
  const claim = { key: 'k', slot, events: Object.fromEntries(Object.entries(events).map(([name, date]) => [name, day(date)])) };
  const duty = resolveDuty(claim, policy, CALENDAR);
  if (!duty?.due) throw new Error('undated');
  const { safe, due } = duty.due;
  const reminded: RemindedDuty = { ladder: ladderOf(duty, policy), safe, due, ...(duty.trigger && { trigger: duty.trigger.date }) };
  return { reminded, rungs: rungsFor(reminded, CALENDAR).map(({ rung, on }) => [rung, on]) };
}

function withDeadline(slot: SlotName, when: DeadlineWhen): Policy {
  return smallPolicy({ [slot]: { kind: 'deadline', owes: 'purchaser', when } });
}

describe('which ladder', () => {
  const numbers = (slot: SlotName, when: DeadlineWhen, events: Record<string, string>) => {
    const { unit, before, opening } = remindersOf(slot, when, events).reminded.ladder;
    return [unit, opening, ...before];
  };
  const signed = { 'agreement-signed': '2026-03-02' };
  const after = (count: number, unit: 'working-day' | 'day' | 'month' | 'year'): DeadlineWhen => ({
    after: 'agreement-signed',
    term: { count, unit },
  });

  test.each([
    [after(3, 'working-day'), ['working-day', true, 0]],
    [after(4, 'working-day'), ['working-day', false, 10, 5, 2, 1, 0]],
    [after(15, 'working-day'), ['working-day', false, 10, 5, 2, 1, 0]],
    [after(16, 'working-day'), ['working-day', false, 15, 7, 3, 1]],
    [after(3, 'day'), ['working-day', true, 0]],
    [after(30, 'day'), ['working-day', false, 15, 7, 3, 1]],
    [after(1, 'month'), ['working-day', false, 15, 7, 3, 1]],
    [after(3, 'year'), ['month', false, 12, 6, 3, 1]],
    [{ by: day('2026-08-15') }, ['working-day', false, 15, 7, 3, 1]],
    [{ before: 'agreement-signed', term: { count: 1, unit: 'month' } }, ['working-day', false, 15, 7, 3, 1]],
  ] as const)('%j', (when, ladder) => {
    expect(numbers('contract.copy-filed', when, signed)).toEqual(ladder);
  });
  test('by slot: contract expiry in days, certificates in months', () => {
    expect(
      numbers('contract.ends', { before: 'contract-ends', term: { count: 0, unit: 'day' } }, { 'contract-ends': '2026-08-31' }),
    ).toEqual(['day', false, 90, 60, 30]);
    expect(numbers('contract.expiry-notice', after(5, 'day'), signed)).toEqual(['day', false, 90, 60, 30]);
    expect(numbers('certificate.obtain', after(30, 'day'), signed)).toEqual(['month', false, 12, 6, 3, 1]);
  });
  test('what comes by periods has the ladder of quarterly reports, whatever the period; a yearly day that comes once has not', () => {
    const { reminded } = remindersOf('report.city', { periodDay: 15 }, { 'period-ended': '2026-06-30' }, HN);
    expect(reminded.ladder.before).toEqual([5, 2, 0]);
    const recurring = (when?: DeadlineWhen) => {
      const policy = smallPolicy({
        'evaluation.spot-check': { kind: 'recurring', owes: 'superior', every: 'half-year', ...(when && { when }) },
      });
      return ladderOf({ slot: 'evaluation.spot-check', ruleId: 'TT-01' }, policy).before;
    };
    for (const when of [{ periodDay: 5 }, { yearly: '12-31' }, { after: 'period-ended', term: { count: 0, unit: 'day' } }] as const)
      expect(recurring(when)).toEqual([5, 2, 0]);
    expect(recurring({ after: 'agreement-signed', term: { count: 30, unit: 'day' } })).toEqual([15, 7, 3, 1]);
    expect(recurring()).toEqual([15, 7, 3, 1]);
    expect(numbers('plan.prepared', { yearly: '01-31', rolls: true }, { 'plan-year-starts': '2026-01-01' })).toEqual([
      'working-day',
      false,
      15,
      7,
      3,
      1,
    ]);
  });
  test('of several days the one that binds', () => {
    const when: DeadlineWhen = {
      earliestOf: [{ by: day('2026-12-31') }, { after: 'agreement-signed', term: { count: 5, unit: 'working-day' } }],
    };
    const policy = withDeadline('contract.sign', when);
    const ladder = (trigger?: 'agreement-signed' | 'contract-ends') =>
      ladderOf({ slot: 'contract.sign', ruleId: 'TT-01', ...(trigger && { trigger: { event: trigger, date: day('2026-01-01') } }) }, policy)
        .before;
    expect(ladder('agreement-signed')).toEqual([10, 5, 2, 1, 0]);
    expect([ladder('contract-ends'), ladder()]).toEqual([
      [15, 7, 3, 1],
      [15, 7, 3, 1],
    ]);
  });
  test('a report that was sent back has a term of its own, whatever its line', () => {
    const returned = {
      slot: 'report.contractor',
      ruleId: 'HN-67',
      defaultId: 'Q-07/report-returned',
      trigger: { event: 'report-returned', date: day('2026-03-02') },
    } as const;
    expect(ladderOf(returned, HN).before).toEqual([10, 5, 2, 1, 0]);
  });
  test('a day that the parties agreed on, and a rule without days, have the ladder of thirty days', () => {
    // such a day arrives, it is not missed: nobody is told that it is overdue
    expect(ladderOf({ slot: 'procurement.opening' }, HN)).toMatchObject({ before: [15, 7, 3, 1], overdue: {} });
    const lists = smallPolicy({ 'venue.systems': { kind: 'checklist', items: [{ code: 'a', label: '甲' }] } });
    expect(ladderOf({ slot: 'venue.systems', ruleId: 'TT-01' }, lists).before).toEqual([15, 7, 3, 1]);
  });
  test('defaults that hold no numbers are a defect', () => {
    const broken = (id: string, values: Record<string, unknown>): Policy => ({
      ...HN,
      defaultEntry: (asked) =>
        asked === id ? { ...HN.defaultEntry(id), values: { ...HN.defaultEntry(id).values, ...values } } : HN.defaultEntry(asked),
    });
    const term = { slot: 'report.mid-term', ruleId: 'HN-67', defaultId: 'Q-20/mid-term' } as const;
    expect(() => ladderOf(term, broken('Q-14', { 'working-days': '10' }))).toThrow('Q-14/working-days');
    expect(() => ladderOf(term, broken('Q-14', { 'working-days': ['10'] }))).toThrow('Q-14/working-days');
    expect(() => ladderOf(term, broken('C-7', { shortUpTo: '3' }))).toThrow('C-7/shortUpTo');
    expect(() => ladderOf(term, broken('C-7', { overdue: null }))).toThrow('owner');
    expect(() => ladderOf(term, broken('C-7', { overdue: 3 }))).toThrow('owner');
    expect(() => ladderOf(term, broken('C-7', { overdue: { owner: 1, superior: 3 } }))).toThrow('purchaser');
  });
});

describe('the days of the rungs', () => {
  test('fifteen working days (LF-71): ten, five, two, one before, the day, then overdue', () => {
    const { rungs } = remindersOf(
      'contract.copy-filed',
      { after: 'agreement-signed', term: { count: 15, unit: 'working-day' } },
      { 'agreement-signed': '2026-03-02' },
    );
    expect(rungs).toEqual([
      ['before-10-working-day', '2026-03-09'],
      ['before-5-working-day', '2026-03-16'],
      ['before-2-working-day', '2026-03-19'],
      ['before-1-working-day', '2026-03-20'],
      ['before-0-working-day', '2026-03-23'],
      ['overdue-1', '2026-03-24'],
      ['overdue-3', '2026-03-26'],
      ['overdue-5', '2026-03-30'],
    ]);
  });
  test('what would fall on the trigger or before is skipped', () => {
    const { rungs } = remindersOf(
      'evaluation.review',
      { after: 'result-told', term: { count: 5, unit: 'working-day' } },
      { 'result-told': '2026-03-02' },
    );
    expect(rungs.map(([rung]) => rung).slice(0, 3)).toEqual(['before-2-working-day', 'before-1-working-day', 'before-0-working-day']);
  });
  test('thirty days (HN-57) count back from the safe day, lateness from the due day', () => {
    // award notice 2026-02-12: strict 2026-03-14 is a Saturday, safe the Friday, due the Monday
    const { rungs, reminded } = remindersOf(
      'contract.sign',
      { after: 'award-notice-issued', term: { count: 30, unit: 'day' } },
      { 'award-notice-issued': '2026-02-12' },
      HN,
    );
    expect(reminded).toMatchObject({ safe: '2026-03-13', due: '2026-03-16' });
    expect(rungs.slice(0, 4)).toEqual([
      ['before-15-working-day', addWorkingDays(CALENDAR, day('2026-03-13'), -15)],
      ['before-7-working-day', '2026-03-04'],
      ['before-3-working-day', '2026-03-10'],
      ['before-1-working-day', '2026-03-12'],
    ]);
    expect(rungs.slice(4)).toEqual([
      ['overdue-1', '2026-03-17'],
      ['overdue-3', '2026-03-19'],
      ['overdue-5', '2026-03-23'],
    ]);
  });
  test('short terms: on the first morning after the opening and on the safe day; one morning, one reminder', () => {
    const short = (count: number) =>
      remindersOf(
        'contract.announced',
        { after: 'agreement-signed', term: { count, unit: 'working-day' } },
        { 'agreement-signed': '2026-03-02' },
      ).rungs.slice(0, -3);
    expect(short(2)).toEqual([
      ['opening', '2026-03-03'],
      ['before-0-working-day', '2026-03-04'],
    ]);
    expect(short(1)).toEqual([['before-0-working-day', '2026-03-03']]);
    // due on the very day of the event: that morning has passed
    expect(short(0)).toEqual([['before-0-working-day', '2026-03-02']]);
  });
  test('reports 5, 2, 0: the fifth working day before lies in the period itself and is skipped', () => {
    const { rungs } = remindersOf('report.contractor', { periodDay: 5 }, { 'period-ended': '2026-08-31' }, HN);
    expect(rungs.slice(0, 3)).toEqual([
      ['before-2-working-day', '2026-09-02'],
      ['before-0-working-day', '2026-09-04'],
      ['overdue-1', '2026-09-08'],
    ]);
  });
  test('expiry 90, 60, 30 days and certificates 12, 6, 3, 1 months: a day off moves to the next working morning', () => {
    const { rungs } = remindersOf(
      'contract.ends',
      { before: 'contract-ends', term: { count: 0, unit: 'day' } },
      { 'contract-ends': '2026-08-31' },
    );
    expect(rungs.slice(0, 3)).toEqual([
      ['before-90-day', '2026-06-02'],
      ['before-60-day', '2026-07-02'],
      ['before-30-day', '2026-08-03'],
    ]);
    const certificate = remindersOf(
      'certificate.obtain',
      { after: 'project-starts', term: { count: 2, unit: 'year' } },
      { 'project-starts': '2024-09-02' },
      HN,
    ).rungs;
    expect(certificate.slice(0, 4)).toEqual([
      ['before-12-month', '2025-09-02'],
      ['before-6-month', '2026-03-02'],
      ['before-3-month', '2026-06-02'],
      ['before-1-month', '2026-08-03'],
    ]);
  });
  test('a term that runs back from an event is reminded of before it', () => {
    const { rungs } = remindersOf(
      'evaluation.confirmed',
      { before: 'contract-ends', term: { count: 45, unit: 'day' } },
      { 'contract-ends': '2026-08-31' },
    );
    expect(rungs[0]).toEqual(['before-15-working-day', '2026-06-26']);
  });
  test('a fixed day on a day off: nothing before it is sent after it', () => {
    const ladder = ladderOf(
      { slot: 'contract.announced', ruleId: 'TT-01' },
      withDeadline('contract.announced', { after: 'agreement-signed', term: { count: 3, unit: 'working-day' } }),
    );
    const saturday = { ladder, trigger: day('2026-03-06'), safe: day('2026-03-07'), due: day('2026-03-07') };
    expect(rungsFor(saturday, CALENDAR).map(({ rung, on }) => [rung, on])[0]).toEqual(['overdue-1', '2026-03-09']);
    const { trigger: _, ...untriggered } = saturday;
    expect(rungsFor({ ...untriggered, safe: day('2026-03-06') }, CALENDAR)[0]).toEqual({
      rung: 'before-0-working-day',
      on: '2026-03-06',
      audience: 'owner',
    });
  });
  test('who is told: the owner, then the superior, then the purchaser', () => {
    const { reminded } = remindersOf(
      'contract.sign',
      { after: 'award-notice-issued', term: { count: 30, unit: 'day' } },
      { 'award-notice-issued': '2026-02-12' },
    );
    expect(rungsFor(reminded, CALENDAR).map(({ audience }) => audience)).toEqual([
      'owner',
      'owner',
      'owner',
      'owner',
      'owner',
      'superior',
      'purchaser',
    ]);
  });
});

describe('the reminders of one morning', () => {
  const { reminded } = remindersOf(
    'contract.ends',
    { before: 'contract-ends', term: { count: 0, unit: 'day' } },
    { 'contract-ends': '2026-08-31' },
  );

  test('none on a day off; what fell on the days off comes on the next working morning, once', () => {
    // thirty days before is Saturday 1 August
    expect(['2026-08-01', '2026-08-02'].map((on) => rungsOn(reminded, day(on), CALENDAR))).toEqual([[], []]);
    expect(rungsOn(reminded, day('2026-08-03'), CALENDAR).map(({ rung }) => rung)).toEqual(['before-30-day']);
    expect(rungsOn(reminded, day('2026-08-04'), CALENDAR)).toEqual([]);
  });
  test('a morning that was missed is made up for', () => {
    expect(rungsOn(reminded, day('2026-08-04'), CALENDAR, day('2026-07-31')).map(({ rung }) => rung)).toEqual(['before-30-day']);
    expect(rungsOn(reminded, day('2026-08-04'), CALENDAR, day('2026-08-03'))).toEqual([]);
  });
  test('walking every morning sends every rung exactly once, on working days only, between trigger and due or after due', () => {
    const terms = fc.record({
      count: fc.integer({ min: 0, max: 60 }),
      unit: fc.constantFrom('working-day' as const, 'day' as const),
      from: fc.integer({ min: 0, max: 400 }).map((n) => addDays(day('2025-01-02'), n)),
    });
    const property = fc.property(terms, ({ count, unit, from }) => {
      const duty = remindersOf(
        'contract.sign',
        { after: 'award-notice-issued', term: { count, unit } },
        { 'award-notice-issued': from },
      ).reminded;
      const all = rungsFor(duty, CALENDAR);
      const sent = Array.from({ length: 160 }, (_, n) => rungsOn(duty, addDays(from, n), CALENDAR)).flat();
      expect(sent).toEqual(all);
      for (const { rung, on } of all) {
        expect(isWorkingDay(CALENDAR, on)).toBe(true);
        if (rung.startsWith('overdue')) expect(on > duty.due).toBe(true);
        else expect(on <= duty.due && (on > from || duty.due === from)).toBe(true);
      }
      expect(new Set(all.map(({ on, audience }) => `${on} ${audience}`)).size).toBe(all.length);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
