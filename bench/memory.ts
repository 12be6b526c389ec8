import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { commandLineOf } from '../stack/leftovers.ts';

const MEGABYTE_IN_KILOBYTES = 1_000;

/** What each part of the product holds in memory, in megabytes. */
export type Memory = Record<'up' | 'api' | 'worker' | 'temporal-server' | 'temporal-ui' | 'postgres' | 'other', number>;

/** Whether this machine tells how much memory of a process is shared. */
export function canMeasureMemory(): boolean {
  return existsSync('/proc/self/smaps_rollup');
}

/**
 * Memory of a process and of all that it has started. PostgreSQL's processes share their buffers, each of which is counted once (PSS);
 * of all others the whole resident memory counts (RSS).
 */
export function memoryOf(root: number): Memory {
  const memory: Memory = { up: 0, api: 0, worker: 0, 'temporal-server': 0, 'temporal-ui': 0, postgres: 0, other: 0 };
  for (const pid of familyOf(root)) {
    const part = partOf(pid, root);
    memory[part] += kilobytesOf(pid, part === 'postgres' ? 'Pss' : 'Rss') / MEGABYTE_IN_KILOBYTES;
  }
  return memory;
}

function partOf(pid: number, root: number): keyof Memory {
  const commandLine = commandLineOf(pid);
  if (pid === root) return 'up';
  if (/\bserver\.ts\b/.test(commandLine)) return 'api';
  if (/\bworker\.ts\b/.test(commandLine)) return 'worker';
  if (commandLine.includes('/temporal-server')) return 'temporal-server';
  if (commandLine.includes('/temporal-ui')) return 'temporal-ui';
  return /\bpostgres\b/.test(commandLine) ? 'postgres' : 'other';
}

/** A process and its descendants, by the parents that the kernel names. */
function familyOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${entry}/status`))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const family = [root];
  for (const pid of family) family.push(...(children.get(pid) ?? []));
  return family;
}

function kilobytesOf(pid: number, field: 'Rss' | 'Pss'): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

/** A process may have ended since it was listed. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
