import { createHash } from 'node:crypto';
import type { ProcessId } from '../../domain/ids.ts';

/** A UUID made of a name: the same command opens the same processes, whoever records it and however often. */
export function processIdFrom(commandId: string, label: string): ProcessId {
  const bytes = createHash('sha256').update(`${commandId}\n${label}`).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex').slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as ProcessId;
}

/** The hash of an event in the chain of its process: the former hash and what is recorded now. */
export function chainHash(previous: string, event: object): string {
  return createHash('sha256')
    .update(previous)
    .update('\n')
    .update(JSON.stringify(sorted(event)))
    .digest('hex');
}

/** PostgreSQL keeps JSON objects in an order of its own; hashing needs one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

/** Spreads what falls due at midnight over six hours, the same for the same process (milliseconds). */
export function nightSpread(processId: string): number {
  return createHash('sha256').update(processId).digest().readUInt32BE(0) % (6 * 3_600_000);
}
