import type { Deliverable } from '../temporal/delivery.ts';
import { countAttempt, deliverRow, type LedgerDependencies, undeliveredSince } from '../temporal/ledger.ts';

/** A row is left to its first deliverer for this long (seconds). */
const GRACE_SECONDS = 5;
/** After so many attempts the row is shown as broken and waits for an operator. */
const RELAY_ATTEMPTS = 60;
const BATCH = 100;
/** A delivery that takes longer is given up, and made again by a later sweep (milliseconds). */
const PATIENCE = 15_000;

/** Sweeps the ledger for rows that nobody delivered: their deliverer died, or Temporal was away. */
export function createRelay(dependencies: LedgerDependencies, log: { warn(details: object, message: string): void }) {
  const onTheWay = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  /** Delivers one row; false if it must be tried again. */
  async function carry(row: Deliverable): Promise<boolean> {
    onTheWay.add(row.id);
    try {
      await countAttempt(dependencies, row.id);
      await dependencies.temporal.withAbortSignal(AbortSignal.timeout(PATIENCE), () => deliverRow(dependencies, row));
      return true;
    } catch (failure) {
      log.warn({ command: row.id, failure: failure instanceof Error ? failure.name : 'unknown' }, 'relay: not delivered yet');
      return false;
    } finally {
      onTheWay.delete(row.id);
    }
  }

  /** One sweep; returns how many rows were delivered. Rows of different processes go side by side: one that hangs holds up no other. */
  async function sweep(): Promise<number> {
    // While Temporal is away nothing is tried, so that no attempt is counted either.
    await dependencies.temporal.withAbortSignal(AbortSignal.timeout(PATIENCE), () =>
      dependencies.temporal.workflowService.getSystemInfo({}),
    );
    const rows = await undeliveredSince(dependencies, GRACE_SECONDS, RELAY_ATTEMPTS, BATCH);
    const delivered = await Promise.all(rows.filter(({ id }) => !onTheWay.has(id)).map(carry));
    return delivered.filter(Boolean).length;
  }

  return {
    sweep,
    start(everyMilliseconds = 2000) {
      // The next sweep does not wait for what this one has on the way.
      timer = setInterval(() => void sweep().catch(() => 0), everyMilliseconds);
    },
    stop: () => clearInterval(timer),
  };
}
