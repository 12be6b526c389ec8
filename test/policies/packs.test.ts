import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { resolveDeadline } from '../../domain/deadline.ts';
import { whenOfRule } from '../../domain/examples.ts';
import { fillings } from '../../domain/inherit.ts';
import { type Binding, type DeadlineWhen, isJurisdiction, type Pack, type Rule } from '../../domain/pack.ts';
import { SLOTS } from '../../domain/slots.ts';
import { judgeThreshold } from '../../domain/threshold.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { loadSources, normalise } from '../../policies/evidence.ts';
import { loadPacks } from '../../policies/load.ts';
import { describeProblem } from '../../policies/problems.ts';
import { numbersOf, spellings } from './numbers.ts';

/** The ids and tags of all systems, as the catalogue of rules has them. */
const catalogue = JSON.parse(readFileSync(new URL('catalogue-ids.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, string>
>;
const LETTERS: Record<Binding, string> = { mandatory: 'M', 'in-principle': 'P', target: 'T', optional: 'O', reported: 'F' };
const { packs, policy, defaults, problems, versions } = loadPacks();
const calendars = loadCalendars();
const sources = loadSources(new URL('../../policies/sources', import.meta.url).pathname);

describe.each([...packs.values()].map((pack) => [pack.name, pack] as const))('%s', (_, pack) => {
  test('holds exactly the rules of the catalogue, with their tags', () => {
    expect(Object.fromEntries(pack.rules.map((rule) => [rule.id, rule.tags]))).toEqual(catalogue[pack.id]);
  });

  test('binds as the last tag says', () => {
    expect(pack.rules.filter((rule) => !rule.tags.endsWith(` ${LETTERS[rule.binding]}`))).toEqual([]);
  });

  test('quotes words that stand in the cited line of its source', () => {
    const missing = pack.rules.filter(({ basis }) => !sources.get(basis.source)?.[basis.line - 1]?.includes(normalise(basis.quote)));
    expect(missing.map((rule) => rule.id)).toEqual([]);
  });

  test('has no number that the quote does not have, unless an open point says so', () => {
    const invented = pack.rules.filter((rule) => !rule.inferred && numbersOf(rule).some(({ number }) => !isQuoted(number, rule)));
    expect(invented.map((rule) => rule.id)).toEqual([]);
  });

  test('infers only from open points that the defaults answer', () => {
    const points = pack.rules.flatMap(({ id, inferred = [] }) => inferred.map((point) => [id, point] as const));
    expect(points.filter(([, point]) => !defaults.has(point))).toEqual([]);
  });

  test('makes every rule tagged E, R or C act, complete another, or wait for its lifecycle with a reason', () => {
    const idle = pack.rules.filter((rule) => /[ERC] /.test(rule.tags) && fillings(rule).length === 0 && !rule.conditionOf && !rule.awaits);
    expect(idle.map((rule) => rule.id)).toEqual([]);
  });

  test('ties a condition only to a slot that a rule fills', () => {
    const filled = new Set(pack.rules.flatMap(fillings).map(({ slot }) => slot));
    expect(pack.rules.filter(({ conditionOf }) => conditionOf && !filled.has(conditionOf)).map((rule) => rule.id)).toEqual([]);
  });

  test('works out a hard case for every day and every limit', () => {
    expect(pack.rules.filter((rule) => !hasHardExample(rule, pack)).map((rule) => rule.id)).toEqual([]);
  });

  test('answers a process by slot with the kind of the slot', () => {
    for (const rule of pack.rules) {
      for (const { slot } of fillings(rule))
        expect(
          policy(pack.id)
            .rules(slot)
            .map(({ kind }) => kind),
        ).toContain(SLOTS[slot].kind);
    }
  });
});

test('every file stands, and every version in force has been published', () => {
  expect(problems.map(describeProblem)).toEqual([]);
  const files = readdirSync(new URL('../../policies/versions', import.meta.url));
  expect(files).toEqual(expect.arrayContaining([...packs.values()].map(({ id, version }) => `${id}-${version}.yaml`)));
  expect(files).toHaveLength(versions.length);
});

test('purchases run under every pack but those of single projects, which fill no slot and so drive nothing', () => {
  const projects = [...packs.values()].filter((pack) => !isJurisdiction(pack));
  expect(projects.map(({ id }) => id)).toEqual(['dc', 'lx', 'sa']);
  expect(projects.flatMap(({ rules }) => rules.flatMap(fillings))).toEqual([]);
});

test('no id stands in two packs', () => {
  const ids = [...packs.values()].flatMap((pack) => pack.rules.map((rule) => rule.id));
  expect(ids).toHaveLength(new Set(ids).size);
});

function isQuoted(number: number, rule: Rule): boolean {
  const quote = normalise(rule.basis.quote);
  return spellings(number).some((spelling) => stands(quote, spelling));
}

/** A number stands in a text if it is no part of a longer one: 5 does not stand in 15, nor 二 in 十二. */
function stands(text: string, spelling: string): boolean {
  for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
    const around = `${text[at - 1] ?? ''}${text[at + spelling.length] ?? ''}`;
    if (spelling === '' || !/[\d.零一二三四五六七八九十百]/u.test(around)) return true;
  }
  return false;
}

/** A holiday, a make-up day, a day that rolls, a month that ends early, a year without notice; of a limit, the limit itself. */
function hasHardExample(rule: Rule, pack: Pack): boolean {
  const examples = rule.examples ?? [];
  if (rule.kind === 'threshold')
    return examples.some(({ value = 0, baseValue }) => judgeThreshold(rule, value, baseValue)?.limit === value);
  const when = whenOfRule(rule, { whenOfDefault: (reference) => dayOf(reference, pack) });
  // a date that the text itself writes is the same day in every case
  if (!when || 'by' in when || 'window' in when) return true;
  return examples.some(({ events = {} }) => {
    const due = resolveDeadline(when, events, calendars.calendarFor(pack.region));
    const odd = due?.trace.some(({ why }) => ['holiday', 'regional-holiday', 'make-up', 'last-day-of-month'].includes(why));
    return due && (odd || due.provisional || due.due !== due.strict || due.safe !== due.due);
  });
}

function dayOf(reference: string, pack: Pack): DeadlineWhen | undefined {
  const [id = '', key = ''] = reference.split('/');
  return (policy(pack.id).defaultEntry(id).values[key] as { when?: DeadlineWhen } | undefined)?.when;
}
