import type { z } from 'zod';
import type { Pack } from '../../domain/pack.ts';
import type { PackAnswer } from '../../domain/schema/api/pack.ts';
import { sourceTexts } from '../../policies/source-text.ts';

const NUMERAL = /^(\[?)([一二三四五六七八九十]+)\]?(?=$|[\s(（\d末])/;
const LONGEST_HEADING = 24;

/** The part of the document in which a clause stands: its leading numeral, or the heading that it names; `[五]` and `五` are one part. */
export function chapterOf(clause: string): string {
  const numbered = NUMERAL.exec(clause)?.[2];
  if (numbered) return numbered;
  const [named = clause] = clause.replace(/^\[([^\]]+)\].*$/, '$1').split('/');
  return named;
}

/** The parts of a pack's document in the order of the text, with the headings that the text has. */
export function chaptersOf({ rules }: Pack): z.infer<typeof PackAnswer>['chapters'] {
  const first = new Map<string, Pack['rules'][number]>();
  for (const rule of rules) {
    const code = chapterOf(rule.basis.clause);
    const held = first.get(code);
    if (!held || rule.basis.line < held.basis.line) first.set(code, rule);
  }
  return [...first]
    .sort(([, one], [, other]) => one.basis.line - other.basis.line)
    .map(([code, { basis }]) => ({ code, title: titleOf(code, basis.clause, basis.source, basis.line) }));
}

function titleOf(code: string, clause: string, source: string, line: number): string {
  const numbered = NUMERAL.exec(clause);
  if (!numbered) return code;
  // A numeral in brackets stands for a heading that the text has lost.
  const heading = numbered[1] === '[' ? undefined : headingAbove(code, source, line);
  return heading ? `${code}、${heading}` : `第${code}部分`;
}

/** The nearest heading of this numeral above a line of the source text, if it is one and no sentence. */
function headingAbove(numeral: string, source: string, line: number): string | undefined {
  const above = (sourceTexts().get(source) ?? []).slice(0, line);
  const found = above.findLast((text) => text.trim().startsWith(`${numeral}、`));
  const heading = found
    ?.trim()
    .slice(numeral.length + 1)
    .replace(/[：:。]$/u, '');
  return heading && heading.length <= LONGEST_HEADING ? heading : undefined;
}
