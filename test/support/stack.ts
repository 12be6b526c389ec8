import { randomBytes } from 'node:crypto';
import { apiUrl } from '../../stack/database.ts';
import { withDatabase } from '../../stack/postgres.ts';

/** The namespace that the shared test stack has registered; tests keep apart by task queue and workflow id. */
export const TEST_NAMESPACE = 'luyue-test';
/** The migrated database that every test file gets a copy of; nobody may stay connected to it. */
export const TEMPLATE = 'tpl';

/** What the global set-up hands to the test files, which may run in other processes. */
const HANDED_OVER = {
  postgres: 'LUYUE_TEST_POSTGRES_URL',
  apiPassword: 'LUYUE_TEST_API_PASSWORD',
  temporal: 'LUYUE_TEST_TEMPORAL_ADDRESS',
};

/** Tells the test files where the shared stack is: the owner's URL of its `postgres` database, the API role's password, Temporal's address. */
export function handOver(values: Record<keyof typeof HANDED_OVER, string>): void {
  for (const [name, variable] of Object.entries(HANDED_OVER)) process.env[variable] = values[name as keyof typeof HANDED_OVER];
}

function handedOver(name: keyof typeof HANDED_OVER): string {
  const value = process.env[HANDED_OVER[name]];
  if (value === undefined) throw new Error(`${HANDED_OVER[name]} is missing: this test belongs to the jest project "stack"`);
  return value;
}

/** host:port of the shared Temporal server. */
export function temporalAddress(): string {
  return handedOver('temporal');
}

/** A database of one test file. */
export interface TestDatabase {
  name: string;
  /** As the owner: activities, migrations, set-up of a test. */
  url: string;
  /** As the role of the API. */
  apiUrl: string;
}

async function create(clause: string): Promise<TestDatabase> {
  const admin = handedOver('postgres');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await withDatabase(admin, (client) => client.query(`CREATE DATABASE ${name} ${clause}`));
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { name, url: url.href, apiUrl: apiUrl(url.href, handedOver('apiPassword')) };
}

/** A fresh copy of the migrated template; call `dropDatabase` in `afterAll`. */
export function createDatabase(): Promise<TestDatabase> {
  return create(`TEMPLATE ${TEMPLATE}`);
}

/** A database with nothing in it. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create('');
}

/** Drops a test database, with whoever is still connected to it. */
export async function dropDatabase(database: TestDatabase): Promise<void> {
  await withDatabase(handedOver('postgres'), (client) => client.query(`DROP DATABASE IF EXISTS ${database.name} WITH (FORCE)`));
}
