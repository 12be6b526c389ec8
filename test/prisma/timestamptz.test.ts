import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDatabase as connect } from '../../prisma/client.ts';
import { withDatabase } from '../../stack/postgres.ts';
import { createDatabase, dropDatabase, type TestDatabase } from '../support/stack.ts';

let stored: TestDatabase;

beforeAll(async () => {
  stored = await createDatabase();
});
afterAll(() => dropDatabase(stored));

const INSTANT = '2026-02-12T01:00:00.000Z';

/** What another program writes and reads, whatever the zone of its session. */
async function plainly<Row extends object>(sql: string): Promise<Row | undefined> {
  return await withDatabase(stored.url, async (client) => (await client.query<Row>(sql)).rows[0]);
}

describe.each(['UTC', 'Asia/Shanghai', 'America/Los_Angeles'])('a database whose zone is %s', (zone) => {
  test('an instant is read as it was stored, and stored as it was given', async () => {
    await plainly(`ALTER DATABASE ${stored.name} SET timezone = '${zone}'`);
    await plainly(`INSERT INTO person (id, name, created_at) VALUES ('read-${zone}', '王演示', '${INSTANT}')`);
    const database = connect(stored.url, 1);
    try {
      const [raw] = await database.$queryRaw<{ created_at: Date }[]>`SELECT created_at FROM person WHERE id = ${`read-${zone}`}`;
      expect(raw?.created_at.toISOString()).toBe(INSTANT);
      const row = await database.person.findUniqueOrThrow({ where: { id: `read-${zone}` } });
      expect(row.createdAt.toISOString()).toBe(INSTANT);
      await database.person.create({ data: { id: `written-${zone}`, name: '李演示', createdAt: INSTANT } });
      const kept = await plainly<{ at: string }>(
        `SELECT (created_at AT TIME ZONE 'UTC')::text AS at FROM person WHERE id = 'written-${zone}'`,
      );
      expect(kept).toEqual({ at: '2026-02-12 01:00:00' });
    } finally {
      await database.$disconnect();
    }
  });
});
