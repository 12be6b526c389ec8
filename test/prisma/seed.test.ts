import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PrismaPg } from '@prisma/adapter-pg';
import { prepareRoad } from '../../api/openings.ts';
import type { OrganisationId, PersonId } from '../../domain/ids.ts';
import type { Parties } from '../../domain/lifecycle.ts';
import { isJurisdiction } from '../../domain/pack.ts';
import { loadPacks } from '../../policies/load.ts';
import { createDatabase as connect, type Database } from '../../prisma/client.ts';
import { PrismaClient as CountedClient } from '../../prisma/generated/client.ts';
import { seed, seedInto } from '../../prisma/seed/index.ts';
import { today } from '../support/referral.ts';
import { createDatabase, dropDatabase, type TestDatabase } from '../support/stack.ts';

const NINE = ['gz', 'hn', 'ja', 'lf', 'nm', 'sm', 'sx', 'yz', 'zl'];
let stored: TestDatabase;
let database: Database;

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
    expect(accounts).toHaveLength(9 * (19 + 13) + 1);
    expect(accounts.every(({ passwordHash, demo }) => passwordHash === '!' && demo)).toBe(true);
    expect(accounts.every(({ person }) => person.memberships.length === 1)).toBe(true);
  });

  test('every name is plainly invented', async () => {
    const people = await database.person.findMany();
    expect(people.map(({ name }) => name).filter((name) => !/^.(演示|示例|样例|演练|运维)$/.test(name))).toEqual([]);
    expect(people.flatMap(({ email }) => email ?? []).filter((email) => !email.endsWith('@luyue.example'))).toEqual([]);
  });

  test('there is one jurisdiction for each pack under which purchases run', () => {
    const purchased = [...loadPacks().packs.values()].filter(isJurisdiction).map(({ id }) => id);
    expect(purchased.sort()).toEqual(NINE);
  });

  test('each of them has a chain from the province to two counties with stations', async () => {
    for (const pack of NINE) {
      const below = async (id: string) =>
        (await database.organisation.findMany({ where: { parentId: id, facts: { equals: {} } } })).map((one) => one.id);
      expect(await below(`${pack}-province`)).toEqual([`${pack}-city`]);
      expect((await below(`${pack}-city`)).sort()).toEqual([`${pack}-county-1`, `${pack}-county-2`]);
      for (const town of await below(`${pack}-county-1`)) expect(await below(town)).toHaveLength(1);
    }
  });

  test('nobody stands above a contractor, so nobody sees what it does for others', async () => {
    const contractors = await database.organisation.findMany({ where: { level: 'contractor', id: { not: { contains: 'rehearsal' } } } });
    expect(contractors).toHaveLength(3 * NINE.length);
    expect(contractors.every(({ parentId }) => parentId === null)).toBe(true);
  });

  test('only the top row of a rehearsal has a clock', async () => {
    const rehearsing = await database.organisation.findMany({ where: { rehearsal: true }, orderBy: { id: 'asc' } });
    expect(rehearsing.map(({ id }) => id)).toEqual(NINE.map((pack) => `${pack}-rehearsal`));
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

describe('one click signs in as', () => {
  /** Who takes part when this account opens a road over the first station of a place. */
  async function partiesOf(login: string, place: string, at: string): Promise<Parties> {
    const { organisationId } = await database.membership.findUniqueOrThrow({ where: { id: login } });
    const actor = { role: 'clerk' as const, personId: login as PersonId, organisationId: organisationId as OrganisationId };
    const choice = { station: `${place}-station-${at}` as OrganisationId, town: `${place}-town-${at}` as OrganisationId };
    const { parties } = await prepareRoad([choice], { actor, packId: undefined, today: today() }, { database, packs: loadPacks() });
    return parties;
  }

  test.each(NINE.flatMap((pack) => [[pack, pack, '1-1'] as const, [`${pack}-rehearsal`, `${pack}-rehearsal`, '1'] as const]))(
    '%s: the clerk and the head of the purchaser, and those of its superior',
    async (logins, place, at) => {
      const parties = await partiesOf(`${logins}-clerk`, place, at);
      const seats = await database.membership.findMany({
        where: { id: { in: ['clerk', 'head', 'city', 'city-head'].map((name) => `${logins}-${name}`) } },
      });
      expect(
        Object.fromEntries(seats.map(({ id, organisationId, role }) => [id.slice(logins.length + 1), [organisationId, role]])),
      ).toEqual({
        clerk: [parties.purchaser, 'clerk'],
        head: [parties.purchaser, 'head'],
        city: [parties.superior, 'clerk'],
        'city-head': [parties.superior, 'head'],
      });
    },
  );

  test.each(NINE)('%s: somebody in every office that takes part', async (pack) => {
    const { station: _, ...offices } = await partiesOf(`${pack}-clerk`, pack, '1-1');
    for (const organisationId of Object.values(offices))
      expect(await database.membership.count({ where: { organisationId } })).toBeGreaterThan(0);
  });

  test('a town purchases in Shenmu, the county government in Zhuolu, and the money is that of the nearest finance department', async () => {
    const names = async (pack: string) => {
      const { purchaser, finance } = await partiesOf(`${pack}-clerk`, pack, '1-1');
      const found = await database.organisation.findMany({
        where: { id: { in: [purchaser ?? '', finance ?? ''] } },
        orderBy: { level: 'desc' },
      });
      return found.map(({ name }) => name).sort();
    };
    expect(await names('sm')).toEqual(['神木市（演示）财政局', '红柳镇人民政府'].sort());
    expect(await names('zl')).toEqual(['涿谷县人民政府（县民政局）', '涿谷县财政局'].sort());
  });
});

test('what nine jurisdictions cost is six statements, first or second time', async () => {
  const adapter = new PrismaPg({ connectionString: stored.url, options: '-c TimeZone=UTC', max: 1 });
  const counted = new CountedClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  const statements: string[] = [];
  counted.$on('query', ({ query }) => {
    statements.push(query.slice(0, 40));
  });
  try {
    await seedInto(counted);
  } finally {
    await counted.$disconnect();
  }
  expect(statements).toHaveLength(6);
});
