import { expect, test } from '@jest/globals';
import { awaitedProcess, SLOTS, type SlotName } from '../../domain/slots.ts';
import { sources } from '../support/sources.ts';

/** Slots whose name is put together where they are asked. */
const PUT_TOGETHER = /^report\.(town|county|city|monitoring|statistics|circulation)$/;
const code = sources()
  .filter(({ path }) => /^(domain|activities|api)\//.test(path) && path !== 'domain/slots.ts')
  .map(({ text }) => text)
  .join('\n');
const isAsked = (slot: string) => PUT_TOGETHER.test(slot) || code.includes(`'${slot}'`);
const slots = Object.keys(SLOTS) as SlotName[];

test('what a present lifecycle is said to ask, it asks', () => {
  expect(slots.filter((slot) => !awaitedProcess(slot) && !isAsked(slot))).toEqual([]);
});

test('what is asked already awaits no process to come', () => {
  expect(slots.filter((slot) => awaitedProcess(slot) && isAsked(slot))).toEqual([]);
});
