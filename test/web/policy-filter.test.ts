import { expect, test } from '@jest/globals';
import type { RuleRow } from '../../web/src/api/types.ts';
import { countsOf, filterOf, isNarrowed, matches } from '../../web/src/pages/policy/filter.ts';

const row = (id: string, some: Partial<RuleRow>): RuleRow => ({
  id,
  title: '规则',
  kind: 'deadline',
  kindName: '期限',
  binding: 'mandatory',
  bindingName: '必须',
  tags: ['E'],
  standing: 'acts',
  awaits: null,
  clause: '三(一)',
  chapter: '三',
  slot: null,
  slotTitle: null,
  conditionOf: null,
  slots: [],
  ...some,
});
const RULES = [
  row('GZ-01', { tags: ['H'], standing: 'shown', binding: 'reported' }),
  row('GZ-02', { tags: ['E', 'R'], slots: [{ slot: 'contract.sign', title: '签订服务合同' }] }),
  row('GZ-03', { tags: ['R'], title: '月报' }),
];
const filter = (query: string) => filterOf(new URLSearchParams(query));
const shown = (query: string) => RULES.filter((rule) => matches(rule, filter(query))).map(({ id }) => id);

test('what no rule has shows nothing', () => {
  expect(shown('tag=X')).toEqual([]);
  expect(shown('q=zzz')).toEqual([]);
});

test('an empty address shows all and narrows nothing', () => {
  expect(shown('')).toEqual(['GZ-01', 'GZ-02', 'GZ-03']);
  expect(isNarrowed(filter('rule=GZ-01'))).toBe(false);
});

test.each([
  ['q=gz-02', ['GZ-02']],
  ['q=月报', ['GZ-03']],
  ['q=签订服务合同', ['GZ-02']],
  ['q=三(一)', ['GZ-01', 'GZ-02', 'GZ-03']],
  ['slot=contract.sign', ['GZ-02']],
  ['tag=R', ['GZ-02', 'GZ-03']],
  ['tag=R&q=月', ['GZ-03']],
  ['binding=reported', ['GZ-01']],
  ['standing=acts', ['GZ-02', 'GZ-03']],
])('%s narrows the list', (query, expected) => {
  expect(shown(query)).toEqual(expected);
  expect(isNarrowed(filter(query))).toBe(true);
});

test('a count tells what its choice would show beside the other filters, not beside itself', () => {
  const counts = (query: string) => Object.fromEntries(countsOf(RULES, filter(query), 'tag'));
  expect(counts('')).toEqual({ H: 1, E: 1, R: 2 });
  expect(counts('tag=H')).toEqual({ H: 1, E: 1, R: 2 });
  expect(counts('standing=acts')).toEqual({ H: 0, E: 1, R: 2 });
});
