import type { OrganisationFacts } from '../../domain/lifecycle.ts';
import type { OrganisationLevel } from '../../domain/pack.ts';
import type { Places } from './places.ts';

/** A row of `organisation` as the seed writes it. */
export interface SeedOrganisation {
  id: string;
  name: string;
  level: OrganisationLevel;
  region?: string;
  parentId: string | null;
  packId?: string;
  rehearsal?: boolean;
  facts: Partial<OrganisationFacts> & { department?: 'finance' };
}

const GOOD: SeedOrganisation['facts'] = {
  registeredWithCivilAffairs: true,
  scopeIncludesSocialWork: true,
  local: true,
  rating: 3,
  hasPartyOrganisation: true,
  violationRecord: false,
  kind: 'social-organisation',
};
// No pack lets this one in: not registered with civil affairs, no social work in its charter, from elsewhere, and with a record.
const EXCLUDED: SeedOrganisation['facts'] = {
  registeredWithCivilAffairs: false,
  scopeIncludesSocialWork: false,
  local: false,
  rating: 0,
  hasPartyOrganisation: false,
  violationRecord: true,
  kind: 'enterprise',
};

/** Everybody who takes part in one jurisdiction: departments and bureaus, towns, stations, contractors, an evaluator. */
export function organisationsOf(places: Places): SeedOrganisation[] {
  const { pack, region, province, city, countyOffice, counties, contractors, evaluator } = places;
  const id = (rest: string) => `${pack}-${rest}`;
  const [first = '', second = '', excluded = ''] = contractors;
  const organisations: SeedOrganisation[] = [
    { id: id('province'), name: `${province}民政厅`, level: 'province', parentId: null, packId: pack, facts: {} },
    { id: id('city'), name: `${city}民政局`, level: 'city', parentId: id('province'), facts: {} },
    ...counties.flatMap(({ name, towns }, index) => [
      ...countyOf(id(`county-${index + 1}`), { name, office: countyOffice }, id('city')),
      ...towns.flatMap((town, at) =>
        townOf(id(`town-${index + 1}-${at + 1}`), id(`station-${index + 1}-${at + 1}`), town, id(`county-${index + 1}`)),
      ),
    ]),
    // Contractors stand outside the tree: whoever registers one does not see what it does for others.
    { id: id('contractor-1'), name: first, level: 'contractor', parentId: null, facts: GOOD },
    {
      id: id('contractor-2'),
      name: second,
      level: 'contractor',
      parentId: null,
      facts: { ...GOOD, rating: 0, hasPartyOrganisation: false },
    },
    { id: id('contractor-3'), name: excluded, level: 'contractor', parentId: null, facts: EXCLUDED },
    { id: id('evaluator'), name: evaluator, level: 'third-party', parentId: null, facts: {} },
  ];
  return organisations.map((one) => ({ ...one, region }));
}

/**
 * A whole chain of its own for rehearsal: the clock stands in its top row and moves for everybody below, and nobody's worklist in the
 * demonstration fills with dates of a year that is only rehearsed.
 */
export function rehearsalOf({ pack, region, countyOffice }: Places): SeedOrganisation[] {
  const top = `${pack}-rehearsal`;
  const id = (rest: string) => `${top}-${rest}`;
  const name = (rest: string) => `${rest}（演练 ${pack.toUpperCase()}）`;
  const organisations: SeedOrganisation[] = [
    { id: top, name: name('省民政厅'), level: 'province', parentId: null, packId: pack, rehearsal: true, facts: {} },
    { id: id('city'), name: name('市民政局'), level: 'city', parentId: top, facts: {} },
    { id: id('county'), name: name(`县${countyOffice}`), level: 'county', parentId: id('city'), facts: {} },
    { id: id('finance'), name: name('县财政局'), level: 'county', parentId: id('county'), facts: { department: 'finance' } },
    ...[1, 2].flatMap((at) => [
      { id: id(`town-${at}`), name: name(`演练${at}镇人民政府`), level: 'town' as const, parentId: id('county'), facts: {} },
      {
        id: id(`station-${at}`),
        name: name(`演练${at}镇社会工作服务站`),
        level: 'station' as const,
        parentId: id(`town-${at}`),
        facts: {},
      },
    ]),
    { id: id('contractor'), name: name('社会工作服务中心'), level: 'contractor', parentId: top, facts: GOOD },
    { id: id('evaluator'), name: name('评估中心'), level: 'third-party', parentId: top, facts: {} },
  ];
  return organisations.map((one) => ({ ...one, region }));
}

function countyOf(id: string, { name, office }: { name: string; office: string }, parentId: string): SeedOrganisation[] {
  return [
    { id, name: `${name}${office}`, level: 'county', parentId, facts: {} },
    { id: id.replace('county', 'finance'), name: `${name}财政局`, level: 'county', parentId: id, facts: { department: 'finance' } },
  ];
}

function townOf(id: string, stationId: string, name: string, parentId: string): SeedOrganisation[] {
  const office = name.endsWith('街道') ? '办事处' : '人民政府';
  return [
    { id, name: `${name}${office}`, level: 'town', parentId, facts: {} },
    { id: stationId, name: `${name}社会工作服务站`, level: 'station', parentId: id, facts: {} },
  ];
}
