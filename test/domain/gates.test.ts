import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { complete, completeAll, doneInOrder, firstRefusal, holds, inOrder, judge, measured, notTwice, refuse } from '../../domain/gates.ts';
import { isRefusal } from '../../domain/lifecycle.ts';
import { defaultNumber } from '../../domain/lifecycles/road.ts';
import type { Binding } from '../../domain/pack.ts';
import type { SlotRule } from '../../domain/policy.ts';
import { fullYears } from '../../domain/staffing.ts';
import { addDays, addMonths } from '../../domain/time.ts';
import { checklist, day, PEOPLE, type SmallRule, smallPolicy } from '../support/lifecycle.ts';

const rule = (values: SmallRule) => smallPolicy({ 'contract.clauses': values as never }).rule('contract.clauses') as SlotRule<'checklist'>;
const threshold = (values: SmallRule) => smallPolicy({ 'contract.term': values }).rule('contract.term');

describe('dates', () => {
  const earlier = { label: '签订日期', date: day('2026-03-02') };

  test('one day too early is refused and names both days; the same day passes; what has not come about compares with nothing', () => {
    expect(inOrder(earlier, 'filedOn', { label: '报送日期', date: day('2026-03-01') })).toEqual({
      refused: 'policy.out-of-order',
      detail: '报送日期 2026-03-01 早于签订日期 2026-03-02',
      fields: [
        { field: 'filedOn', problem: '报送日期 2026-03-01 早于签订日期 2026-03-02', received: '2026-03-01', allowed: '2026-03-02 或以后' },
      ],
    });
    expect(inOrder(earlier, 'filedOn', { label: '报送日期', date: day('2026-03-02') })).toBeUndefined();
    expect(inOrder({ ...earlier, date: null }, 'filedOn', { label: '报送日期', date: day('2026-01-01') })).toBeUndefined();
    expect(inOrder(earlier, 'filedOn', { label: '报送日期', date: null })).toBeUndefined();
  });

  test('tomorrow is refused, today passes, and the first shut gate answers', () => {
    const act = { label: '报送日期', date: day('2026-03-03') };
    expect(doneInOrder('filedOn', act, day('2026-03-02'))).toMatchObject({
      refused: 'policy.date-in-future',
      fields: [{ allowed: '2026-03-02 或以前' }],
    });
    expect(doneInOrder('filedOn', act, day('2026-03-03'), earlier)).toBeUndefined();
    const shut = refuse('policy.no-rule', '没有规定');
    expect(firstRefusal(undefined, shut, refuse('process.closed', '已结束'))).toBe(shut);
    expect(firstRefusal(undefined)).toBeUndefined();
    expect(notTwice('公告', null)).toBeUndefined();
    expect(notTwice('公告', day('2026-03-02'))).toMatchObject({ refused: 'process.already-done', detail: '公告已于 2026-03-02 办理' });
  });
});

describe('checklists', () => {
  test('all that is missing is named; so many are enough where the rule says so', () => {
    expect(complete(rule(checklist('a', 'b', 'c')), ['b'], 'clauses')).toMatchObject({
      met: false,
      detail: 'contract.clauses缺少：条目a、条目c',
    });
    expect(complete(rule({ ...checklist('a', 'b', 'c'), atLeast: 2 }), ['b'], 'clauses')).toMatchObject({
      met: false,
      detail: expect.stringContaining('至少具备2项'),
    });
    expect(complete(rule({ ...checklist('a', 'b', 'c'), atLeast: 2 }), ['b', 'c'], 'clauses')?.met).toBe(true);
    expect(complete(rule({ ...checklist('a'), atLeast: 0 }), [], 'clauses')?.met).toBe(true);
    expect(complete(undefined, ['b'], 'clauses')).toBeUndefined();
  });

  test('an unknown item is refused, unless the clause ends in 等', () => {
    expect(complete(rule(checklist('a')), ['a', 'x'], 'clauses')).toMatchObject({
      met: false,
      code: 'request.invalid',
      received: ['x'],
      allowed: ['a'],
    });
    expect(complete(rule({ ...checklist('a'), open: true }), ['a', 'x'], 'clauses')?.met).toBe(true);
    expect(complete(rule({ ...checklist('a'), open: true }), ['x'], 'clauses')?.met).toBe(false);
  });

  test('of several rules every one must be complete, and what none knows is refused', () => {
    const rules = [rule(checklist('a')), rule(checklist('b'))];
    expect(completeAll(rules, ['a', 'b'], 'items').map((one) => one?.met)).toEqual([true, true]);
    expect(completeAll(rules, ['a'], 'items').map((one) => one?.met)).toEqual([true, false]);
    expect(completeAll(rules, ['a', 'b', 'x'], 'items').map((one) => one?.code)).toEqual(['request.invalid', 'request.invalid']);
    expect(completeAll([], ['a'], 'items')).toEqual([]);
  });
});

