import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const FOLDER = new URL('../../policies/sources/', import.meta.url);
const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

test('there are five source texts', () => {
  expect(texts).toEqual(['000.txt', '001.txt', '002.txt', '003.txt', '004.txt']);
});

test.each(texts)('%s is normalised (Q-76) and names no person (Q-78)', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  const found = (pattern: RegExp) => text.match(pattern)?.[0];
  expect(text === text.normalize('NFKC')).toBe(true);
  expect(found(/\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)/)).toBe(undefined);
  expect(found(/[釆會務備標準購買規劃簽訂續評]/)).toBe(undefined);
  expect(found(/(记者|编辑|供稿|摄影|责编)[::\s]+(?!略)\p{Script=Han}{2,4}/u)).toBe(undefined);
  expect(found(/\p{Script=Han}{2,3}(教授|女士|先生|记者)/u)).toBe(undefined);
});
