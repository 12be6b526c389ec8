import type { BureauBody, Pack } from '../../api/types.ts';

/** A bureau of the lowest level above the towns, with what it has below and beside it. */
export interface PlannedCounty {
  name: string;
  finance: string;
  /** One town a line. */
  towns: string;
  /** Towns that get no station yet, and stations that are not named after their town; by the name of the town. */
  without: string[];
  stations: Record<string, string>;
}

/** A contractor with what gates ask of it. */
export interface PlannedContractor {
  name: string;
  kind: string;
  rating: number;
  holds: string[];
}

/** An account beside those that are needed; `place` is the path of names down to the organisation. */
export interface ExtraAccount {
  place: string;
  role: string;
  login: string;
  name: string;
}

/** An organisation that stands already, under which the new ones are put. */
export interface Under {
  id: string;
  name: string;
  level: string;
}

/** Everything that the guided form holds. */
export interface Plan {
  packId: string | undefined;
  under: Under | undefined;
  /** Names by level, of the levels above the lowest. */
  above: Record<string, string>;
  counties: PlannedCounty[];
  contractors: PlannedContractor[];
  evaluators: string[];
  prefix: string;
  /** What was typed in place of the usual login and name, by place and role. */
  seats: Record<string, { login?: string; name?: string }>;
  extra: ExtraAccount[];
}

/** A county before anything was typed. */
export const NEW_COUNTY: PlannedCounty = { name: '', finance: '', towns: '', without: [], stations: {} };
/** A contractor before anything was typed. */
export const NEW_CONTRACTOR: PlannedContractor = {
  name: '',
  kind: 'social-organisation',
  rating: 0,
  holds: ['registeredWithCivilAffairs', 'scopeIncludesSocialWork', 'local'],
};
/** Nothing chosen yet. */
export const NOTHING: Plan = {
  packId: undefined,
  under: undefined,
  above: {},
  counties: [NEW_COUNTY],
  contractors: [],
  evaluators: [],
  prefix: '',
  seats: {},
  extra: [],
};

/** What a contractor may hold, by the names of the API. */
export const CONTRACTOR_FACTS = [
  { value: 'registeredWithCivilAffairs', label: '在民政部门登记' },
  { value: 'scopeIncludesSocialWork', label: '业务范围含社会工作' },
  { value: 'local', label: '本地机构' },
  { value: 'hasPartyOrganisation', label: '建立党组织' },
];

type Level = Pack['levels'][number];
type Drafted = BureauBody['organisations'][number];

/** The levels that are to be filled, from the top down: those above the towns and below what stands already. The last may have several. */
export function levelsToFill({ under }: Pick<Plan, 'under'>, levels: readonly Level[]): Level[] {
  const above = levelsAbove(levels);
  return under ? above.slice(above.findIndex(({ level }) => level === under.level) + 1) : above;
}

/** The levels of a pack above its towns, from the top down. */
export function levelsAbove(levels: readonly Level[]): Level[] {
  const town = levels.findIndex(({ level }) => level === 'town');
  return levels.slice(0, Math.max(0, town));
}

/** The towns that were typed or pasted, one a line; empty lines count for nothing. */
export function townsIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A draft with where each of its organisations was typed, and the path of names to each. */
export interface Drafting {
  organisations: Drafted[];
  towns: BureauBody['towns'];
  /** `organisations.3` or `towns.7` → where it was typed, such as `county.0.finance`. */
  typedAt: Map<string, string>;
  /** Key → path of names. */
  places: Map<string, string>;
}

/** The organisations of the plan in the order of the form. */
export function draftingOf(plan: Plan, levels: readonly Level[]): Drafting {
  const drafting: Drafting = { organisations: [], towns: [], typedAt: new Map(), places: new Map() };
  const put = (organisation: Drafted, at: string): void => {
    drafting.typedAt.set(`organisations.${drafting.organisations.length}`, at);
    drafting.places.set(organisation.key, pathTo(drafting, organisation));
    drafting.organisations.push(organisation);
  };
  const above = levelsToFill(plan, levels);
  const lowest = above.at(-1);
  const single = above.slice(0, -1);
  single.forEach(({ level }, at) => {
    const parent = single[at - 1]?.level;
    put({ key: level, level: level as Drafted['level'], name: plan.above[level] ?? '', ...(parent && { parent }) }, `above.${level}`);
  });
  const parent = single.at(-1)?.level;
  plan.counties.forEach((county, at) => {
    // Further towns of a bureau that stands already.
    if (plan.under && !lowest) return putTowns(drafting, county, undefined, at);
    const level = (lowest?.level ?? 'county') as Drafted['level'];
    const key = `${level}-${at + 1}`;
    put({ key, level, name: county.name, ...(parent && { parent }) }, `county.${at}`);
    if (county.finance.trim() !== '')
      put({ key: `finance-${at + 1}`, level, name: county.finance, parent: key, department: 'finance' }, `county.${at}.finance`);
    putTowns(drafting, county, key, at);
  });
  plan.contractors.forEach(({ name, kind, rating, holds }, at) => {
    const facts = { kind, rating, ...Object.fromEntries(CONTRACTOR_FACTS.map(({ value }) => [value, holds.includes(value)])) };
    put({ key: `contractor-${at + 1}`, level: 'contractor', name, facts: facts as NonNullable<Drafted['facts']> }, `contractor.${at}`);
  });
  plan.evaluators.forEach((name, at) => put({ key: `evaluator-${at + 1}`, level: 'third-party', name }, `evaluator.${at}`));
  return drafting;
}

function putTowns(drafting: Drafting, county: PlannedCounty, parent: string | undefined, at: number): void {
  townsIn(county.towns).forEach((name, index) => {
    const key = `town-${at + 1}-${index + 1}`;
    const named = county.stations[name]?.trim();
    const station = county.without.includes(name) ? { station: null } : named ? { station: named } : {};
    drafting.typedAt.set(`towns.${drafting.towns.length}`, `county.${at}.towns.${index}`);
    drafting.towns.push({ key, ...(parent && { parent }), name, ...station });
    const path = pathTo(drafting, { name, ...(parent && { parent }) });
    drafting.places.set(key, path);
    if (station.station !== null) drafting.places.set(`${key}/station`, `${path} / 社工站`);
  });
}

function pathTo({ places }: Drafting, { name, parent }: { name: string; parent?: string }): string {
  const above = parent && places.get(parent);
  return above ? `${above} / ${name}` : name;
}
