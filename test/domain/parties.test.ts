import { describe, expect, test } from '@jest/globals';
import { CatalogueError } from '../../domain/errors.ts';
import type { OrganisationId } from '../../domain/ids.ts';
import type { OrganisationLevel, Rule, RuleValues } from '../../domain/pack.ts';
import { type OrganisationNode, partiesOf, partiesOfReferral, partiesOfStation } from '../../domain/parties.ts';
import { type Policy, policyOf } from '../../domain/policy.ts';
import type { SlotName } from '../../domain/slots.ts';

const id = (text: string) => text as OrganisationId;
const node = (name: string, level: OrganisationLevel, parent: string | null, department?: string): OrganisationNode => ({
  id: id(name),
  name,
  level,
  parentId: parent === null ? null : id(parent),
  ...(department && { department }),
});

const TREE = [
  node('province', 'province', null),
  node('city', 'city', 'province'),
  node('county', 'county', 'city'),
  node('finance', 'county', 'county', 'finance'),
  node('town-a', 'town', 'county'),
  node('station-a', 'station', 'town-a'),
  node('town-b', 'town', 'county'),
  node('station-b', 'station', 'town-b'),
  node('station-b2', 'station', 'town-b'),
  node('other-county', 'county', 'city'),
  node('other-town', 'town', 'other-county'),
  node('other-station', 'station', 'other-town'),
  node('agency', 'contractor', null),
];

type Role = Omit<Extract<RuleValues, { kind: 'role' }>, 'kind'>;

/** A policy that holds these role rules and nothing else. */
function policyWith(roles: [SlotName, Role][]): Policy {
  const rules = roles.map(([slot, role], index) => ({
    id: `XX-0${index}`,
    title: slot,
    tags: 'E M',
    basis: { source: '000', clause: '一', line: 1, quote: '规定' },
    binding: 'mandatory',
    slot,
    kind: 'role',
    ...role,
  })) as Rule[];
  const pack = {
    id: 'xx',
    name: '某地',
    version: '1',
    effectiveFrom: '2020-01-01',
    region: 'CN',
    contentHash: '',
    source: '000',
    levels: [],
    rules,
  };
  return policyOf(pack as unknown as Parameters<typeof policyOf>[0], new Map());
}

const COUNTY: [SlotName, Role] = ['role.purchaser', { function: 'purchaser', level: 'county' }];
const A = { station: id('station-a'), town: id('town-a') };
const B = { station: id('station-b'), town: id('town-b') };

function find(
  stations: { station: OrganisationId; town: OrganisationId }[],
  roles: [SlotName, Role][],
  acting = 'county',
  organisations = TREE,
) {
  return partiesOf({ stations, organisations, policy: policyWith(roles), acting: id(acting) });
}

/** The field problems of a refusal. */
function problemOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof CatalogueError) return { code: error.code, ...error.fields[0] };
  }
  throw new Error('nothing was refused');
}

describe('what is refused', () => {
  test('a station that does not exist', () => {
    const work = () => find([{ station: id('nowhere'), town: id('town-a') }], [COUNTY]);
    expect(problemOf(work)).toMatchObject({ code: 'request.invalid', field: 'stations.0.station', received: 'nowhere' });
  });

  test('an organisation that is no station', () => {
    const work = () => find([A, { station: id('town-b'), town: id('county') }], [COUNTY]);
    expect(problemOf(work)).toMatchObject({ field: 'stations.1.station', received: 'town-b', allowed: 'station' });
  });

  test('a station of another town', () => {
    const work = () => find([{ station: id('station-a'), town: id('town-b') }], [COUNTY]);
    expect(problemOf(work)).toMatchObject({ field: 'stations.0.town', received: 'town-b', allowed: 'town-a' });
  });

  test('a station without a town', () => {
    const alone = node('station-c', 'station', null);
    const work = () => find([{ station: alone.id, town: id('town-a') }], [COUNTY], 'county', [...TREE, alone]);
    expect(problemOf(work)).toMatchObject({ field: 'stations.0.town', allowed: '' });
  });

  test('stations of two counties, where the county purchases', () => {
    const work = () => find([A, { station: id('other-station'), town: id('other-town') }], [COUNTY]);
    expect(problemOf(work)).toMatchObject({ field: 'stations', allowed: 'county' });
  });

  test('no stations at all, and somebody who stands nowhere above them where the pack names no purchaser', () => {
    expect(problemOf(() => find([], [COUNTY]))).toMatchObject({ field: 'stations' });
    expect(problemOf(() => find([A], [], 'agency'))).toMatchObject({ field: 'stations', problem: expect.stringContaining('购买主体') });
  });
});

