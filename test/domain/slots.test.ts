import { expect, test } from '@jest/globals';
import { SLOTS } from '../../domain/slots.ts';

const KINDS = ['deadline', 'recurring', 'threshold', 'checklist', 'flow', 'prohibition', 'role', 'fact'];

test.each(Object.entries(SLOTS))('%s has a kind, a Chinese title of its own and a process that asks it', (name, { kind, title, asks }) => {
  expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
  expect(KINDS).toContain(kind);
  expect(title).toMatch(/\p{Script=Han}/u);
  expect(asks).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(Object.values(SLOTS).filter((other) => other.title === title)).toHaveLength(1);
});
