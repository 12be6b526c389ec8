import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/client.ts';
import { organisationsOf, rehearsalOf, type SeedOrganisation } from './organisations.ts';
import { membersOf, rehearsersOf, type SeedMember, type SeedWorker, workersOf } from './people.ts';
import { PLACES } from './places.ts';

const OPERATIONS: SeedOrganisation = { id: 'operations', name: '平台运维（演示）', level: 'third-party', parentId: null, facts: {} };
/** Not the hash of anything: no password opens the account. */
const NO_PASSWORD = '!';
const OPERATOR: SeedMember = { login: 'operator', name: '钱运维', organisationId: OPERATIONS.id, role: 'operator' };

/**
 * Writes the data of the demonstration: nine jurisdictions, each with its bureaus, towns, stations, contractors and people, and a chain for
 * rehearsal. Rows that stand are left as they are, so that it may run at every start. The accounts have no password.
 */
export async function seed(databaseUrl: string): Promise<void> {
  // Patient, unlike the clients of the running parts: a first start on a busy machine may take its time.
  const database = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, options: '-c TimeZone=UTC', max: 1 }) });
  try {
    await seedInto(database);
  } finally {
    await database.$disconnect();
  }
}

/** The same over a client of one's own: one statement for each table and kind of row, however many jurisdictions there are. */
export async function seedInto(database: PrismaClient): Promise<void> {
  const organisations = PLACES.flatMap((places) => [...organisationsOf(places), ...rehearsalOf(places)]);
  await writeOrganisations(database, [...organisations, OPERATIONS]);
  const members = PLACES.flatMap(({ pack, givenName, purchaser }) => [
    ...membersOf(pack, givenName, purchaser),
    ...rehearsersOf(pack, purchaser),
  ]);
  await writeMembers(database, [...members, OPERATOR]);
  const employers = PLACES.flatMap(({ pack, givenName }) => [
    { id: `${pack}-contractor-1`, givenName },
    { id: `${pack}-contractor-2`, givenName },
    { id: `${pack}-rehearsal-contractor`, givenName: '演练' },
  ]);
  await writeWorkers(
    database,
    employers.flatMap(({ id, givenName }) => workersOf(id, givenName)),
  );
}

async function writeOrganisations(database: PrismaClient, organisations: SeedOrganisation[]): Promise<void> {
  await database.organisation.createMany({ data: organisations, skipDuplicates: true });
}

async function writeMembers(database: PrismaClient, members: SeedMember[]): Promise<void> {
  const people = members.map(({ login, name }) => ({ id: login, name, email: `${login}@luyue.example` }));
  await database.person.createMany({ data: people, skipDuplicates: true });
  const accounts = members.map(({ login }) => ({ personId: login, login, passwordHash: NO_PASSWORD, demo: true }));
  await database.account.createMany({ data: accounts, skipDuplicates: true });
  const memberships = members.map(({ login, organisationId, role }) => ({ id: login, personId: login, organisationId, role }));
  await database.membership.createMany({ data: memberships, skipDuplicates: true });
}

async function writeWorkers(database: PrismaClient, workers: SeedWorker[]): Promise<void> {
  const people = workers.map(({ personId, name }) => ({ id: personId, name }));
  await database.person.createMany({ data: people, skipDuplicates: true });
  await database.worker.createMany({ data: workers.map(({ name: _name, ...worker }) => worker), skipDuplicates: true });
}
