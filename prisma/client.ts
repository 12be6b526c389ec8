import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from './generated/client.ts';

/** Statements written by hand. They go straight to the driver: on the way through Prisma most of them would cost twice as much. */
export interface Statements {
  /** The rows that a statement brings. */
  $queryRaw<Rows = unknown>(text: TemplateStringsArray, ...values: unknown[]): Promise<Rows>;
  /** The number of rows that a statement has changed. */
  $executeRaw(text: TemplateStringsArray, ...values: unknown[]): Promise<number>;
}

/** The record: Prisma's models, statements written by hand, and transactions of such statements on one connection. */
export interface Database extends Omit<PrismaClient, keyof Statements | '$transaction'>, Statements {
  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result>;
}

/** The record. Sessions run in UTC, because Prisma's adapter drops the offset of `timestamptz` values; a frozen peer loses its locks after ten seconds. */
export function createDatabase(url: string, poolSize = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    options: '-c TimeZone=UTC -c idle_in_transaction_session_timeout=10000',
    max: poolSize,
    connectionTimeoutMillis: 1500,
    query_timeout: 1800,
    statement_timeout: 1700,
  });
  // A connection that breaks while nobody uses it concerns nobody: the next one is made when it is needed.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameOf, disposeExternalPool: true });
  const own = { ...statementsOn(pool), transaction: <Result>(work: (statements: Statements) => Promise<Result>) => transact(pool, work) };
  return new Proxy(new PrismaClient({ adapter }), {
    get: (prisma, key) => Reflect.get(key in own ? own : prisma, key),
  }) as unknown as Database;
}

async function transact<Result>(pool: pg.Pool, work: (statements: Statements) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(statementsOn(client));
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (failure) {
    const isBroken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    client.release(isBroken);
    throw failure;
  }
}

function statementsOn(connection: pg.Pool | pg.PoolClient): Statements {
  const run = async (strings: TemplateStringsArray, values: unknown[]) => {
    const { text, values: flat } = Prisma.sql(strings, ...values);
    return await connection.query({ name: nameOf({ sql: text }), text, values: flat, types: TYPES });
  };
  return {
    $queryRaw: async <Rows>(strings: TemplateStringsArray, ...values: unknown[]) => (await run(strings, values)).rows as Rows,
    $executeRaw: async (strings, ...values) => (await run(strings, values)).rowCount ?? 0,
  };
}

/** Sequence numbers are `bigint`, as Prisma reads them; the driver alone would bring text. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? BigInt : pg.types.getTypeParser(oid, format)),
};

/** Statements are prepared under the hash of their text: planning the larger ones costs more than running them. */
function nameOf({ sql }: { sql: string }): string {
  return createHash('sha256').update(sql).digest('base64url').slice(0, 22);
}
