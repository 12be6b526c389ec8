import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from '../config.ts';
import { commandLineOf, endProcess, isAlive } from './leftovers.ts';

/** A log is put aside as `.old` when a start finds it larger than this (bytes). */
const LOG_LIMIT = 20_000_000;

/** What to run: the folder takes `<name>.log` and `<name>.pid`, and must appear in the arguments so that a left-over can be recognised. */
export interface ProcessPlan {
  name: string;
  folder: string;
  command: string;
  args: string[];
  environment?: Record<string, string>;
  account?: { uid: number; gid: number };
  /** The signal that asks for a clean end; SIGTERM where nothing else is said. */
  stopSignal?: NodeJS.Signals;
  /** How long a clean end may take before it is forced, in milliseconds. */
  patience?: number;
}

/** A child process of the stack. */
export interface Running {
  readonly pid: number;
  /** Resolves, never rejects, when the process has ended, with how it ended. */
  readonly exited: Promise<string>;
  /** Asks for a clean end, forces it when patience is over, and waits for it. */
  stop(): Promise<void>;
  /** Ends it at once (SIGKILL), as a power cut would. */
  kill(): void;
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}

/** Ends what an earlier start of the same name in the same folder left running, e.g. because its parent was killed. */
export async function endLeftover(folder: string, name: string): Promise<void> {
  const file = join(folder, `${name}.pid`);
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8'));
  // The number may have been given to a stranger since: only a command line that names our folder is ours to end.
  if (isAlive(pid) && commandLineOf(pid).includes(folder)) await endProcess(pid);
  rmSync(file, { force: true });
}

/**
 * Starts a child in a process group of its own: Ctrl-C in the terminal then reaches `luyue up` only, which stops its children in order.
 * What it prints goes to `<folder>/<name>.log`. Rejects when the command cannot be run.
 */
export async function startProcess(plan: ProcessPlan): Promise<Running> {
  const { name, folder, patience = 10_000, stopSignal = 'SIGTERM' } = plan;
  mkdirSync(folder, { recursive: true });
  await endLeftover(folder, name);
  const log = openLog(join(folder, `${name}.log`));
  const child = spawn(plan.command, plan.args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: childEnvironment(plan.environment),
    ...plan.account,
  });
  closeSync(log);
  const pidFile = join(folder, `${name}.pid`);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} cannot be started: ${await exited}`);
  writeFileSync(pidFile, String(pid));
  // By the time we learn of the end a successor may have written its own number.
  void exited.then(() => {
    if (existsSync(pidFile) && readFileSync(pidFile, 'utf8') === String(pid)) rmSync(pidFile);
  });
  return {
    pid,
    exited,
    kill: () => void child.kill('SIGKILL'),
    stop: async () => {
      child.kill(stopSignal);
      const inTime = await Promise.race([exited.then(() => true), sleep(patience, false, { ref: false })]);
      if (!inTime) child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The last lines of a child's log, for an error message that helps. */
export function lastLines(folder: string, name: string, count = 8): string {
  const file = join(folder, `${name}.log`);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .slice(-count)
        .map((line) => line.slice(0, 300))
        .join('\n')
    : '';
}

/** What `whenReady` needs to know: whose log to show, and what breaks the waiting off. */
export interface Waiting {
  name: string;
  folder: string;
  signal?: AbortSignal | undefined;
}

/** Waits until `probe` answers true (asked every 50 ms); rejects with the end of the log when the process ends first or `patience` (ms) is over. */
export async function whenReady(running: Running, { name, folder, signal }: Waiting, probe: () => Promise<boolean>, patience = 60_000) {
  const patient = AbortSignal.timeout(patience);
  let ended: string | undefined;
  void running.exited.then((how) => {
    ended = how;
  });
  while (!(await probe().catch(() => false))) {
    if (ended === undefined && !patient.aborted && !signal?.aborted) {
      await sleep(50);
      continue;
    }
    if (ended === undefined) await running.stop();
    if (signal?.aborted) throw new Error(`The start of ${name} was broken off`);
    const why = ended === undefined ? `is not ready after ${patience / 1000} s` : `ended at its start (${ended})`;
    throw new Error(`${name} ${why}; from ${join(folder, `${name}.log`)}:\n${lastLines(folder, name)}`);
  }
}

/** Whether an HTTP address answers with success within two seconds; rejects when nothing listens there. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.ok;
}