describe('who fills which function', () => {
  test('whom the pack names to receive plans is the superior of its ordinary purchaser, and not of a town that purchases for itself', () => {
    const roles: [SlotName, Role][] = [
      ['role.purchaser', { function: 'purchaser', level: 'county', alsoLevels: ['town'] }],
      ['role.plan-receiver', { function: 'superior', level: 'province' }],
    ];
    expect(find([A], roles, 'county')).toMatchObject({ purchaser: 'county', superior: 'province' });
    expect(find([A], roles, 'town-a')).toMatchObject({ purchaser: 'town-a', superior: 'county' });
    const contract: [SlotName, Role][] = [...roles.slice(0, 1), ['role.contract-receiver', { function: 'superior', level: 'city' }]];
    expect(find([A], contract, 'county')).toMatchObject({ superior: 'city' });
  });

  test('the pack names the levels; the superior is the immediate parent (Q-25)', () => {
    const roles: [SlotName, Role][] = [
      COUNTY,
      ['role.signatory', { function: 'signatory', level: 'county' }],
      ['role.organiser', { function: 'organiser', level: 'province' }],
      ['role.evaluator', { function: 'evaluator', level: 'third-party' }],
      ['role.evaluator', { function: 'superior', level: 'city' }],
    ];
    expect(find([A], roles)).toEqual({
      purchaser: 'county',
      signatory: 'county',
      organiser: 'province',
      evaluator: 'city',
      superior: 'city',
      upper: 'province',
      finance: 'finance',
      station: 'station-a',
      town: 'town-a',
    });
  });

  test('a third party is nobody yet: a person chooses it later', () => {
    expect(find([A], [COUNTY, ['role.evaluator', { function: 'evaluator', level: 'third-party' }]])).not.toHaveProperty('evaluator');
  });

  test('where the pack is silent, the purchaser signs, organises and evaluates', () => {
    expect(find([A], [COUNTY])).toMatchObject({ signatory: 'county', organiser: 'county', evaluator: 'county' });
  });

  test('a function that is taken from another is filled by the same organisation', () => {
    const roles: [SlotName, Role][] = [
      COUNTY,
      ['role.organiser', { function: 'organiser', level: 'town', from: 'purchaser', alsoLevels: ['county'] }],
    ];
    expect(find([A], roles)).toMatchObject({ organiser: 'county' });
    const elsewhere: [SlotName, Role][] = [COUNTY, ['role.organiser', { function: 'organiser', level: 'city', from: 'purchaser' }]];
    expect(find([A], elsewhere)).toMatchObject({ organiser: 'city' });
  });

  test('a further level purchases for itself only', () => {
    const roles: [SlotName, Role][] = [['role.purchaser', { function: 'purchaser', level: 'county', alsoLevels: ['town'] }]];
    expect(find([A], roles, 'town-a')).toMatchObject({ purchaser: 'town-a', superior: 'county' });
    expect(find([A], roles, 'city')).toMatchObject({ purchaser: 'county' });
  });

  test('where the pack names no purchaser, whoever opens the road purchases', () => {
    expect(find([A], [], 'province')).toEqual({
      purchaser: 'province',
      signatory: 'province',
      organiser: 'province',
      evaluator: 'province',
      upper: 'province',
      station: 'station-a',
      town: 'town-a',
    });
  });

  test('several stations have a town in common, or none; each child has its own', () => {
    expect(find([A, B], [COUNTY])).not.toHaveProperty('station');
    expect(find([A, B], [COUNTY])).not.toHaveProperty('town');
    expect(find([B, { station: id('station-b2'), town: id('town-b') }], [COUNTY])).toMatchObject({ town: 'town-b' });
    expect(partiesOfStation(find([A, B], [COUNTY]), B)).toMatchObject({ station: 'station-b', town: 'town-b', purchaser: 'county' });
  });

  test('a tree without a province and a loop in wrong data end', () => {
    const loop = [node('county', 'county', 'town-a'), node('town-a', 'town', 'county'), node('station-a', 'station', 'town-a')];
    expect(find([A], [COUNTY], 'county', loop)).toEqual({
      purchaser: 'county',
      signatory: 'county',
      organiser: 'county',
      evaluator: 'county',
      superior: 'town-a',
      station: 'station-a',
      town: 'town-a',
    });
  });
});

describe('who takes part in a referral', () => {
  test('the sending station, what stands above it, and the receiver', () => {
    expect(partiesOfReferral(id('station-a'), id('other-station'), TREE)).toEqual({
      sender: 'station-a',
      receiver: 'other-station',
      station: 'station-a',
      town: 'town-a',
      superior: 'county',
    });
  });

  test('a sender that stands alone has nobody above it', () => {
    expect(partiesOfReferral(id('agency'), id('station-a'), TREE)).toEqual({ sender: 'agency', receiver: 'station-a', station: 'agency' });
  });
});
