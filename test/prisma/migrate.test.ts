import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { drift, writeMigration } from '../../prisma/drift.ts';
import { MIGRATIONS, migrate, readMigrations } from '../../prisma/migrate.ts';
import { withDatabase } from '../../stack/postgres.ts';
import { temporaryFolder } from '../support/folder.ts';
import { createDatabase, createEmptyDatabase, dropDatabase, type TestDatabase } from '../support/stack.ts';

const folder = join(temporaryFolder(), 'migrations');
let database: TestDatabase;

beforeEach(async () => {
  database = await createEmptyDatabase();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => dropDatabase(database));

function add(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

function ask<Row extends object>(sql: string): Promise<Row[]> {
  return withDatabase(database.url, async (client) => (await client.query<Row>(sql)).rows);
}

const tables = async () =>
  (await ask<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")).map(({ name }) => name);

describe('what is refused', () => {
  test('a migration that was edited after it had been applied', async () => {
    add('0001_one', 'CREATE TABLE one (id int);');
    await migrate(database.url, folder);
    appendFileSync(join(folder, '0001_one', 'migration.sql'), '-- an afterthought');
    await expect(migrate(database.url, folder)).rejects.toThrow('0001_one was edited after it had been applied');
  });

  test('a database that a newer version has written', async () => {
    add('0001_one', 'CREATE TABLE one (id int);');
    add('0002_two', 'CREATE TABLE two (id int);');
    await migrate(database.url, folder);
    rmSync(join(folder, '0002_two'), { recursive: true });
    await expect(migrate(database.url, folder)).rejects.toThrow('does not know (0002_two)');
  });

  test('a migration that fails half-way changes nothing, those before it stay, and it is tried again', async () => {
    add('0001_one', 'CREATE TABLE one (id int);');
    add('0002_two', "CREATE TABLE two (id int); INSERT INTO one VALUES ('no number');");
    await expect(migrate(database.url, folder)).rejects.toThrow('0002_two failed and changed nothing');
    expect((await tables()).sort()).toEqual(['_prisma_migrations', 'one']);

    add('0002_two', 'CREATE TABLE two (id int);');
    expect(await migrate(database.url, folder)).toEqual(['0002_two']);
  });

  test('a title that would make a strange folder', async () => {
    await expect(writeMigration(database.url, '../two', folder)).rejects.toThrow('small letters');
  });
});

test('migrations are applied in the order of their names, once', async () => {
  add('0002_two', 'ALTER TABLE one ADD COLUMN two int;');
  add('0001_one', 'CREATE TABLE one (id int);');
  expect(await migrate(database.url, folder)).toEqual(['0001_one', '0002_two']);
  expect(await migrate(database.url, folder)).toEqual([]);
});

test('a function with semicolons inside is one statement', async () => {
  add('0001_one', 'CREATE FUNCTION seven() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 7; END $$;');
  await migrate(database.url, folder);
  expect(await ask('SELECT seven()')).toEqual([{ seven: 7 }]);
});

test('of several starts at once one migrates, the others find it done', async () => {
  add('0001_one', 'SELECT pg_sleep(0.2); CREATE TABLE one (id int);');
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, folder)));
  expect(applied.flat()).toEqual(['0001_one']);
});

describe('schema and migrations', () => {
  test('the migrations lead to schema.prisma', async () => {
    const migrated = await createDatabase();
    try {
      expect(await drift(migrated.url)).toBe('');
    } finally {
      await dropDatabase(migrated);
    }
  });

  test('a column that is missing is found, and becomes the next migration', async () => {
    cpSync(MIGRATIONS, folder, { recursive: true });
    await migrate(database.url, folder);
    await ask('ALTER TABLE organisation DROP COLUMN name');
    const next = `${String(readMigrations(folder).length + 1).padStart(4, '0')}_names`;
    expect(await writeMigration(database.url, 'names', folder)).toBe(next);
    expect(readMigrations(folder).at(-1)?.sql).toMatch(/ALTER TABLE "organisation" ADD COLUMN\s+"name" TEXT NOT NULL/);
  });

  test('where nothing is missing nothing is written', async () => {
    cpSync(MIGRATIONS, folder, { recursive: true });
    await migrate(database.url, folder);
    expect(await writeMigration(database.url, 'nothing', folder)).toBeUndefined();
  });
});
