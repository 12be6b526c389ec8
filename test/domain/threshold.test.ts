import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeThreshold, type Threshold } from '../../domain/threshold.ts';

const floor = (value: number, unit: Threshold['unit'] = 'person', base?: string): Threshold => ({
  operator: '>=',
  value,
  unit,
  ...(base && { base }),
});
const cap = (value: number, unit: Threshold['unit'] = 'person', base?: string): Threshold => ({
  ...floor(value, unit, base),
  operator: '<=',
});

describe('judging a threshold', () => {
  test('a percentage of a base cannot be judged without the base', () => {
    expect(judgeThreshold(floor(3, 'percent', '当年社会救助资金'), 1_000)).toBe(undefined);
  });

  test('a percentage that is a share by itself needs no base', () => {
    expect(judgeThreshold(cap(10, 'percent'), 10)).toEqual({ passes: true, limit: 10 });
    expect(judgeThreshold(cap(10, 'percent'), 10.01)).toEqual({ passes: false, limit: 10 });
  });

  test.each([
    ['2 are at least 2', floor(2), 2, true],
    ['1 is not at least 2', floor(2), 1, false],
    ['12.00 square metres are enough', floor(12, 'square-metre'), 12, true],
    ['11.99 square metres are not', floor(12, 'square-metre'), 11.99, false],
    ['45 is not above 45', cap(45, 'year'), 45, true],
    ['46 is', cap(45, 'year'), 46, false],
  ])('%s: the limit is included (Q-11)', (_, rule, value, passes) => {
    expect(judgeThreshold(rule, value)).toEqual({ passes, limit: rule.value });
  });

  test.each([
    ['60 % of 20 towns are 12', floor(60, 'percent', '乡镇数'), 12, 20, { passes: true, limit: 12 }],
    ['60 % of 21 towns are not 12', floor(60, 'percent', '乡镇数'), 12, 21, { passes: false, limit: 12.6 }],
    ['a cap of 3 % lets 3 % through, to the cent', cap(3, 'percent', '上年度资金'), 16.35, 545, { passes: true, limit: 16.35 }],
    ['one cent more is too much', cap(3, 'percent', '上年度资金'), 16.36, 545, { passes: false, limit: 16.35 }],
    ['a floor ends between two cents: the higher is the limit', floor(3, 'percent', '资金'), 0.31, 10.01, { passes: true, limit: 0.31 }],
    ['a cap ends between two cents: the lower is the limit', cap(3, 'percent', '资金'), 0.31, 10.01, { passes: false, limit: 0.3 }],
    ['110 % of the minimum wage', floor(110, 'percent', '最低工资标准'), 2189, 1990, { passes: true, limit: 2189 }],
  ])('%s', (_, rule, value, base, verdict) => {
    expect(judgeThreshold(rule, value, base)).toEqual(verdict);
  });

  test('what equals the limit told always passes; one hundredth beyond it never does', () => {
    const percent = fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100);
    const base = fc.integer({ min: 1, max: 1_000_000_000_00 }).map((n) => n / 100);
    fc.assert(
      fc.property(percent, base, fc.boolean(), (value, of, isFloor) => {
        const rule = (isFloor ? floor : cap)(value, 'percent', '资金');
        const limit = judgeThreshold(rule, 0, of)?.limit ?? Number.NaN;
        const beyond = Math.round(limit * 100 + (isFloor ? -1 : 1)) / 100;
        expect(judgeThreshold(rule, limit, of)?.passes).toBe(true);
        expect(judgeThreshold(rule, beyond, of)?.passes).toBe(false);
      }),
    );
  });
});
