import { pipeline } from 'node:stream/promises';
import { resolveDeadline } from '../domain/deadline.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { DeadlineWhen } from '../domain/pack.ts';
import { type DueDate, dueFromTerm, dueOnFixedDate } from '../domain/term.ts';
import { type Calendars, loadCalendars } from '../policies/calendars.ts';
import { dayOfDefault, loadPacks } from '../policies/load.ts';
import { type DueRequest, idOf, parseRequest } from './due-request.ts';

/** Answers are handed on when they reach this size, so that long traces never pile up in memory. */
const FLUSH_AT_CHARACTERS = 1_000_000;

/** `luyue due`: reads one request a line (NDJSON) and writes one answer a line, in the same order, until the input ends. */
export async function due(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  const calendars = loadCalendars();
  input.setEncoding('utf8');
  try {
    await pipeline(input, (chunks: AsyncIterable<unknown>) => answerLines(chunks, calendars), output, { end: false });
  } catch (error) {
    // the reader went away, as `head` does: nobody is left to answer
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

/** Lines end at `\n` only: a line separator inside a JSON string is part of the string. Blank lines are no requests. */
async function* answerLines(chunks: AsyncIterable<unknown>, calendars: Calendars): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* answerAll(lines, calendars);
  }
  yield* answerAll([rest], calendars);
}

function* answerAll(lines: string[], calendars: Calendars): Generator<string> {
  let ready = '';
  for (const line of lines.map((text) => text.trim())) {
    if (line === '') continue;
    ready += `${JSON.stringify(answer(line, calendars))}\n`;
    if (ready.length < FLUSH_AT_CHARACTERS) continue;
    yield ready;
    ready = '';
  }
  if (ready) yield ready;
}

function answer(line: string, calendars: Calendars) {
  let value: unknown;
  try {
    value = readJson(line);
    const { due, strict, safe, provisional, calendarVersion, trace, ...rest } = computeDue(parseRequest(value), calendars);
    return { id: idOf(value), due, strict, safe, provisional, calendarVersion, trace, ...rest };
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return { id: idOf(value), error: { code: error.code, message: error.detail } };
  }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new CatalogueError('request.malformed', '这一行不是 JSON');
  }
}

/** A due day; where the text of the rule is silent, with the default that gave it (`Q-18/report-day`). */
function computeDue(request: DueRequest, { calendarFor }: Calendars): DueDate & { default?: string } {
  if ('term' in request) return dueFromTerm(request.from, request.term, calendarFor(request.region));
  if ('fixed' in request) return dueOnFixedDate(request.fixed, calendarFor(request.region));
  const { when, default: by, region } = findRule(request.pack, request.rule);
  const resolved = resolveDeadline(when, request.events, calendarFor(region));
  if (resolved) return { ...resolved, ...(by && { default: by }) };
  throw new CatalogueError('term.invalid', `events：规则 ${request.rule} 的起算事件没有给出`);
}

/** When a rule of a pack is due, by the text or by a default of ours, and the region of the pack's purchaser. */
function findRule(packId: string, ruleId: string) {
  const { packs, defaults } = loadPacks();
  const pack = packs.get(packId);
  if (!pack) throw new CatalogueError('pack.unknown', `没有政策包 ${packId}；可用：${[...packs.keys()].join('、')}`);
  const rule = pack.rules.find(({ id }) => id === ruleId);
  if (!rule) throw new CatalogueError('policy.no-rule', `政策包 ${packId} 没有规则 ${ruleId}`);
  const [found] = [rule, ...(rule.also ?? [])].flatMap((values): { when: DeadlineWhen; default?: string }[] => {
    if (values.kind !== 'deadline' && values.kind !== 'recurring') return [];
    if (values.when) return [{ when: values.when }];
    const when = values.default && dayOfDefault(defaults, values.default);
    return when && values.default ? [{ when, default: values.default }] : [];
  });
  if (!found) throw new CatalogueError('policy.no-rule', `规则 ${ruleId} 没有期限`);
  return { ...found, region: pack.region };
}
