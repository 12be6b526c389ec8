import type { Instant, PlainDate, ProcessId } from '../../domain/ids.ts';
import type { Actor } from '../../domain/lifecycle.ts';
import { toInstant } from '../../domain/time.ts';
import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type Page, pageRequest, toPage } from '../paging.ts';

/** One recorded event with who gave its command. */
export interface EventRecord {
  revision: number;
  type: string;
  data: Record<string, unknown>;
  commandId: string;
  command: string;
  onDay: PlainDate;
  recordedAt: Instant;
  receivedAt: Instant | null;
  personName: string | null;
  organisationId: string | null;
  organisationName: string | null;
  role: Actor['role'];
  /** The duty that fell due, for events of that kind. */
  dutyLabel: string | null;
}

type Row = Omit<EventRecord, 'recordedAt' | 'receivedAt'> & { recordedAt: Date; receivedAt: Date | null };

const LIST = 'timeline';

/** One page of what happened in a process, the newest first; the caller must see the process. */
export async function listEvents(
  database: Database,
  processId: ProcessId,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<EventRecord>> {
  const request = pageRequest(LIST, 1, query);
  const after = request.after ? Prisma.sql`AND e.revision < ${request.after[0]}` : Prisma.empty;
  const rows = await database.$queryRaw<Row[]>`
    SELECT e.revision, e.type, e.data, e.command_id AS "commandId", e.command, e.on_day AS "onDay", e.recorded_at AS "recordedAt", c.received_at AS "receivedAt",
      n.name AS "personName", e.organisation_id AS "organisationId", o.name AS "organisationName", COALESCE(c.role, 'system') AS role, d.label AS "dutyLabel"
    FROM event e LEFT JOIN command c ON c.id = e.command_id LEFT JOIN person n ON n.id = e.person_id LEFT JOIN organisation o ON o.id = e.organisation_id
      LEFT JOIN duty d ON e.type = 'duty-fell-due' AND d.process_id = e.process_id AND d.key = e.data ->> 'key'
    WHERE e.process_id = ${processId} ${after} ORDER BY e.revision DESC LIMIT ${request.limit + 1}`;
  const page = toPage(LIST, request, rows, (row) => [row.revision]);
  return {
    ...page,
    items: page.items.map((row) => ({
      ...row,
      recordedAt: toInstant(row.recordedAt),
      receivedAt: row.receivedAt && toInstant(row.receivedAt),
    })),
  };
}
