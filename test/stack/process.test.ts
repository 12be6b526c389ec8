import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { isAlive } from '../../stack/leftovers.ts';
import { freePort } from '../../stack/ports.ts';
import { endLeftover, startProcess, whenReady } from '../../stack/process.ts';
import { startChild } from '../support/child.ts';
import { temporaryFolder } from '../support/folder.ts';

const root = temporaryFolder();
const fresh = () => mkdtempSync(join(root, 'process-'));

test('a command that does not exist is refused by name', async () => {
  const plan = { name: 'nothing', folder: fresh(), command: '/nowhere/nothing', args: [] };
  await expect(startProcess(plan)).rejects.toThrow(/nothing cannot be started: .*ENOENT/);
});

test('a child that ends at its start is refused with the end of its log', async () => {
  const folder = fresh();
  const args = ['-e', 'console.error("the reason"); process.exitCode = 3', folder];
  const running = await startProcess({ name: 'child', folder, command: process.execPath, args });
  const waiting = whenReady(running, { name: 'child', folder }, async () => false);
  await expect(waiting).rejects.toThrow(/child ended at its start \(exit code 3\).*\nthe reason/s);
});

test('waiting is broken off by the signal, and the child is ended', async () => {
  const folder = fresh();
  const running = await startChild(folder, await freePort());
  const waiting = whenReady(running, { name: 'child', folder, signal: AbortSignal.abort() }, async () => false);
  await expect(waiting).rejects.toThrow('broken off');
  expect(isAlive(running.pid)).toBe(false);
});

test('a child runs in a group of its own, logs into its folder, ends when asked, and leaves no number behind', async () => {
  const folder = fresh();
  const running = await startChild(folder, await freePort());
  expect(readFileSync(join(folder, 'child.pid'), 'utf8')).toBe(String(running.pid));
  expect(() => process.kill(-running.pid, 0)).not.toThrow(); // only the leader of a group can be addressed so
  await running.stop();
  expect(await running.exited).toBe('exit code 0');
  expect(readFileSync(join(folder, 'child.log'), 'utf8')).toBe('listening\nasked to end\n');
  expect(existsSync(join(folder, 'child.pid'))).toBe(false);
  await running.stop(); // twice is the same as once
});

test('a child that does not end when asked is forced', async () => {
  const running = await startChild(fresh(), await freePort(), 'stubborn', 200);
  await running.stop();
  expect(await running.exited).toBe('signal SIGKILL');
});

test('a stranger that has got the number of a left-over is not touched', async () => {
  const folder = fresh();
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(stranger, 'spawn');
  writeFileSync(join(folder, 'child.pid'), String(stranger.pid));
  await endLeftover(folder, 'child');
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  expect(existsSync(join(folder, 'child.pid'))).toBe(false);
  stranger.kill('SIGKILL');
});

test('a left-over of ours is ended before its successor starts', async () => {
  const folder = fresh();
  const first = await startChild(folder, await freePort());
  const second = await startChild(folder, await freePort());
  expect(await first.exited).toBe('exit code 0');
  expect(isAlive(second.pid)).toBe(true);
  await second.stop();
});
