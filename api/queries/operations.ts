import type { z } from 'zod';
import type { PlainDate, ProcessId, ProcessKind } from '../../domain/ids.ts';
import type { StuckKind, StuckQuery } from '../../domain/schema/api/operations.ts';
import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type Page, pageRequest, toPage } from '../paging.ts';
import { BROKEN } from './visibility.ts';

/** A waiting process as operators see it: codes, labels and dates. */
export interface StuckRecord {
  id: ProcessId;
  kind: ProcessKind;
  stage: string;
  waitsFor: string;
  since: PlainDate;
  nextDue: PlainDate | null;
  broken: string | null;
  undelivered: number;
  revision: number;
  packId: string;
  cycleId: ProcessId | null;
  offsetSeconds: number;
}

const LIST = 'stuck';
const COLUMNS = Prisma.sql`p.id, p.kind, p.stage, p.waits_for AS "waitsFor", p.stage_since AS since, p.next_due AS "nextDue", ${BROKEN} AS broken, p.revision,
  p.pack_id AS "packId", p.cycle_id AS "cycleId",
  (SELECT count(*)::int FROM command c WHERE c.process_id = p.id AND c.delivered_at IS NULL) AS undelivered,
  COALESCE((SELECT clock_offset_seconds FROM organisation o WHERE o.id = p.clock_id AND o.rehearsal), 0) AS "offsetSeconds"`;

// Broken: a command ended in a defect, or one could not be delivered for five minutes. A person: whoever the process belongs to must act.
const REASON = Prisma.sql`CASE
  WHEN ${BROKEN} IS NOT NULL OR EXISTS (SELECT FROM command c WHERE c.process_id = p.id AND c.delivered_at IS NULL
    AND c.received_at < clock_timestamp() - interval '5 minutes') THEN 'broken'
  WHEN p.waits_for = 'date' THEN 'date'
  WHEN EXISTS (SELECT FROM process_party pp WHERE pp.process_id = p.id AND pp.function IN ('purchaser', 'sender') AND pp.organisation_id = p.waiting_for_id)
    THEN 'person'
  ELSE 'organisation' END`;

/** How many processes wait for what, and how many commands are on their way. */
export async function countStuck(database: Database): Promise<{ counts: Record<z.infer<typeof StuckKind>, number>; undelivered: number }> {
  const [rows, [waiting]] = await Promise.all([
    database.$queryRaw<{ reason: z.infer<typeof StuckKind>; count: number }[]>`
      SELECT ${REASON} AS reason, count(*)::int AS count FROM process p WHERE NOT p.ended GROUP BY 1`,
    database.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM command WHERE delivered_at IS NULL`,
  ]);
  const counts = { person: 0, date: 0, organisation: 0, broken: 0 };
  for (const { reason, count } of rows) counts[reason] = count;
  return { counts, undelivered: waiting?.count ?? 0 };
}

/** One page of the processes that wait for one reason, the longest first. */
export async function listStuck(database: Database, query: z.output<typeof StuckQuery>): Promise<Page<StuckRecord>> {
  const list = `${LIST}.${query.kind}`;
  const request = pageRequest(list, 2, query);
  const after = request.after ? Prisma.sql`AND (p.stage_since, p.id) > (${request.after[0]}, ${request.after[1]})` : Prisma.empty;
  const rows = await database.$queryRaw<StuckRecord[]>`
    SELECT ${COLUMNS} FROM process p WHERE NOT p.ended AND ${REASON} = ${query.kind} ${after} ORDER BY p.stage_since, p.id LIMIT ${request.limit + 1}`;
  return toPage(list, request, rows, (row) => [row.since, row.id]);
}

/** One process, whatever it waits for. */
export async function findForOperator(database: Database, id: string): Promise<StuckRecord | undefined> {
  const [row] = await database.$queryRaw<StuckRecord[]>`SELECT ${COLUMNS} FROM process p WHERE p.id = ${id}`;
  return row;
}
