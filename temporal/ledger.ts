import type { Client } from '@temporalio/client';
import type { ProcessId, ProcessKind } from '../domain/ids.ts';
import type { Database } from '../prisma/client.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { Answer } from '../workflows/messages.ts';
import { type Deliverable, deliverCommand } from './delivery.ts';

interface UndeliveredRow {
  id: string;
  kind: ProcessKind;
  process_id: ProcessId;
  name: string;
  cycle_id: string | null;
  pack_id: string | null;
  opening: boolean;
}

/** What delivering needs; works with the rights of the API role. */
export interface LedgerDependencies {
  database: Pick<Database, '$queryRaw' | '$executeRaw'>;
  temporal: Client;
  taskQueue: string;
}

const COLUMNS = Prisma.sql`c.id, c.kind, c.process_id, c.name, COALESCE(p.cycle_id, c.opening ->> 'cycleId') AS cycle_id, COALESCE(p.pack_id, c.opening ->> 'packId') AS pack_id, c.opening IS NOT NULL AS opening`;

/** Undelivered rows among these ids, in the order in which they were received. */
export async function undeliveredAmong({ database }: LedgerDependencies, ids: readonly string[]): Promise<Deliverable[]> {
  const rows = await database.$queryRaw<UndeliveredRow[]>`
    SELECT ${COLUMNS} FROM command c LEFT JOIN process p ON p.id = c.process_id
    WHERE c.id IN (${Prisma.join([...ids])}) AND c.delivered_at IS NULL ORDER BY c.sequence`;
  return rows.map(deliverable);
}

/** Undelivered rows older than `seconds` that were tried fewer than `attempts` times: the oldest of each process, so that order is kept. */
export async function undeliveredSince(
  { database }: LedgerDependencies,
  seconds: number,
  attempts: number,
  limit: number,
): Promise<Deliverable[]> {
  const rows = await database.$queryRaw<UndeliveredRow[]>`
    SELECT ${COLUMNS} FROM (
      SELECT DISTINCT ON (process_id) * FROM command
      WHERE delivered_at IS NULL AND received_at < clock_timestamp() - make_interval(secs => ${seconds})
      ORDER BY process_id, sequence) c LEFT JOIN process p ON p.id = c.process_id
    WHERE c.attempts < ${attempts} ORDER BY c.sequence LIMIT ${limit}`;
  return rows.map(deliverable);
}

function deliverable(row: UndeliveredRow): Deliverable {
  const { id, kind, name, opening } = row;
  return { id, kind, name, processId: row.process_id, cycleId: row.cycle_id, packId: row.pack_id, mayOpen: opening };
}

/** Notes that Temporal has answered: the run of the process knows of the command. A note that a crash takes away is made again by the relay, so that nobody waits for the disk. */
async function markDelivered({ database }: LedgerDependencies, id: string): Promise<void> {
  await database.$executeRaw`
    WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true))
    UPDATE command SET delivered_at = clock_timestamp() FROM unhurried WHERE id = ${id} AND delivered_at IS NULL`;
}

/** Delivers one row and notes it. */
export async function deliverRow(dependencies: LedgerDependencies, row: Deliverable): Promise<Answer> {
  const { answer, noted } = await deliverUnnoted(dependencies, row);
  await noted;
  return answer;
}

/** The same for somebody in a hurry: the note is on its way. A row without it is delivered again, and answered as the first time. */
export async function deliverUnnoted(
  dependencies: LedgerDependencies,
  row: Deliverable,
): Promise<{ answer: Answer; noted: Promise<void> }> {
  const answer = await deliverCommand(dependencies.temporal, row, dependencies.taskQueue);
  const noted = markDelivered(dependencies, row.id);
  noted.catch(() => undefined);
  return { answer, noted };
}

/** Counts an attempt before it is made, so that a row that kills its deliverer does not kill for ever. */
export async function countAttempt({ database }: LedgerDependencies, id: string): Promise<void> {
  await database.$executeRaw`UPDATE command SET attempts = attempts + 1 WHERE id = ${id}`;
}
