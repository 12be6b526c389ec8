import { countAttempt, deliverRow, type LedgerDependencies, undeliveredSince } from '../temporal/ledger.ts';

/** A row is left to its first deliverer for this long (seconds). */
const GRACE_SECONDS = 5;
/** After so many attempts the row is shown as broken and waits for an operator. */
const RELAY_ATTEMPTS = 60;
const BATCH = 50;

/** Sweeps the ledger for rows that nobody delivered: their deliverer died, or Temporal was away. */
export function createRelay(dependencies: LedgerDependencies, log: { warn(details: object, message: string): void }) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  /** One sweep; returns how many rows were delivered. */
  async function sweep(): Promise<number> {
    const rows = await undeliveredSince(dependencies, GRACE_SECONDS, RELAY_ATTEMPTS, BATCH);
    let delivered = 0;
    for (const row of rows) {
      if (stopped) break;
      try {
        await countAttempt(dependencies, row.id);
        await deliverRow(dependencies, row);
        delivered += 1;
      } catch (failure) {
        log.warn({ command: row.id, failure: failure instanceof Error ? failure.name : 'unknown' }, 'relay: not delivered yet');
      }
    }
    return delivered;
  }

  async function run(everyMilliseconds: number): Promise<void> {
    const delivered = await sweep().catch(() => 0);
    // A full batch means that more is waiting: go on at once.
    if (!stopped) timer = setTimeout(() => void run(everyMilliseconds), delivered === BATCH ? 0 : everyMilliseconds);
  }

  return {
    sweep,
    start: (everyMilliseconds = 2000) => void run(everyMilliseconds),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
