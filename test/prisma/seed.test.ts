import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDatabase as connect, type PrismaClient } from '../../prisma/client.ts';
import { seed } from '../../prisma/seed/index.ts';
import { createDatabase, dropDatabase, type TestDatabase } from '../support/stack.ts';

let stored: TestDatabase;
let database: PrismaClient;

beforeAll(async () => {
  stored = await createDatabase();
  database = connect(stored.url);
  await seed(stored.url);
});
afterAll(async () => {
  await database.$disconnect();
  await dropDatabase(stored);
});

describe('the data of the demonstration', () => {
  test('no account has a password, and every account has one membership', async () => {
    const accounts = await database.account.findMany({ include: { person: { include: { memberships: true } } } });
    expect(accounts.length).toBeGreaterThan(60);
    expect(accounts.every(({ passwordHash, demo }) => passwordHash === '!' && demo)).toBe(true);
    expect(accounts.every(({ person }) => person.memberships.length === 1)).toBe(true);
  });

  test('every name is plainly invented', async () => {
    const people = await database.person.findMany();
    expect(people.map(({ name }) => name).filter((name) => !/^.(演示|示例|样例|演练|运维)$/.test(name))).toEqual([]);
    expect(people.flatMap(({ email }) => email ?? []).filter((email) => !email.endsWith('@luyue.example'))).toEqual([]);
  });

  test('each of the three packs has a chain from the province to two counties with stations', async () => {
    for (const pack of ['hn', 'lf', 'gz']) {
      const below = async (id: string) =>
        (await database.organisation.findMany({ where: { parentId: id, facts: { equals: {} } } })).map((one) => one.id);
      expect(await below(`${pack}-province`)).toEqual([`${pack}-city`]);
      expect((await below(`${pack}-city`)).sort()).toEqual([`${pack}-county-1`, `${pack}-county-2`]);
      for (const town of await below(`${pack}-county-1`)) expect(await below(town)).toHaveLength(1);
    }
  });

  test('nobody stands above a contractor, so nobody sees what it does for others', async () => {
    const contractors = await database.organisation.findMany({ where: { level: 'contractor', id: { not: { contains: 'rehearsal' } } } });
    expect(contractors).toHaveLength(9);
    expect(contractors.every(({ parentId }) => parentId === null)).toBe(true);
  });

  test('only the top row of a rehearsal has a clock', async () => {
    const rehearsing = await database.organisation.findMany({ where: { rehearsal: true }, orderBy: { id: 'asc' } });
    expect(rehearsing.map(({ id }) => id)).toEqual(['gz-rehearsal', 'hn-rehearsal', 'lf-rehearsal']);
  });

  test('a second run changes nothing, not even what people have changed', async () => {
    const count = async () => [await database.organisation.count(), await database.person.count(), await database.worker.count()];
    const before = await count();
    await database.organisation.update({ where: { id: 'hn-rehearsal' }, data: { clockOffsetSeconds: 86_400 } });
    await seed(stored.url);
    expect(await count()).toEqual(before);
    expect(await database.organisation.findUnique({ where: { id: 'hn-rehearsal' } })).toMatchObject({ clockOffsetSeconds: 86_400 });
  });
});
