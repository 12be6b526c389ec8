import { createHash } from 'node:crypto';
import { CatalogueError } from '../../domain/errors.ts';
import type { Instant, OrganisationId, PersonId, PlainDate } from '../../domain/ids.ts';
import type { Actor, MemberRole } from '../../domain/lifecycle.ts';
import { addMilliseconds, dateOf, toInstant } from '../../domain/time.ts';
import type { Database } from '../../prisma/client.ts';

/** Who asks: a signed-in person in one organisation with one role, with the day it is for them. */
export interface Caller {
  actor: Exclude<Actor, { role: 'system' }>;
  sessionId: string;
  membershipId: string;
  /** Region of the organisation's calendar. */
  region: string;
  /** The pack of the organisation or of the nearest one above it that has one. */
  packId: string | undefined;
  /** The database's clock; each process is shown on the clock that it follows. */
  now: Instant;
  /** The day it is for the organisation: moved by the rehearsal clock of itself or of one above it. */
  today: PlainDate;
}

interface CallerRow {
  role: MemberRole;
  person_id: PersonId;
  membership_id: string;
  organisation_id: OrganisationId;
  region: string;
  pack_id: string | null;
  offset_seconds: number | null;
  now: Date;
  ageing: boolean;
}

/** The day on a clock that is moved by so many seconds. */
export function dayOn(now: Instant, offsetSeconds: number): PlainDate {
  return dateOf(addMilliseconds(now, offsetSeconds * 1_000));
}

/** What is kept of a cookie: whoever reads the table cannot sign in with it. */
export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The caller of a session cookie, in one statement; throws `access.signed-out` without a session that is still good. */
export async function callerOf(database: Database, token: string | undefined): Promise<Caller> {
  if (token === undefined) throw new CatalogueError('access.signed-out');
  const sessionId = sessionIdOf(token);
  // A tree of organisations is at most eight levels deep; ten steps also end a loop in wrong data.
  const [row] = await database.$queryRaw<CallerRow[]>`
    WITH RECURSIVE found AS (
      SELECT m.role, m.person_id, m.id AS membership_id, o.id AS organisation_id, o.region, s.expires_at
      FROM session s JOIN membership m ON m.id = s.membership_id JOIN organisation o ON o.id = m.organisation_id JOIN account a ON a.person_id = s.person_id
      WHERE s.id = ${sessionId} AND s.expires_at > clock_timestamp() AND NOT a.disabled
    ), up AS (
      SELECT o.parent_id, o.pack_id, o.rehearsal, o.clock_offset_seconds, 1 AS step FROM organisation o JOIN found ON o.id = found.organisation_id
      UNION ALL
      SELECT o.parent_id, o.pack_id, o.rehearsal, o.clock_offset_seconds, step + 1 FROM organisation o JOIN up ON o.id = up.parent_id WHERE step < 10
    )
    SELECT found.*, clock_timestamp() AS now, expires_at < clock_timestamp() + interval '11 hours' AS ageing,
      (SELECT pack_id FROM up WHERE pack_id IS NOT NULL ORDER BY step LIMIT 1) AS pack_id,
      (SELECT clock_offset_seconds FROM up WHERE rehearsal ORDER BY step LIMIT 1) AS offset_seconds
    FROM found`;
  if (!row) throw new CatalogueError('access.signed-out');
  // Sliding, but written at most once an hour: reading a page must not cost a write.
  if (row.ageing)
    await database.$executeRaw`UPDATE session SET expires_at = clock_timestamp() + interval '12 hours' WHERE id = ${sessionId}`;
  const now = toInstant(row.now);
  return {
    actor: { role: row.role, personId: row.person_id, organisationId: row.organisation_id },
    sessionId,
    membershipId: row.membership_id,
    region: row.region,
    packId: row.pack_id ?? undefined,
    now,
    today: dayOn(now, row.offset_seconds ?? 0),
  };
}
