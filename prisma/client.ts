import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

/** The record. Sessions run in UTC, because the adapter drops the offset of `timestamptz` values; a frozen peer loses its locks after ten seconds. */
export function createDatabase(url: string, poolSize = 10): PrismaClient {
  const pool = {
    connectionString: url,
    options: '-c TimeZone=UTC -c idle_in_transaction_session_timeout=10000',
    max: poolSize,
    connectionTimeoutMillis: 1500,
    query_timeout: 1800,
    statement_timeout: 1700,
  };
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameOf });
  return new PrismaClient({ adapter });
}

/** Statements are prepared under the hash of their text: planning the larger ones costs more than running them. */
function nameOf({ sql }: { sql: string }): string {
  return createHash('sha256').update(sql).digest('base64url').slice(0, 22);
}

/** A transaction of the record, or the record itself. */
export type Database = Pick<
  PrismaClient,
  | '$queryRaw'
  | '$executeRaw'
  | 'command'
  | 'process'
  | 'event'
  | 'duty'
  | 'processParty'
  | 'organisation'
  | 'worker'
  | 'person'
  | 'reminder'
  | 'notification'
>;
export type { PrismaClient };
