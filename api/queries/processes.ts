import type { z } from 'zod';
import type { OrganisationId, PlainDate, ProcessId, ProcessKind } from '../../domain/ids.ts';
import type { Folded } from '../../domain/lifecycle.ts';
import type { PartyFunction } from '../../domain/pack.ts';
import type { ProcessesQuery } from '../../domain/schema/api/process.ts';
import { toInstant } from '../../domain/time.ts';
import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Caller } from '../auth/caller.ts';
import { type Page, pageRequest, toPage } from '../paging.ts';
import { all, BROKEN, containing, type Viewer, visibleAlone, visibleTo } from './visibility.ts';

/** A process as the lists read it. */
export interface ProcessRecord {
  id: ProcessId;
  kind: ProcessKind;
  title: string;
  /** What tells it from the others of its road: the line of reports, as a code, or the one station. */
  about: string | null;
  packId: string;
  packVersion: string;
  region: string;
  cycleId: ProcessId | null;
  stage: string;
  waitsFor: string;
  waitingForName: string | null;
  stageSince: PlainDate;
  revision: number;
  ended: boolean;
  broken: string | null;
  nextDue: PlainDate | null;
  nextDueLabel: string | null;
  overdueSince: PlainDate | null;
  provisional: boolean;
  /** Seconds by which the clock of its organisation is moved, in a rehearsal. */
  offsetSeconds: number;
  openedAt: Date;
}

/** A process with what only its page reads. */
export interface ProcessWhole extends ProcessRecord {
  folded: Folded;
  parties: { function: PartyFunction; organisation: { id: OrganisationId; name: string } }[];
}

const LIST = 'processes';

/** The columns of {@link ProcessRecord} from `p`. */
const COLUMNS = Prisma.sql`p.id, p.kind, p.title, p.pack_id AS "packId", p.pack_version AS "packVersion", p.region, p.cycle_id AS "cycleId", p.stage,
  p.waits_for AS "waitsFor", w.name AS "waitingForName", p.stage_since AS "stageSince", p.revision, p.ended, ${BROKEN} AS broken, p.next_due AS "nextDue",
  p.next_due_label AS "nextDueLabel", p.overdue_since AS "overdueSince", p.opened_at AS "openedAt",
  CASE WHEN p.kind = 'report-line' THEN p.state -> 'own' ->> 'line'
    ELSE (SELECT s.name FROM process_party sp JOIN organisation s ON s.id = sp.organisation_id WHERE sp.process_id = p.id AND sp.function = 'station') END
    AS about,
  COALESCE((SELECT d.provisional FROM duty d WHERE d.process_id = p.id AND d.status = 'open' AND d.due = p.next_due ORDER BY d.provisional DESC LIMIT 1), false)
    AS provisional,
  COALESCE((SELECT clock_offset_seconds FROM organisation c WHERE c.id = p.clock_id AND c.rehearsal), 0) AS "offsetSeconds"`;
const TABLES = Prisma.sql`process p LEFT JOIN organisation w ON w.id = p.waiting_for_id`;

/** One page of the processes that the caller sees, the newest first, and how many of each kind there are. */
export async function listProcesses(
  database: Database,
  caller: Caller,
  query: z.output<typeof ProcessesQuery>,
): Promise<Page<ProcessRecord> & { counts: Partial<Record<ProcessKind, number>> }> {
  const visibility = visibleTo(caller);
  const request = pageRequest(LIST, 2, query);
  const filters = [visibility.sees, ...filtersOf(query, caller)];
  const kind = query.kind ? [Prisma.sql`p.kind = ${query.kind}`] : [];
  const after = request.after ? [Prisma.sql`(p.opened_at, p.id) < (${request.after[0]}::timestamptz, ${request.after[1]})`] : [];
  const [rows, counted] = await Promise.all([
    database.$queryRaw<ProcessRecord[]>`${visibility.with} SELECT ${COLUMNS} FROM ${TABLES}
      WHERE ${all([...filters, ...kind, ...after])} ORDER BY p.opened_at DESC, p.id DESC LIMIT ${request.limit + 1}`,
    database.$queryRaw<{ kind: ProcessKind; count: number }[]>`${visibility.with} SELECT p.kind, count(*)::int AS count FROM process p
      WHERE ${all(filters)} GROUP BY p.kind`,
  ]);
  const page = toPage(LIST, request, rows, (row) => [toInstant(row.openedAt), row.id]);
  return { ...page, counts: Object.fromEntries(counted.map(({ kind: name, count }) => [name, count])) };
}

function filtersOf(query: z.output<typeof ProcessesQuery>, { actor }: Caller): Prisma.Sql[] {
  const { stage, q, ended, overdue, waiting, cycleId, organisationId } = query;
  return [
    ...(stage ? [Prisma.sql`p.stage = ${stage}`] : []),
    ...(q ? [Prisma.sql`p.title LIKE ${containing(q)}`] : []),
    ...(ended === undefined ? [] : [Prisma.sql`p.ended = ${ended}`]),
    ...(overdue === undefined ? [] : [overdue ? Prisma.sql`p.overdue_since IS NOT NULL` : Prisma.sql`p.overdue_since IS NULL`]),
    ...(waiting === 'me' ? [Prisma.sql`p.waiting_for_id = ${actor.organisationId} AND NOT p.ended`] : []),
    ...(waiting === 'others'
      ? [Prisma.sql`p.waits_for <> 'date' AND p.waiting_for_id IS DISTINCT FROM ${actor.organisationId} AND NOT p.ended`]
      : []),
    ...(waiting === 'date' ? [Prisma.sql`p.waits_for = 'date' AND NOT p.ended`] : []),
    ...(cycleId ? [Prisma.sql`p.cycle_id = ${cycleId}`] : []),
    ...(organisationId
      ? [Prisma.sql`EXISTS (SELECT FROM process_party x WHERE x.process_id = p.id AND x.organisation_id = ${organisationId})`]
      : []),
  ];
}

/** One process with its parties; `undefined` if there is none that the caller sees. */
export async function findProcess(database: Database, viewer: Viewer, id: string): Promise<ProcessWhole | undefined> {
  const visibility = visibleAlone(viewer, id);
  const [row] = await database.$queryRaw<ProcessWhole[]>`${visibility.with}
    SELECT ${COLUMNS}, p.state AS folded,
      (SELECT COALESCE(json_agg(json_build_object('function', pp.function, 'organisation', json_build_object('id', o.id, 'name', o.name))), '[]')
        FROM process_party pp JOIN organisation o ON o.id = pp.organisation_id WHERE pp.process_id = p.id) AS parties
    FROM ${TABLES} WHERE p.id = ${id} AND ${visibility.sees}`;
  return row;
}

/** The other processes of a purchase cycle that the caller sees, at most 200, by kind and age. */
export async function relatedProcesses(database: Database, caller: Caller, { id, cycleId }: ProcessRecord): Promise<ProcessRecord[]> {
  if (cycleId === null) return [];
  const visibility = visibleTo(caller);
  return await database.$queryRaw<ProcessRecord[]>`${visibility.with} SELECT ${COLUMNS} FROM ${TABLES}
    WHERE p.cycle_id = ${cycleId} AND p.id <> ${id} AND ${visibility.sees} ORDER BY p.opened_at, p.id LIMIT 200`;
}
