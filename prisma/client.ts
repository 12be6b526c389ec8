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

/** The statements of one transaction. */
export interface Transaction extends Statements {
  /** Sends a statement that nobody waits for: the transaction fails with it. */
  send(statement: Prisma.Sql): void;
}

/** The record: Prisma's models, statements written by hand, and transactions of such statements on one connection. */
export interface Database extends Omit<PrismaClient, keyof Statements | '$transaction'>, Statements {
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/** The record. Sessions run in UTC, because Prisma's adapter drops the offset of `timestamptz` values; a frozen peer loses its locks after ten seconds. */
export function createDatabase(url: string, poolSize = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    options: '-c TimeZone=UTC -c idle_in_transaction_session_timeout=10000',
    max: poolSize,
    pipeline: true,
    connectionTimeoutMillis: 1500,
    query_timeout: 1800,
    statement_timeout: 1700,
  });
  // A connection that breaks while nobody uses it concerns nobody: the next one is made when it is needed.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, { statementNameGenerator: nameOf, disposeExternalPool: true });
  const own = {
    ...statementsOn((query) => pool.query(query)),
    transaction: <Result>(work: (transaction: Transaction) => Promise<Result>) => transact(pool, work),
  };
  return new Proxy(new PrismaClient({ adapter }), {
    get: (prisma, key) => Reflect.get(key in own ? own : prisma, key),
  }) as unknown as Database;
}

/**
 * Statements are carried out in the order in which they are given, whether or not somebody waits for them, and what fails ends the whole. So
 * the beginning travels with the first statement, and the end with the last.
 */
async function transact<Result>(pool: pg.Pool, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  const sent: Promise<unknown>[] = [];
  const send: Send = (query) => {
    const answer = client.query(query);
    // The first that fails is told below, in their order.
    answer.catch(() => undefined);
    sent.push(answer);
    return answer;
  };
  try {
    void send({ text: 'BEGIN' });
    const result = await work({ ...statementsOn(send), send: (statement) => void send(queryOf(statement)) });
    void send({ text: 'COMMIT' });
    for (const answer of sent) await answer;
    client.release();
    return result;
  } catch (failure) {
    const refused = (await Promise.allSettled(sent)).find((one) => one.status === 'rejected');
    const isBroken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    client.release(isBroken);
    throw refused?.reason ?? failure;
  }
}

type Send = (query: pg.QueryConfig) => Promise<pg.QueryResult>;

function statementsOn(send: Send): Statements {
  return {
    $queryRaw: async <Rows>(text: TemplateStringsArray, ...values: unknown[]) =>
      (await send(queryOf(Prisma.sql(text, ...values)))).rows as Rows,
    $executeRaw: async (text, ...values) => (await send(queryOf(Prisma.sql(text, ...values)))).rowCount ?? 0,
  };
}

function queryOf({ text, values }: Prisma.Sql): pg.QueryConfig {
  return { name: nameOf({ sql: text }), text, values, types: TYPES };
}

/** Sequence numbers are `bigint`, as Prisma reads them; the driver alone would bring text. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === pg.types.builtins.INT8 ? BigInt : pg.types.getTypeParser(oid, format)),
};

/** Statements are prepared under the hash of their text: planning the larger ones costs more than running them. */
function nameOf({ sql }: { sql: string }): string {
  return createHash('sha256').update(sql).digest('base64url').slice(0, 22);
}