describe('thresholds', () => {
  test('the limit itself passes, a hair beyond it does not, and nothing measured does not', () => {
    const floor = threshold({ kind: 'threshold', operator: '>=', value: 12, unit: 'square-metre' });
    expect([11.99, 12].map((value) => measured(floor, value, 'area')?.met)).toEqual([false, true]);
    expect(measured(floor, undefined, 'area')).toMatchObject({ met: false, detail: 'contract.term：应不低于12平方米，未填写' });
    const cap = threshold({ kind: 'threshold', operator: '<=', value: 12, unit: 'month' });
    expect(measured(cap, 13, 'endsOn')).toMatchObject({ met: false, detail: 'contract.term：应不超过12个月，现为13个月' });
    const share = threshold({ kind: 'threshold', operator: '<=', value: 3, unit: 'percent', base: '当年支出' });
    expect(measured(share, 2, 'share')?.met).toBe(false);
    expect(measured(undefined, 1, 'area')).toBeUndefined();
  });
});

describe('weighing', () => {
  const condition = (binding: Binding, id: string, met = false) => holds({ id, title: id, binding }, met, id, `${id}不符合`);
  const override = { reason: '确有需要' };

  test('what is mandatory refuses whatever anybody says, and everything that is wrong is named at once', () => {
    const refusal = judge(
      [condition('mandatory', 'A'), condition('in-principle', 'B'), condition('mandatory', 'C')],
      override,
      PEOPLE.head,
    );
    expect(refusal).toMatchObject({
      refused: 'policy.condition-unmet',
      detail: 'A不符合（A）；C不符合（C）',
      fields: [{ field: 'A' }, { field: 'C' }],
    });
  });

  test('what binds in principle yields to the head with a reason, to nobody else', () => {
    for (const who of [PEOPLE.clerk, PEOPLE.viewer, PEOPLE.system])
      expect(judge([condition('in-principle', 'B')], override, who)).toMatchObject({ refused: 'policy.override-needed' });
    expect(judge([condition('in-principle', 'B')], undefined, PEOPLE.head)).toMatchObject({ refused: 'policy.override-needed' });
    expect(judge([condition('in-principle', 'B'), condition('mandatory', 'A', true)], override, PEOPLE.head)).toEqual(['B']);
  });

  test('targets, options and facts never refuse; a rule that is not there asks for nothing', () => {
    expect(
      judge([condition('target', 'T'), condition('optional', 'O'), condition('reported', 'F'), undefined], undefined, PEOPLE.clerk),
    ).toEqual([]);
    expect(holds(undefined, false, 'x', 'x')).toBeUndefined();
    expect(isRefusal(judge([], override, PEOPLE.clerk))).toBe(false);
  });
});

describe('ages and defaults', () => {
  test('a year is full on the birthday, on 28 February for those born on a leap day', () => {
    expect(fullYears(day('1980-03-09'), day('2026-03-08'))).toBe(45);
    expect(fullYears(day('1980-03-09'), day('2026-03-09'))).toBe(46);
    expect(fullYears(day('1980-02-29'), day('2026-02-27'))).toBe(45);
    expect(fullYears(day('1980-02-29'), day('2026-02-28'))).toBe(46);
  });

  test('for any birth and day: so many years ago they were born, and not one more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25_000 }), fc.integer({ min: 0, max: 30_000 }), (from, after) => {
        const birth = addDays(day('1940-01-01'), from);
        const on = addDays(birth, after);
        const years = fullYears(birth, on);
        expect(addMonths(birth, years * 12) <= on && addMonths(birth, (years + 1) * 12) > on).toBe(true);
      }),
    );
  });

  test('a default that is asked for by name must be a number', () => {
    expect(defaultNumber(smallPolicy({}), 'Q-27', 'resultValidMonths')).toBe(12);
    expect(defaultNumber(smallPolicy({}), 'Q-14', 'contract-expiry')).toBe(90);
    expect(() => defaultNumber(smallPolicy({}), 'Q-27', 'nothing')).toThrow(/Q-27 has no number nothing/);
    expect(() => defaultNumber(smallPolicy({}), 'Q-99', 'nothing')).toThrow(RangeError);
  });
});
