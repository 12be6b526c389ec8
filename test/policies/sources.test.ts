import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const FOLDER = new URL('../../policies/sources/', import.meta.url);
const texts = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

test('there are five source texts', () => {
  expect(texts).toEqual(['000.txt', '001.txt', '002.txt', '003.txt', '004.txt']);
});

test.each(texts)('%s is normalised (Q-76) and names no person (Q-78)', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  expect(text.normalize('NFKC')).toBe(text);
  expect(text).not.toMatch(/\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)/);
  expect(text).not.toMatch(/[釆會務備標準購買規劃簽訂續評估]/);
  expect(text).not.toMatch(/(记者|编辑|供稿|摄影|责编)[::\s]*(?!略)\p{Script=Han}{2,4}/u);
  expect(text).not.toMatch(/\p{Script=Han}{2,4}(教授|同学(?=对)|女士|先生)/u);
});
