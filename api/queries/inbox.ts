import type { PersonId } from '../../domain/ids.ts';
import { toInstant } from '../../domain/time.ts';
import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type Page, pageRequest, toPage } from '../paging.ts';

/** One digest as it was written for a person. */
export interface DigestRecord {
  id: string;
  morning: string;
  title: string;
  lines: unknown;
  readAt: Date | null;
  createdAt: Date;
}

const LIST = 'inbox';

/** One page of a person's digests, the newest first. */
export async function listDigests(
  database: Database,
  personId: PersonId,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<DigestRecord>> {
  const request = pageRequest(LIST, 2, query);
  const after = request.after ? Prisma.sql`AND (created_at, id) < (${request.after[0]}::timestamptz, ${request.after[1]})` : Prisma.empty;
  const rows = await database.$queryRaw<DigestRecord[]>`
    SELECT id, morning, title, lines, read_at AS "readAt", created_at AS "createdAt" FROM notification
    WHERE person_id = ${personId} ${after} ORDER BY created_at DESC, id DESC LIMIT ${request.limit + 1}`;
  return toPage(LIST, request, rows, (row) => [toInstant(row.createdAt), row.id]);
}

/** Notes that a person has read a digest; the first reading counts. `false` if it is not theirs. */
export async function markRead(database: Database, personId: PersonId, id: string): Promise<boolean> {
  const found = await database.$executeRaw`
    UPDATE notification SET read_at = COALESCE(read_at, clock_timestamp()) WHERE id = ${id} AND person_id = ${personId}`;
  return found === 1;
}
