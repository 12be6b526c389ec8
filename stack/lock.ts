import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hasCode } from './failure.ts';
import { commandLineOf, isAlive } from './leftovers.ts';

/** Somebody else holds the lock. */
export class LockedError extends Error {
  readonly pid: number;

  constructor(pid: number) {
    super(`Process ${pid} holds the lock`);
    this.pid = pid;
  }
}

function holderOf(file: string): number | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    return undefined; // Released between our two looks.
  }
  const [pid = '', commandLine = ''] = content.split('\n');
  // After a kill the number may belong to a stranger: the holder is recognised by its command line.
  return isAlive(Number(pid)) && commandLineOf(Number(pid)) === commandLine ? Number(pid) : undefined;
}

/** Takes a lock file for this process and returns what gives it back; throws `LockedError` while a living process holds it. */
export function takeLock(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n${commandLineOf(process.pid)}`, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      const holder = holderOf(file);
      if (holder !== undefined) throw new LockedError(holder);
      rmSync(file, { force: true });
    }
  }
}
