import { Prisma } from '../../prisma/generated/client.ts';
import type { Caller } from '../auth/caller.ts';

/**
 * Which processes somebody sees: those in which their organisation, or one below it, takes part. Operators also see whatever is not over,
 * without personal data. `with` opens the statement, `sees` is a condition on the process `p`.
 */
interface Visibility {
  with: Prisma.Sql;
  sees: Prisma.Sql;
}

/** Who asks: a caller, or a session whose caller is being looked up at the same moment. */
export type Viewer = Pick<Caller, 'actor'> | { sessionId: string };

/** The two parts of a statement that keep it to what the viewer may see. */
export function visibleTo(viewer: Viewer): Visibility {
  // As an array, the organisations are looked up in the index one by one; as a join they would cost a pass over the whole table.
  const own = Prisma.sql`p.id IN (SELECT process_id FROM process_party WHERE organisation_id = ANY(ARRAY(SELECT id FROM below)))`;
  return {
    with: Prisma.sql`WITH RECURSIVE below AS (
      SELECT id FROM organisation WHERE id = ${organisationOf(viewer)}
      UNION SELECT o.id FROM organisation o JOIN below ON o.parent_id = below.id)`,
    sees: seesOf(viewer, own),
  };
}

/**
 * The same for one process, upwards from those who take part in it: a few steps to the top, however many processes and organisations there are
 * below the viewer.
 */
export function visibleAlone(viewer: Viewer, id: string): Visibility {
  // As a sub-select, the id does not invite the database to plan anew for each process; planning takes longer than looking.
  return {
    with: Prisma.sql`WITH RECURSIVE above AS (
      SELECT organisation_id AS id FROM process_party WHERE process_id = (SELECT ${id})
      UNION SELECT o.parent_id FROM above JOIN organisation o ON o.id = above.id WHERE o.parent_id IS NOT NULL)`,
    sees: seesOf(viewer, Prisma.sql`${organisationOf(viewer)} IN (SELECT id FROM above)`),
  };
}

function organisationOf(viewer: Viewer): Prisma.Sql {
  if ('actor' in viewer) return Prisma.sql`${viewer.actor.organisationId}`;
  return Prisma.sql`(SELECT m.organisation_id FROM session s JOIN membership m ON m.id = s.membership_id WHERE s.id = ${viewer.sessionId})`;
}

function seesOf(viewer: Viewer, own: Prisma.Sql): Prisma.Sql {
  if ('actor' in viewer) return viewer.actor.role === 'operator' ? Prisma.sql`(NOT p.ended OR ${own})` : own;
  const role = Prisma.sql`(SELECT m.role FROM session s JOIN membership m ON m.id = s.membership_id WHERE s.id = ${viewer.sessionId})`;
  return Prisma.sql`(${own} OR (NOT p.ended AND ${role} = 'operator'))`;
}

/**
 * The defect that still stands in the way of the process `p`, or NULL. The record marks a process whose command ended in a defect; once that
 * command was given anew (its id with a `~`, see operations.ts), the mark is history.
 */
export const BROKEN = Prisma.sql`CASE WHEN p.broken IS NOT NULL AND EXISTS (
  SELECT FROM command c WHERE c.process_id = p.id AND c.outcome = 'failed' AND NOT EXISTS (SELECT FROM command r WHERE r.id = c.id || '~')
) THEN p.broken END`;

/** All conditions together; no condition is true. */
export function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], ' AND ');
}

/** Text to be found anywhere, with the wildcards of LIKE taken literally. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
