import type { MemberRole } from '../../domain/lifecycle.ts';
import type { Places } from './places.ts';

/** A person of the demonstration with an account and one membership. */
export interface SeedMember {
  /** Login and id of the person. */
  login: string;
  name: string;
  organisationId: string;
  role: MemberRole;
}

/** A worker on the roster of a contractor. */
export interface SeedWorker {
  personId: string;
  name: string;
  employerId: string;
  birthDate: string;
  labourContractOn: string | null;
  education: number;
  socialWorkDegree: boolean;
  certificateOn: string | null;
  trainingHours: number;
}

const SURNAMES = [...'张王李赵陈刘杨黄周吴徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧'];

/** A post named by its function stands where the pack purchases: `clerk` is everywhere the clerk of the purchaser, `city` of its superior. */
type Seats = Record<Places['purchaser'], Record<string, string>>;
const SEATS: Seats = {
  county: { purchaser: 'county-1', 'other-purchaser': 'county-2', superior: 'city' },
  town: { purchaser: 'town-1-1', 'other-purchaser': 'town-1-2', superior: 'county-1' },
};
const REHEARSAL_SEATS: Seats = {
  county: { purchaser: 'county', superior: 'city' },
  town: { purchaser: 'town-1', superior: 'county' },
};

/** Who has an account: where, with which role. */
const MEMBERS: readonly (readonly [login: string, organisation: string, role: MemberRole])[] = [
  ['clerk', 'purchaser', 'clerk'],
  ['head', 'purchaser', 'head'],
  ['viewer', 'purchaser', 'viewer'],
  ['clerk-2', 'other-purchaser', 'clerk'],
  ['head-2', 'other-purchaser', 'head'],
  ['city', 'superior', 'clerk'],
  ['city-head', 'superior', 'head'],
  ['province', 'province', 'clerk'],
  ['province-head', 'province', 'head'],
  ['town', 'town-1-1', 'clerk'],
  ['town-2', 'town-1-2', 'clerk'],
  ['contractor', 'contractor-1', 'clerk'],
  ['contractor-head', 'contractor-1', 'head'],
  ['contractor-2', 'contractor-2', 'clerk'],
  ['contractor-2-head', 'contractor-2', 'head'],
  ['worker', 'station-1-1', 'worker'],
  ['worker-2', 'station-1-2', 'worker'],
  ['evaluator', 'evaluator', 'clerk'],
  ['finance', 'finance-1', 'clerk'],
];

/** Who takes part in a rehearsal; commands are given in their names. */
const REHEARSERS: readonly (readonly [login: string, organisation: string, role: MemberRole])[] = [
  ['clerk', 'purchaser', 'clerk'],
  ['head', 'purchaser', 'head'],
  ['city', 'superior', 'clerk'],
  ['city-head', 'superior', 'head'],
  ['town-1', 'town-1', 'clerk'],
  ['town-2', 'town-2', 'clerk'],
  ['contractor', 'contractor', 'clerk'],
  ['contractor-head', 'contractor', 'head'],
  ['worker-1', 'station-1', 'worker'],
  ['worker-2', 'station-2', 'worker'],
  ['evaluator', 'evaluator', 'clerk'],
  ['finance', 'finance', 'clerk'],
];

/** The members of one jurisdiction's demonstration. */
export function membersOf(pack: string, givenName: string, purchaser: Places['purchaser'] = 'county'): SeedMember[] {
  return MEMBERS.map(([login, organisation, role], index) => ({
    login: `${pack}-${login}`,
    name: `${surname(index)}${givenName}`,
    organisationId: `${pack}-${SEATS[purchaser][organisation] ?? organisation}`,
    role,
  }));
}

/** The members of one jurisdiction's rehearsal; the province's clerk sits in the top row. */
export function rehearsersOf(pack: string, purchaser: Places['purchaser']): SeedMember[] {
  const top = `${pack}-rehearsal`;
  const members = REHEARSERS.map(([login, organisation, role], index) => ({
    login: `${top}-${login}`,
    name: `${surname(index)}演练`,
    organisationId: `${top}-${REHEARSAL_SEATS[purchaser][organisation] ?? organisation}`,
    role,
  }));
  return [...members, { login: `${top}-province`, name: `${surname(members.length)}演练`, organisationId: top, role: 'clerk' }];
}

// Qualified, half-way there, and without: certification has something to do.
const PROFILES: readonly Omit<SeedWorker, 'personId' | 'name' | 'employerId'>[] = [
  {
    birthDate: '1990-03-12',
    labourContractOn: '2026-01-04',
    education: 3,
    socialWorkDegree: true,
    certificateOn: '2019-09-20',
    trainingHours: 72,
  },
  {
    birthDate: '1994-07-01',
    labourContractOn: '2026-01-04',
    education: 3,
    socialWorkDegree: false,
    certificateOn: '2023-09-22',
    trainingHours: 60,
  },
  {
    birthDate: '1998-11-23',
    labourContractOn: '2026-02-24',
    education: 2,
    socialWorkDegree: false,
    certificateOn: null,
    trainingHours: 24,
  },
  { birthDate: '2001-05-09', labourContractOn: '2026-02-24', education: 2, socialWorkDegree: true, certificateOn: null, trainingHours: 0 },
  {
    birthDate: '1985-01-30',
    labourContractOn: '2026-03-02',
    education: 3,
    socialWorkDegree: false,
    certificateOn: null,
    trainingHours: 12,
  },
  { birthDate: '1999-08-17', labourContractOn: null, education: 1, socialWorkDegree: false, certificateOn: null, trainingHours: 0 },
];

/** The roster of one contractor. */
export function workersOf(employerId: string, givenName: string): SeedWorker[] {
  return PROFILES.map((profile, index) => ({
    personId: `${employerId}-worker-${index + 1}`,
    name: `${surname(SURNAMES.length - 1 - index)}${givenName}`,
    employerId,
    ...profile,
  }));
}

function surname(index: number): string {
  return SURNAMES[index % SURNAMES.length] ?? '张';
}
