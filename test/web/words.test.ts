import { expect, test } from '@jest/globals';
import { PROCESS_KINDS } from '../../domain/ids.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import { isKind, KIND_NAMES, KINDS } from '../../web/src/words.ts';

test('the menu calls every kind of process what its lifecycle calls itself', () => {
  expect(KINDS.toSorted()).toEqual(PROCESS_KINDS.toSorted());
  expect(KIND_NAMES).toEqual(Object.fromEntries(PROCESS_KINDS.map((kind) => [kind, LIFECYCLES[kind].title])));
});

test('what is no kind is told apart', () => {
  expect(isKind('contract')).toBe(true);
  expect(isKind('toString')).toBe(false);
  expect(isKind(null)).toBe(false);
});
