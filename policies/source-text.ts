import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalise } from './evidence.ts';

const FOLDER = fileURLToPath(new URL('sources', import.meta.url));
let texts: ReadonlyMap<string, readonly string[]> | undefined;

/** The source texts as they are read, by id (`001`), each as its lines; from the files once, then from memory. */
export function sourceTexts(): ReadonlyMap<string, readonly string[]> {
  const names = () => readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
  texts ??= new Map(names().map((name) => [basename(name, '.txt'), readFileSync(join(FOLDER, name), 'utf8').split('\n')]));
  return texts;
}

/** A line in three parts: before the quote, the quote, after it. A quote that is not there marks nothing. */
export interface MarkedLine {
  before: string;
  quote: string;
  after: string;
}

/** Finds a quote in a line as the evidence check does, without regard to width and white space, and marks it in the line as it stands. */
export function markQuote(line: string, quote: string): MarkedLine {
  let plain = '';
  const starts: number[] = [];
  let at = 0;
  for (const character of line) {
    const read = normalise(character);
    for (let index = 0; index < read.length; index += 1) starts.push(at);
    plain += read;
    at += character.length;
  }
  const wanted = normalise(quote);
  const found = plain.indexOf(wanted);
  if (found < 0) return { before: line, quote: '', after: '' };
  const start = starts[found] ?? 0;
  // The start of the character after the last one of the quote; at the end of the line there is none.
  const end = starts[found + wanted.length] ?? line.length;
  const marked = line.slice(start, end);
  return { before: line.slice(0, start), quote: marked.trimEnd(), after: marked.slice(marked.trimEnd().length) + line.slice(end) };
}
