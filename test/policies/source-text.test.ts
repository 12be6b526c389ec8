import { describe, expect, test } from '@jest/globals';
import { markQuote, sourceTexts } from '../../policies/source-text.ts';

describe('a quote in its line', () => {
  test('that is not there marks nothing, and the line stays whole', () => {
    expect(markQuote('甲乙丙', '丁')).toEqual({ before: '甲乙丙', quote: '', after: '' });
  });

  test.each([
    ['in the middle', '甲乙丙丁', '乙丙', ['甲', '乙丙', '丁']],
    ['at the start', '甲乙丙', '甲', ['', '甲', '乙丙']],
    ['at the end', '甲乙丙', '丙', ['甲乙', '丙', '']],
    ['the whole line', '甲乙', '甲乙', ['', '甲乙', '']],
    ['across spaces of the line', '甲 乙 丙', '甲乙', ['', '甲 乙', ' 丙']],
    ['in another width', '在（成交）后３０日内', '(成交)后30日', ['在', '（成交）后３０日', '内']],
    ['with a variant character', '釆购方式', '采购', ['', '釆购', '方式']],
    ['behind a character that is longer when normalised', '㈠甲乙', '甲', ['㈠', '甲', '乙']],
    ['behind a character of two code units', '𠮷甲乙', '甲', ['𠮷', '甲', '乙']],
  ])('%s', (_name, line, quote, [before, marked, after]) => {
    expect(markQuote(line, quote)).toEqual({ before, quote: marked, after });
  });

  test('the parts always make up the line', () => {
    for (const lines of sourceTexts().values()) {
      for (const line of lines) {
        const { before, quote, after } = markQuote(line, line.slice(3, 9));
        expect(before + quote + after).toBe(line);
      }
    }
  });
});

test('the texts are read once', () => {
  expect(sourceTexts()).toBe(sourceTexts());
  expect([...sourceTexts().keys()].toSorted()).toEqual(['000', '001', '002', '003', '004']);
});
