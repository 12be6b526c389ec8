import { randomBytes } from 'node:crypto';
import { ROLE_NAMES } from '../domain/access.ts';
import type { OrganisationId, PersonId, PlainDate } from '../domain/ids.ts';
import type { Actor, OrganisationFacts } from '../domain/lifecycle.ts';
import type { OrganisationLevel, Pack } from '../domain/pack.ts';
import type { StationChoice } from '../domain/parties.ts';
import type { Policy } from '../domain/policy.ts';
import { addMonths } from '../domain/time.ts';
import type { Database } from '../prisma/client.ts';
import type { Bench } from './bench.ts';

/** Somebody who gives commands. */
export type Member = Exclude<Actor, { role: 'system' }>;

/** A worker on the roster of the contractor; the day of the certificate, if there is one. */
interface RosterWorker {
  id: PersonId;
  certificateOn: PlainDate | null;
}

/** Everybody who takes part in one rehearsal: an organisation tree of its own, whose top row holds the clock. */
export interface Cast {
  /** Unique among all rehearsals of a database; ids and idempotency keys begin with it. */
  run: string;
  clockId: OrganisationId;
  purchaser: OrganisationId;
  contractor: OrganisationId;
  evaluator: OrganisationId;
  /** What the organisations are called in this system. */
  names: ReadonlyMap<string, string>;
  stations: StationChoice[];
  members: Member[];
  workers: RosterWorker[];
}

interface Row {
  key: string;
  name: string;
  level: OrganisationLevel;
  parent: string | null;
  facts: Partial<OrganisationFacts> & { department?: 'finance' };
}

const CONTRACTOR: Row['facts'] = {
  registeredWithCivilAffairs: true,
  scopeIncludesSocialWork: true,
  local: true,
  rating: 3,
  hasPartyOrganisation: true,
  violationRecord: false,
  kind: 'social-organisation',
};

const ROWS: readonly Row[] = [
  { key: 'province', name: '省民政厅', level: 'province', parent: null, facts: {} },
  { key: 'city', name: '市民政局', level: 'city', parent: 'province', facts: {} },
  { key: 'county', name: '县民政局', level: 'county', parent: 'city', facts: {} },
  { key: 'finance', name: '县财政局', level: 'county', parent: 'county', facts: { department: 'finance' } },
  { key: 'town', name: '演练镇人民政府', level: 'town', parent: 'county', facts: {} },
  { key: 'station', name: '演练镇社会工作服务站', level: 'station', parent: 'town', facts: {} },
  { key: 'contractor', name: '社会工作服务中心', level: 'contractor', parent: 'province', facts: CONTRACTOR },
  { key: 'evaluator', name: '评估中心', level: 'third-party', parent: 'province', facts: {} },
];

const OFFICES: readonly OrganisationLevel[] = ['province', 'city', 'county', 'town'];

/** In the order in which they are asked to do something: the clerk does what the head need not. */
const ROLES = ['clerk', 'head'] as const;

/** Fewer would show no certification beside a qualified worker. */
const FEWEST_WORKERS = 2;

/** Writes the tree, the people and the roster of one rehearsal; nothing in it is or resembles a real person or office. */
export async function createCast({ database, packs }: Pick<Bench, 'database' | 'packs'>, packId: string, from: PlainDate): Promise<Cast> {
  const policy = packs.policyOn(packId, from);
  const { pack } = policy;
  const levels = packs.packs.get(packId)?.levels ?? [];
  const names = new Map(ROWS.map((row) => [row.key, nameOf(row, levels)]));
  const run = `rehearsal-${pack.id}-${randomBytes(4).toString('hex')}`;
  const id = (key: string) => `${run}-${key}` as OrganisationId;
  const members = ROWS.flatMap(({ key }) =>
    ROLES.map((role): Member => ({ role, organisationId: id(key), personId: `${run}-${key}-${role}` as PersonId })),
  );
  await database.organisation.createMany({
    data: ROWS.map(({ key, level, parent, facts }) => {
      const top = parent === null ? { packId: pack.id, rehearsal: true } : { parentId: id(parent) };
      return { id: id(key), name: `${names.get(key)}（${run.slice(-8)} 演练）`, level, region: pack.region, facts, ...top };
    }),
  });
  await database.person.createMany({
    data: members.map(({ personId, role }) => ({ id: personId, name: `演练${ROLE_NAMES[role]}` })),
  });
  await database.membership.createMany({ data: members.map((member) => ({ id: member.personId, ...member })) });
  const workers = await createRoster(database, id('contractor'), policy, from);
  const stations = [{ station: id('station'), town: id('town') }];
  return {
    run,
    clockId: id('province'),
    purchaser: id(purchaserIn(policy)),
    contractor: id('contractor'),
    evaluator: id('evaluator'),
    names: new Map([...names].map(([key, name]) => [id(key), name])),
    stations,
    members,
    workers,
  };
}

/** Offices are called as the pack calls their level; what it does not name keeps its plain name. */
function nameOf({ name, level, facts }: Row, levels: Pack['levels']): string {
  return (!facts.department && OFFICES.includes(level) && levels.find((one) => one.level === level)?.name) || name;
}

/** The row that purchases: that of the level which the pack names, the county bureau where it names none. */
function purchaserIn(policy: Policy): string {
  const level = policy.rule('role.purchaser')?.level ?? 'county';
  const row = ROWS.find((one) => one.level === level && !one.facts.department);
  if (!row) throw new Error(`演练没有 ${level} 级的购买主体`);
  return row.key;
}

/**
 * As many workers as the pack asks for, and one for projects where these have a clause of their own. The first has every qualification, the
 * others have still to obtain theirs.
 */
async function createRoster(database: Database, employerId: OrganisationId, policy: Policy, from: PlainDate): Promise<RosterWorker[]> {
  const forProjects = policy.rule('certificate.project-worker') ? 1 : 0;
  const count = Math.max(policy.rule('staff.minimum')?.value ?? FEWEST_WORKERS, FEWEST_WORKERS) + forProjects;
  const workers = Array.from({ length: count }, (_, index) => ({
    id: `${employerId}-worker-${index + 1}` as PersonId,
    certificateOn: index === 0 ? addMonths(from, -24) : null,
  }));
  await database.person.createMany({ data: workers.map(({ id }) => ({ id, name: '演练社工' })) });
  await database.worker.createMany({
    data: workers.map(({ id, certificateOn }) => ({
      personId: id,
      employerId,
      birthDate: addMonths(from, -12 * 30),
      labourContractOn: from,
      education: 3,
      socialWorkDegree: certificateOn !== null,
      certificateOn,
    })),
  });
  return workers;
}
