import type { z } from 'zod';
import type { WorkersQuery } from '../../domain/schema/api/directory.ts';
import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Caller } from '../auth/caller.ts';
import { type Page, pageRequest, toPage } from '../paging.ts';
import { all, containing } from './visibility.ts';

/** A worker of the roster. */
interface WorkerRecord {
  id: string;
  name: string;
  employer: { id: string; name: string } | null;
  station: { id: string; name: string } | null;
  labourContractOn: string | null;
  firstDayInPost: string | null;
  certificateOn: string | null;
}

const LIST = 'workers';

/** One page of the workers that the caller may know by name: its own employees, and those who serve at or below its place in the tree. */
export async function listWorkers(database: Database, caller: Caller, query: z.output<typeof WorkersQuery>): Promise<Page<WorkerRecord>> {
  const request = pageRequest(LIST, 1, query);
  const conditions = [
    Prisma.sql`(w.employer_id = ${caller.actor.organisationId} OR w.station_id IN (SELECT id FROM below))`,
    ...(query.q ? [Prisma.sql`n.name LIKE ${containing(query.q)}`] : []),
    ...(query.employerId ? [Prisma.sql`w.employer_id = ${query.employerId}`] : []),
    ...(request.after ? [Prisma.sql`w.person_id > ${request.after[0]}`] : []),
  ];
  const rows = await database.$queryRaw<WorkerRecord[]>`
    WITH RECURSIVE below AS (
      SELECT id FROM organisation WHERE id = ${caller.actor.organisationId}
      UNION SELECT o.id FROM organisation o JOIN below ON o.parent_id = below.id)
    SELECT w.person_id AS id, n.name, w.labour_contract_on AS "labourContractOn", w.first_day_in_post AS "firstDayInPost", w.certificate_on AS "certificateOn",
      CASE WHEN e.id IS NOT NULL THEN json_build_object('id', e.id, 'name', e.name) END AS employer,
      CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'name', s.name) END AS station
    FROM worker w JOIN person n ON n.id = w.person_id LEFT JOIN organisation e ON e.id = w.employer_id LEFT JOIN organisation s ON s.id = w.station_id
    WHERE ${all(conditions)} ORDER BY w.person_id LIMIT ${request.limit + 1}`;
  const page = toPage(LIST, request, rows, (row) => [row.id]);
  const ids = page.items.map(({ id }) => id);
  await logReading(database, caller, ids);
  return page;
}

/** Names of the workers that a process names; whoever sees the process may know them, and reading them is logged. */
export async function workerNames(database: Database, caller: Caller, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.$queryRaw<{ id: string; name: string }[]>`
    SELECT n.id, n.name FROM worker w JOIN person n ON n.id = w.person_id WHERE w.person_id IN (${Prisma.join([...new Set(ids)])})`;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  await logReading(database, caller, [...names.keys()]);
  return names;
}

/** Notes who has read whose name; without the note there is no answer. */
async function logReading(database: Database, { actor }: Pick<Caller, 'actor'>, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return;
  await database.$executeRaw`
    INSERT INTO access_log (person_id, organisation_id, object, object_id)
    SELECT ${actor.personId}, ${actor.organisationId}, 'worker', id FROM unnest(${[...workerIds]}::text[]) AS id`;
}
