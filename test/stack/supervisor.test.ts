import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { isAlive } from '../../stack/leftovers.ts';
import { freePort } from '../../stack/ports.ts';
import { nextWait, supervise } from '../../stack/supervisor.ts';
import { startChild } from '../support/child.ts';
import { temporaryFolder } from '../support/folder.ts';

const root = temporaryFolder();
const QUICK = { first: 10, most: 40, healthy: 60_000 };
const untold = new AbortController().signal;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

describe('the wait before a new start', () => {
  const backOff = { first: 500, most: 30_000, healthy: 60_000 };

  test.each([
    ['begins with half a second', 0, 0, 500],
    ['doubles', 500, 0, 1_000],
    ['doubles again', 16_000, 59_999, 30_000],
    ['never exceeds half a minute', 30_000, 0, 30_000],
    ['begins anew after a minute of health', 30_000, 60_000, 500],
  ])('%s', (_what, last, lived, expected) => {
    expect(nextWait(last, lived, backOff)).toBe(expected);
  });
});

test('a first start that fails is told to the caller', async () => {
  const start = async () => {
    throw new Error('no such thing');
  };
  await expect(supervise('child', start, { say: () => undefined, signal: untold })).rejects.toThrow('no such thing');
});

test('a child that is killed is started again, and it is said', async () => {
  const folder = mkdtempSync(join(root, 'killed-'));
  const said: string[] = [];
  const port = await freePort();
  const child = await supervise('child', () => startChild(folder, port), {
    say: (line) => said.push(line),
    signal: untold,
    backOff: QUICK,
  });
  const first = child.current();
  first.kill();
  await until(() => said.length === 2);
  expect(child.current().pid).not.toBe(first.pid);
  expect(isAlive(child.current().pid)).toBe(true);
  expect(said[0]).toContain('child has ended (signal SIGKILL); it is started again in 0.01 s');
  expect(said[1]).toContain('child runs again');
  await child.stop();
});

test('starts that fail are repeated with growing waits until one succeeds', async () => {
  const folder = mkdtempSync(join(root, 'failing-'));
  const said: string[] = [];
  const port = await freePort();
  let starts = 0;
  const start = async () => {
    starts += 1;
    if (starts === 2 || starts === 3) throw new Error(`start ${starts} failed\nand its log`);
    return startChild(folder, port);
  };
  const child = await supervise('child', start, { say: (line) => said.push(line), signal: untold, backOff: QUICK });
  child.current().kill();
  await until(() => starts === 4 && said.length === 4);
  expect(said.map((line) => /in ([\d.]+) s/.exec(line)?.[1])).toEqual(['0.01', '0.02', '0.04', undefined]);
  expect(said[1]).toContain('(start 2 failed)');
  await child.stop();
});

test('a child that is stopped stays stopped, also when the stop comes during a wait', async () => {
  const folder = mkdtempSync(join(root, 'stopped-'));
  const said: string[] = [];
  const port = await freePort();
  let starts = 0;
  const start = () => {
    starts += 1;
    return startChild(folder, port);
  };
  const backOff = { ...QUICK, first: 60_000 };
  const child = await supervise('child', start, { say: (line) => said.push(line), signal: untold, backOff });
  child.current().kill();
  await until(() => said.length === 1);
  await child.stop();
  expect(starts).toBe(1);
  expect(isAlive(child.current().pid)).toBe(false);
});

test('the signal of the whole stack ends all starting', async () => {
  const folder = mkdtempSync(join(root, 'signal-'));
  const stopping = new AbortController();
  const said: string[] = [];
  const port = await freePort();
  const child = await supervise('child', () => startChild(folder, port), {
    say: (line) => said.push(line),
    signal: stopping.signal,
    backOff: QUICK,
  });
  stopping.abort();
  child.current().kill();
  await child.stop();
  expect(said).toEqual([]);
});
