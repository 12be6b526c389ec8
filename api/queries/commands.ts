import type { PersonId } from '../../domain/ids.ts';
import type { Database } from '../../prisma/client.ts';

/** A row of the ledger as the person who gave the command may see it. */
export interface CommandRecord {
  id: string;
  name: string;
  processId: string;
  outcome: 'accepted' | 'refused' | 'failed' | null;
  receivedAt: Date;
  recordedAt: Date | null;
  result: unknown;
}

/** A command that this person gave, or `undefined`. */
export async function findCommand(database: Database, personId: PersonId, id: string): Promise<CommandRecord | undefined> {
  const [row] = await database.$queryRaw<CommandRecord[]>`
    SELECT id, name, process_id AS "processId", outcome, received_at AS "receivedAt", recorded_at AS "recordedAt", result
    FROM command WHERE id = ${id} AND person_id = ${personId}`;
  return row;
}
