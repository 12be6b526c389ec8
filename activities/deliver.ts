import { deliverRow, type LedgerDependencies, undeliveredAmong } from '../temporal/ledger.ts';

/** The activity that carries follow-ups to their processes, in the order in which they were written. */
export function createDelivery(dependencies: LedgerDependencies) {
  async function deliver(commandIds: string[]): Promise<void> {
    if (commandIds.length === 0) return;
    for (const row of await undeliveredAmong(dependencies, commandIds)) await deliverRow(dependencies, row);
  }
  return { deliver };
}
