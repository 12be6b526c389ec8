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
  expect(found(/(记者|编辑|小编|供稿|摄影|责编)[::\s]+(?!略)[\p{Script=Han}\p{L}]{2,4}/u)).toBe(undefined);
  expect(found(/\p{Script=Han}{2,3}(教授|女士|先生|记者)/u)).toBe(undefined);
  expect(found(/(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])(?!\d)/)).toBe(undefined);
  expect(found(/[\w.]+@[\w.]+|(电话|手机号|联系人|身份证号?|邮箱|微信号?|QQ)[::]/)).toBe(undefined);
});

test('the people of the role table are left out, their roles are kept (Q-78)', () => {
  const lines = readFileSync(new URL('003.txt', FOLDER), 'utf8').split('\n').slice(624, 640);
  const roles = ['事务负责人', '管理与协调', '活动策划', '活动统筹', '具体实务工作开展', '对外联络', '行政事务', '新闻宣传'];
  expect(lines.filter((line) => line !== '')).toEqual(roles);
});
