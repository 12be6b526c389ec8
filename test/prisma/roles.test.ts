import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { prepareDatabase } from '../../stack/database.ts';
import { withDatabase } from '../../stack/postgres.ts';
import { createDatabase, dropDatabase, type TestDatabase } from '../support/stack.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => dropDatabase(database));

const asApi = (sql: string) => withDatabase(database.apiUrl, (client) => client.query(sql));

const CASE_TABLES = ['process', 'event', 'duty', 'process_party'];
/** Bureaus are set up by the API: it adds rows there, and changes none. */
const ADDED_TO = ['organisation', 'person', 'account', 'membership'];

describe('the role of the API', () => {
  test.each(CASE_TABLES)('may not write %s', async (table) => {
    for (const sql of [`DELETE FROM ${table}`, `INSERT INTO ${table} DEFAULT VALUES`, `TRUNCATE ${table}`]) {
      await expect(asApi(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test.each(ADDED_TO)('may not change %s', async (table) => {
    const key = table === 'account' ? 'person_id' : 'id';
    for (const sql of [`DELETE FROM ${table}`, `UPDATE ${table} SET ${key} = '1'`, `TRUNCATE ${table}`]) {
      await expect(asApi(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test.each([
    ['an organisation with a clock', "INSERT INTO organisation (id, name, level, rehearsal) VALUES ('o', '某局', 'county', true)"],
    ['a demo account', "INSERT INTO account (person_id, login, password_hash, demo) VALUES ('p', 'p', '!', true)"],
    ['an address of a person', "INSERT INTO person (id, name, email) VALUES ('p', '张示例', 'p@luyue.example')"],
  ])('may not add %s', async (_what, sql) => {
    await expect(asApi(sql)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(['DELETE FROM command', "UPDATE command SET body = '{}'", 'DROP TABLE command', 'CREATE TABLE mine (id int)'])(
    'may not: %s',
    async (sql) => {
      await expect(asApi(sql)).rejects.toMatchObject({ code: '42501' });
    },
  );

  test.each([...CASE_TABLES, ...ADDED_TO, 'command'])('may read %s', async (table) => {
    expect((await asApi(`SELECT count(*)::int AS n FROM ${table}`)).rows).toEqual([{ n: 0 }]);
  });

  test('may note that a command was delivered', async () => {
    await expect(asApi('UPDATE command SET delivered_at = now()')).resolves.toBeDefined();
  });

  test('may add an organisation with somebody who signs in for it', async () => {
    await asApi("INSERT INTO organisation (id, name, level, region, facts) VALUES ('o', '某局', 'county', 'CN', '{}')");
    await asApi("INSERT INTO person (id, name) VALUES ('p', '张示例')");
    await asApi("INSERT INTO account (person_id, login, password_hash) VALUES ('p', 'p', '!')");
    await expect(
      asApi("INSERT INTO membership (id, person_id, organisation_id, role) VALUES ('m', 'p', 'o', 'clerk')"),
    ).resolves.toBeDefined();
  });

  test('has the same rights after its rights were given once more', async () => {
    expect(await prepareDatabase(database.url, database.apiUrl)).toEqual([]);
    await expect(asApi('DELETE FROM event')).rejects.toMatchObject({ code: '42501' });
    await expect(asApi('SELECT 1 FROM event')).resolves.toBeDefined();
  });
});

test('an API URL of another role is left alone', async () => {
  expect(await prepareDatabase(database.url, database.url)).toEqual([]);
});
