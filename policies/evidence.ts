import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Basis } from '../domain/pack.ts';
import type { PathProblem } from './problems.ts';

/** Source texts by id (`001`), each as its lines. */
export type Sources = ReadonlyMap<string, readonly string[]>;

/** Reads the normalised source texts that quotes are checked against. */
export function loadSources(folder: string): Sources {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return new Map(names.map((name) => [basename(name, '.txt'), readFileSync(join(folder, name), 'utf8').split('\n').map(normalise)]));
}

/** Width of letters and punctuation and all white space are no part of the words. */
export function normalise(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').replaceAll('釆', '采');
}

/** Whether the quote stands in the cited line; told with the line where it does stand, if there is one. */
export function checkBasis(basis: Basis, sources: Sources): PathProblem[] {
  const lines = sources.get(basis.source);
  if (!lines) return [{ path: ['source'], problem: '没有这份来源文本', received: basis.source, allowed: [...sources.keys()] }];
  const quote = normalise(basis.quote);
  if (lines[basis.line - 1]?.includes(quote)) return [];
  const elsewhere = lines.findIndex((line) => line.includes(quote)) + 1;
  if (elsewhere > 0) return [{ path: ['line'], problem: '引文不在这一行', received: basis.line, allowed: elsewhere }];
  const allowed = `${basis.source} 第 ${basis.line} 行的原文`;
  return [{ path: ['quote'], problem: `来源文本第 ${basis.line} 行没有这句引文`, received: basis.quote, allowed }];
}
