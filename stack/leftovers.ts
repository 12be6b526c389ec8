import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './failure.ts';

/** Whether a process of this number lives; one that belongs to somebody else counts as alive. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
  // A killed child that nobody has collected yet (a zombie) still answers to signal 0.
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'));
}

/** The command line of a process, arguments separated by spaces; empty when it has none or has ended. */
export function commandLineOf(pid: number): string {
  try {
    // Containers often have no ps; other systems have no /proc.
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Asks a process that is not our child to end, forces it after ten seconds, and waits until it is gone. */
export async function endProcess(pid: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  for (const [how, patience] of [
    [signal, 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, how);
    } catch {
      return; // It ended by itself.
    }
    const patient = AbortSignal.timeout(patience);
    while (!patient.aborted) {
      if (!isAlive(pid)) return;
      await sleep(50);
    }
  }
  throw new Error(`Process ${pid} cannot be ended; end it by hand and start again`);
}
