import { spawn } from 'node:child_process';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadCalendars } from '../../policies/calendars.ts';
import { due } from '../../stack/due.ts';
import { DAYS, walkTerm } from '../support/day-walker.ts';

type Answer = Record<string, unknown> & { id: unknown; error?: { code: string; message: string }; trace?: unknown[] };

async function ask(input: string, chunkLength = 50_000): Promise<Answer[]> {
  const chunks: string[] = [];
  for (let at = 0; at < input.length; at += chunkLength) chunks.push(input.slice(at, at + chunkLength));
  const output = new PassThrough();
  const answered = text(output);
  await due(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), output);
  output.end();
  return (await answered)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer);
}

const lines = (...requests: unknown[]) => requests.map((request) => JSON.stringify(request)).join('\n');
const term = { count: 3, unit: 'working-day', direction: 'after' };

describe('refused lines', () => {
  it.each<[string, string, unknown, string]>([
    ['no JSON', 'nope', null, 'request.malformed'],
    ['half a line', '{"id":"1","from":"2026', null, 'request.malformed'],
    ['no object', '["1"]', null, 'request.malformed'],
    ['null', 'null', null, 'request.malformed'],
    ['a number', '7', null, 'request.malformed'],
    ['no id', lines({ from: '2026-02-12', term }), null, 'request.invalid'],
    ['an id of the wrong kind', lines({ id: {}, from: '2026-02-12', term }), null, 'request.invalid'],
    ['an unknown key', lines({ id: '1', from: '2026-02-12', term, until: '2027' }), '1', 'request.invalid'],
    ['a planted prototype', '{"id":"1","fixed":"2026-02-12","__proto__":{"region":"CN"}}', '1', 'request.invalid'],
    ['two forms at once', lines({ id: '1', from: '2026-02-12', term, fixed: '2026-02-12' }), '1', 'request.invalid'],
    ['an unknown region', lines({ id: '1', fixed: '2026-02-12', region: 'CN-65' }), '1', 'request.invalid'],
    ['a region with a pack', lines({ id: '1', pack: 'hn', rule: 'HN-57', region: 'CN' }), '1', 'request.invalid'],
    ['no form', lines({ id: 1 }), 1, 'request.invalid'],
    ['no term', lines({ id: 1, from: '2026-02-12' }), 1, 'term.invalid'],
    ['a date that does not exist', lines({ id: '1', from: '2026-02-29', term }), '1', 'term.invalid'],
    ['a date with a time', lines({ id: '1', fixed: '2026-02-12T00:00:00Z' }), '1', 'term.invalid'],
    ['a date as a number', lines({ id: '1', fixed: 20_260_212 }), '1', 'term.invalid'],
    ['an unknown unit', lines({ id: '1', from: '2026-02-12', term: { ...term, unit: 'week' } }), '1', 'term.invalid'],
    ['an unknown key of a term', lines({ id: '1', from: '2026-02-12', term: { ...term, from: 1 } }), '1', 'term.invalid'],
    ['no direction', lines({ id: '1', from: '2026-02-12', term: { count: 3, unit: 'day' } }), '1', 'term.invalid'],
    ['half a day', lines({ id: '1', from: '2026-02-12', term: { ...term, count: 0.5 } }), '1', 'term.invalid'],
    ['a negative count', lines({ id: '1', from: '2026-02-12', term: { ...term, count: -1 } }), '1', 'term.invalid'],
    ['a count as text', lines({ id: '1', from: '2026-02-12', term: { ...term, count: '3' } }), '1', 'term.invalid'],
    ['an endless count', '{"id":"1","from":"2026-02-12","term":{"count":1e999,"unit":"day","direction":"after"}}', '1', 'term.invalid'],
    ['a date before 2018', lines({ id: '1', fixed: '2017-12-31' }), '1', 'calendar.out-of-range'],
    ['an unknown pack', lines({ id: '1', pack: 'xx', rule: 'HN-57' }), '1', 'pack.unknown'],
    ['an unknown rule', lines({ id: '1', pack: 'hn', rule: 'HN-999' }), '1', 'policy.no-rule'],
    ['a rule without a day', lines({ id: '1', pack: 'hn', rule: 'HN-01' }), '1', 'policy.no-rule'],
    ['an unknown event', lines({ id: '1', pack: 'hn', rule: 'HN-57', events: { award: '2026-02-12' } }), '1', 'term.invalid'],
    [
      'an event on no day',
      lines({ id: '1', pack: 'hn', rule: 'HN-57', events: { 'award-notice-issued': '2026-02-30' } }),
      '1',
      'term.invalid',
    ],
    ['without its event', lines({ id: '1', pack: 'hn', rule: 'HN-57', events: { recruited: '2026-02-12' } }), '1', 'term.invalid'],
  ])('%s', async (_, line, id, code) => {
    const [answer, ...others] = await ask(line);
    expect(answer).toEqual({ id, error: { code, message: expect.stringMatching(/\p{Script=Han}/u) } });
    expect(others).toEqual([]);
  });

  it('do not stop the lines that follow', async () => {
    const answers = await ask(
      `nope\n\n${lines({ id: 'a', fixed: '2026-02-12' })}\r\n  \n{"id"\n${lines({ id: 'b', fixed: '2026-02-13' })}`,
    );
    expect(answers.map(({ id, due: date }) => [id, date])).toEqual([
      [null, undefined],
      ['a', '2026-02-12'],
      [null, undefined],
      ['b', '2026-02-13'],
    ]);
  });
});

