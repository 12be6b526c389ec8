import { describe, expect, test } from '@jest/globals';
import { sources } from '../support/sources.ts';

const all = sources();
const product = all.filter(({ path }) => !/^(test|bench)\//.test(path));

/** Lines that match, as "file:line text", outside the files where they are allowed. */
function lines(pattern: RegExp, allowed: RegExp, among = product): string[] {
  return among
    .filter(({ path }) => !allowed.test(path))
    .flatMap(({ path, lines: text }) => text.flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])));
}

describe('budgets of the house', () => {
  test('no file is above 300 lines, no test above 400', () => {
    const tooLong = all.filter(({ path, lines: text }) => text.length - 1 > (path.startsWith('test/') ? 400 : 300));
    expect(tooLong.map(({ path, lines: text }) => `${path}: ${text.length - 1}`)).toEqual([]);
  });

  test('the median file is at most 120 lines', () => {
    const sizes = product.map(({ lines: text }) => text.length - 1).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(120);
  });

  test('the environment is read in config.ts only', () => {
    expect(lines(/process\.env/, /^config\.ts$/)).toEqual([]);
  });

  test('Date is touched in domain/time.ts only; a workflow has its own clock', () => {
    expect(lines(/\bnew Date\(|\bDate\.(now|parse|UTC)\(/, /^(domain\/time\.ts|workflows\/process\.ts|web\/)/)).toEqual([]);
  });

  test('no any, no unfinished work', () => {
    expect(lines(/(: any\b|<any>|as any\b|\bany\[\])/, /^test\/lint\//, all)).toEqual([]);
    expect(lines(/\b(TODO|FIXME|XXX)\b/, /^$/)).toEqual([]);
  });

  test('no lifecycle is named in the kit', () => {
    const kit = product.filter(({ path }) =>
      /^(workflows\/process\.ts|activities\/record\/|activities\/(deliver|relay)\.ts|api\/commands\.ts|temporal\/ledger\.ts)/.test(path),
    );
    const names = /['"`](procurement|contract|onboarding|evaluation|report-line|certification|referral)['"`]/;
    expect(kit.length).toBeGreaterThan(5);
    expect(lines(names, /^$/, kit)).toEqual([]);
  });
});
