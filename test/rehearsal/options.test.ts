import { describe, expect, test } from '@jest/globals';
import { readOptions } from '../../rehearsal/options.ts';

const PACKS = ['gz', 'hn'];
const read = (...args: string[]) => readOptions(args, PACKS);

describe('the options of a rehearsal', () => {
  test.each([
    [[], '--pack 应为：gz、hn'],
    [['--pack', 'xx'], '--pack 应为：gz、hn'],
    [['--pack', 'hn', '--scenario', 'best'], '--scenario 应为：pass、fail、lapse'],
    [['--pack', 'hn', '--from', '2026-02-30'], '--from 应为 2019-01-01 至 2090-12-31 之间的日期'],
    [['--pack', 'hn', '--from', '2018-12-31'], '--from 应为 2019-01-01 至 2090-12-31 之间的日期'],
    [['--pack', 'hn', '--fast'], '有不认识的参数'],
    [['hn'], '有不认识的参数'],
  ])('%j is refused', (args, problem) => {
    expect(readOptions(args, PACKS)).toEqual({ problem });
  });

  test('a pack is enough: the first Monday of 2026, a year that passes, tables', () => {
    expect(read('--pack', 'hn')).toEqual({ pack: 'hn', from: '2026-01-05', scenario: 'pass', json: false });
  });

  test('everything can be said', () => {
    const all = ['--pack', 'gz', '--from', '2025-03-03', '--scenario', 'lapse', '--json'];
    expect(read(...all)).toEqual({ pack: 'gz', from: '2025-03-03', scenario: 'lapse', json: true });
  });
});
