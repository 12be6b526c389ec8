import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { commandLineOf } from '../../stack/leftovers.ts';
import { LockedError, takeLock } from '../../stack/lock.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder();

test('a lock that a living process holds is refused, and names the process', () => {
  const file = join(folder, 'held.lock');
  const release = takeLock(file);
  expect(() => takeLock(file)).toThrow(LockedError);
  expect(() => takeLock(file)).toThrow(`Process ${process.pid} holds the lock`);
  release();
});

test('a lock that was given back is free, in a folder that need not exist before', () => {
  const file = join(folder, 'new', 'folder', 'free.lock');
  takeLock(file)();
  expect(existsSync(file)).toBe(false);
  takeLock(file)();
});

test('the lock of a dead process is taken over', async () => {
  const file = join(folder, 'dead.lock');
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  writeFileSync(file, `${dead.pid}\nnode luyue.ts up`);
  takeLock(file);
  expect(readFileSync(file, 'utf8')).toContain(String(process.pid));
});

test('the lock of a dead process is taken over although a stranger has got its number', () => {
  const file = join(folder, 'stranger.lock');
  writeFileSync(file, `${process.ppid}\nnode luyue.ts up`);
  expect(commandLineOf(process.ppid)).not.toBe('node luyue.ts up');
  takeLock(file);
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(String(process.pid));
});