describe('answers', () => {
  it('name the default where the text of a rule gives no day', async () => {
    const [silent, written] = await ask(
      lines(
        { id: 1, pack: 'hn', rule: 'HN-67', events: { 'period-ended': '2026-10-31' } },
        { id: 2, pack: 'hn', rule: 'HN-57', events: { 'award-notice-issued': '2026-02-12' } },
      ),
    );
    expect(silent).toMatchObject({ due: '2026-11-05', default: 'Q-18/contractor-monthly' });
    expect(written).not.toHaveProperty('default');
  });

  it('say the three dates, whether they may change, the calendar and each day', async () => {
    const { version } = loadCalendars();
    const [first, second, third] = await ask(
      lines(
        { id: 7, from: '2026-02-13', term: { ...term, count: 2 } },
        { id: '八', fixed: '2021-08-15', region: 'CN-64' },
        { id: '', pack: 'hn', rule: 'HN-57', events: { 'award-notice-issued': '2026-02-12' } },
      ),
    );
    expect(Object.keys(first ?? {})).toEqual(['id', 'due', 'strict', 'safe', 'provisional', 'calendarVersion', 'trace']);
    expect(first).toMatchObject({
      id: 7,
      due: '2026-02-24',
      strict: '2026-02-24',
      safe: '2026-02-24',
      provisional: false,
      calendarVersion: version,
    });
    expect(first?.trace?.[0]).toEqual({ date: '2026-02-14', counted: true, why: 'make-up' });
    expect(first?.trace?.[1]).toEqual({ date: '2026-02-15', counted: false, why: 'holiday', name: '春节' });
    expect(second).toMatchObject({ id: '八', due: '2021-08-15', strict: '2021-08-15', safe: '2021-08-13' });
    expect(third).toMatchObject({ id: '', due: '2026-03-16', strict: '2026-03-14', safe: '2026-03-13' });
  });

  it('take the region of the line, the country if it names none, and the region of a pack', async () => {
    const request = { id: '1', from: '2021-07-16', term: { ...term, count: 1 } };
    const answers = await ask(lines(request, { ...request, region: 'CN' }, { ...request, region: 'CN-64' }));
    expect(answers.map((answer) => answer.due)).toEqual(['2021-07-19', '2021-07-19', '2021-07-21']);
  });

  it('take a day of ours where the text of a rule gives none', async () => {
    const [answer] = await ask(lines({ id: '1', pack: 'hn', rule: 'HN-64', events: { 'agreement-signed': '2026-02-12' } }));
    expect(answer).toMatchObject({ strict: '2026-02-14', due: '2026-02-14' });
  });

  it('do not depend on how the input is cut', async () => {
    const input = `\uFEFF${lines(
      { id: '行分隔\u2028符', fixed: '2026-02-12' },
      { id: '二', from: '2026-02-12', term },
      { id: '三'.repeat(5000), from: '2026-02-12', term: { ...term, count: 3650 } },
    )}`;
    const whole = await ask(input);
    expect(whole.map(({ id }) => String(id)[0])).toEqual(['行', '二', '三']);
    for (const length of [1, 7, 1000]) expect(await ask(input, length)).toEqual(whole);
  });

  it('come in order and agree with a walk of single days, also in their thousands', async () => {
    const request = fc.record({
      from: fc.constantFrom(...DAYS.map(({ date }) => date).filter((date) => date >= '2018' && date < '2028')),
      term: fc.record({
        count: fc.integer({ min: 0, max: 40 }),
        unit: fc.constantFrom('working-day' as const, 'day' as const, 'month' as const, 'year' as const),
        direction: fc.constantFrom('after' as const, 'before' as const),
      }),
      region: fc.constantFrom('CN' as const, 'CN-64' as const),
    });
    const requests = fc
      .sample(request, { numRuns: 2000, seed: 20_260_212 })
      .filter(({ term: { unit, count } }) => unit !== 'year' || count < 10);
    const answers = await ask(lines(...requests.map((each, id) => ({ id, ...each }))));
    expect(answers).toHaveLength(requests.length);
    for (const [id, { from, term: words, region }] of requests.entries()) {
      const expected = walkTerm(from, words, region);
      if (expected) expect(answers[id]).toMatchObject({ id, ...expected });
      else expect(answers[id]).toMatchObject({ id, error: { code: 'calendar.out-of-range' } });
    }
  });
});

describe('the command', () => {
  async function run(timeZone: string, input: string): Promise<string> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'luyue.ts', 'due'], {
      env: { ...process.env, TZ: timeZone },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(input);
    return text(child.stdout);
  }

  it('answers byte by byte the same in three time zones', async () => {
    const days = DAYS.map(({ date }) => date).filter((date) => date >= '2025-12' && date < '2026-12');
    const input = lines(
      ...days.flatMap((from, id) => [
        { id, from, term },
        { id, fixed: from },
        { id, from, term: { count: 1, unit: 'month', direction: 'before' } },
      ]),
    );
    const outputs = await Promise.all(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'].map((zone) => run(zone, input)));
    expect(outputs[0]?.split('\n').filter(Boolean)).toHaveLength(days.length * 3);
    expect(outputs[1]).toBe(outputs[0]);
    expect(outputs[2]).toBe(outputs[0]);
  }, 60_000);

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'luyue.ts', 'due'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const complaints = text(child.stderr);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.stdin.on('error', () => undefined); // the command stops reading, too
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end(`${lines({ id: '1', from: '2026-02-12', term: { ...term, count: 3650 } })}\n`.repeat(200));
    expect(await ended).toBe(0);
    expect(await complaints).toBe('');
  }, 60_000);
});
