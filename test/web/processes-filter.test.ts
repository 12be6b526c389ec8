import { expect, test } from '@jest/globals';
import { filterOf, isNarrowed } from '../../web/src/pages/processes/filter.ts';

const filter = (query: string) => filterOf(new URLSearchParams(query));

test('what an address says wrongly is left out', () => {
  expect(filter('kind=nothing&waiting=nobody&ended=perhaps&overdue=1')).toEqual({ ended: false });
});

test('an empty address shows what is going on, and narrows nothing', () => {
  expect(filter('')).toEqual({ ended: false });
  expect(isNarrowed(filter(''))).toBe(false);
});

test('a kind alone is a place of the menu, not a condition to be cleared', () => {
  expect(filter('kind=contract')).toMatchObject({ kind: 'contract' });
  expect(isNarrowed(filter('kind=contract'))).toBe(false);
});

test.each([
  ['q=柳河', { q: '柳河' }],
  ['overdue=true', { overdue: true }],
  ['waiting=me', { waiting: 'me' }],
  ['ended=true', { ended: true }],
  ['ended=all', { ended: undefined }],
  ['stage=signing', { stage: 'signing' }],
  ['cycleId=c1', { cycleId: 'c1' }],
  ['organisationId=o1', { organisationId: 'o1' }],
])('%s narrows the list', (query, expected) => {
  expect(filter(query)).toMatchObject(expected);
  expect(isNarrowed(filter(query))).toBe(true);
});

test('the text to search for is cut to what the API takes', () => {
  expect(filter(`q=${'长'.repeat(60)}`).q).toHaveLength(50);
  expect(filter('q=%20%20').q).toBeUndefined();
});
