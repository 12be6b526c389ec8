import type { z } from 'zod';
import type { OrganisationId } from '../../domain/ids.ts';
import type { OrganisationFacts } from '../../domain/lifecycle.ts';
import type { OrganisationLevel } from '../../domain/pack.ts';
import type { OrganisationNode } from '../../domain/parties.ts';
import type { OrganisationsQuery } from '../../domain/schema/api/directory.ts';
import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type Page, pageRequest, toPage } from '../paging.ts';
import { all, containing } from './visibility.ts';

/** An organisation as the directory reads it. */
export interface OrganisationRecord {
  id: OrganisationId;
  name: string;
  level: OrganisationLevel;
  parentId: OrganisationId | null;
  rehearsal: boolean;
}

/** An organisation with its neighbours in the tree. */
export interface OrganisationWhole extends OrganisationRecord {
  facts: Partial<OrganisationFacts>;
  packId: string | null;
  parent: { id: string; name: string } | null;
  children: { id: string; name: string }[];
}

const LIST = 'organisations';
const COLUMNS = Prisma.sql`o.id, o.name, o.level, o.parent_id AS "parentId", o.rehearsal`;

/** One page of the directory, by name. */
export async function listOrganisations(database: Database, query: z.output<typeof OrganisationsQuery>): Promise<Page<OrganisationRecord>> {
  const request = pageRequest(LIST, 2, query);
  const { level, q, parentId } = query;
  const conditions = [
    ...(level ? [Prisma.sql`o.level = ${level}`] : []),
    ...(q ? [Prisma.sql`o.name LIKE ${containing(q)}`] : []),
    ...(parentId ? [Prisma.sql`o.parent_id = ${parentId}`] : []),
    ...(request.after ? [Prisma.sql`(o.name, o.id) > (${request.after[0]}, ${request.after[1]})`] : []),
  ];
  const rows = await database.$queryRaw<OrganisationRecord[]>`
    SELECT ${COLUMNS} FROM organisation o WHERE ${all(conditions)} ORDER BY o.name, o.id LIMIT ${request.limit + 1}`;
  return toPage(LIST, request, rows, (row) => [row.name, row.id]);
}

/** One organisation, or `undefined`. */
export async function findOrganisation(database: Database, id: string): Promise<OrganisationWhole | undefined> {
  const [row] = await database.$queryRaw<OrganisationWhole[]>`
    SELECT ${COLUMNS}, o.facts, o.pack_id AS "packId",
      (SELECT json_build_object('id', u.id, 'name', u.name) FROM organisation u WHERE u.id = o.parent_id) AS parent,
      (SELECT COALESCE(json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY c.name, c.id), '[]') FROM organisation c WHERE c.parent_id = o.id) AS children
    FROM organisation o WHERE o.id = ${id}`;
  return row;
}

/** Names of organisations by id; ids that are none are left out. */
export async function namesOf(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.organisation.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** An organisation above the stations of a road, with what is pinned from it: the pack, the calendar's region, the rehearsal clock. */
export interface ChainNode extends OrganisationNode {
  packId: string | null;
  region: string;
  rehearsal: boolean;
}

/** Everything above these organisations and themselves, with the departments beside them. */
export async function chainsAbove(database: Database, ids: readonly string[]): Promise<ChainNode[]> {
  if (ids.length === 0) return [];
  return await database.$queryRaw<ChainNode[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM organisation WHERE id IN (${Prisma.join([...ids])})
      UNION SELECT o.id, o.parent_id FROM organisation o JOIN up ON o.id = up.parent_id)
    SELECT o.id, o.name, o.level, o.parent_id AS "parentId", o.facts ->> 'department' AS department, o.pack_id AS "packId", o.region, o.rehearsal
    FROM organisation o WHERE o.id IN (SELECT id FROM up) OR (o.facts ? 'department' AND o.parent_id IN (SELECT id FROM up))`;
}
