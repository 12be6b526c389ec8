import type { OrganisationId } from './ids.ts';
import type { MemberRole, OrganisationFacts } from './lifecycle.ts';
import type { OrganisationLevel, Pack } from './pack.ts';
import { type ExplainedParties, explainedPartiesOf, type OrganisationNode, type StationChoice } from './parties.ts';
import type { Policy } from './policy.ts';

/** What gates ask of a contractor, as far as it is known when a bureau is set up. */
type ContractorFacts = Partial<Omit<OrganisationFacts, 'id' | 'level'>>;

/** One organisation as it is drafted; keys hold within one draft only. Towns with their stations are drafted apart. */
export interface OrganisationDraft {
  key: string;
  level: Exclude<OrganisationLevel, 'town' | 'station'>;
  name: string;
  /** Key of the organisation above; absent for the topmost ones, and for whoever stands outside the tree. */
  parent?: string;
  /** The finance department beside its parent. */
  department?: 'finance';
  facts?: ContractorFacts;
}

/** A town with its one station: named after the town unless told otherwise, `null` = none yet. */
export interface TownDraft {
  key: string;
  /** As of an organisation: absent where the towns are added to a bureau that stands already. */
  parent?: string;
  name: string;
  station?: string | null;
}

/** Somebody who will sign in for an organisation (its key; a station's is that of the town and `/station`). */
export interface AccountDraft {
  organisation: string;
  role: Exclude<MemberRole, 'operator'>;
  login: string;
  name: string;
}

/** A bureau to be set up: the pack, the tree that works under it, who signs in. */
export interface BureauDraft {
  packId: string;
  /** Id of an organisation that stands already, and under which the topmost of the draft are put. */
  under?: string;
  organisations: OrganisationDraft[];
  towns: TownDraft[];
  accounts: AccountDraft[];
}

/** An organisation of the draft with its place in the tree and the field that drafts it. */
export interface DraftedOrganisation {
  key: string;
  field: string;
  level: OrganisationLevel;
  name: string;
  parent: string | null;
  department?: 'finance';
  facts: ContractorFacts;
}

/** A draft with the organisations that stand already around the place where it is put: above it, beside it and right below. */
export type PlacedDraft = BureauDraft & { standing?: readonly DraftedOrganisation[] };

/** Levels whose organisations stand outside the tree: whoever registers one does not see what it does for others. */
const OUTSIDE: readonly OrganisationLevel[] = ['contractor', 'third-party'];
/** What follows the name of a town when its government is named; a station is named after the town alone. */
const OFFICE = /(人民政府|办事处)$/;

/** True for a level that has no place in the tree. */
export function standsOutside(level: OrganisationLevel): boolean {
  return OUTSIDE.includes(level);
}

/** The levels of a pack that stand in the tree, from the top down. */
export function levelsOf({ levels }: Pick<Pack, 'levels'>): OrganisationLevel[] {
  return levels.map(({ level }) => level).filter((level) => !standsOutside(level));
}

/** The key of the station of a town. */
function stationKey(town: string): string {
  return `${town}/station`;
}

/** The name of a town's station: 东河镇人民政府 → 东河镇社会工作服务站. */
export function stationNameOf({ name, station }: Pick<TownDraft, 'name' | 'station'>): string {
  return station ?? `${name.replace(OFFICE, '')}社会工作服务站`;
}

/** The key in a draft of an organisation that stands already; no key of the draft itself can be equal to it. */
export function standingKey(id: string): string {
  return `standing:${id}`;
}

/** Everybody of a draft: what is drafted by itself, then each town with its station. */
export function organisationsOf({ organisations, towns, under }: Omit<BureauDraft, 'accounts'>): DraftedOrganisation[] {
  const ground = under === undefined ? null : standingKey(under);
  const drafted = organisations.map(({ key, level, name, parent, department, facts = {} }, index) => ({
    key,
    field: `organisations.${index}`,
    level,
    name,
    parent: parent ?? (standsOutside(level) ? null : ground),
    ...(department && { department }),
    facts,
  }));
  const local = towns.flatMap((town, index): DraftedOrganisation[] => {
    const field = `towns.${index}`;
    const parent = town.parent ?? ground;
    const place: DraftedOrganisation = { key: town.key, field, level: 'town', name: town.name, parent, facts: {} };
    if (town.station === null) return [place];
    return [place, { ...place, key: stationKey(town.key), level: 'station', name: stationNameOf(town), parent: town.key }];
  });
  return [...drafted, ...local];
}

/** The topmost of what is drafted, by which the whole is known. */
export function topOf(organisations: readonly DraftedOrganisation[]): DraftedOrganisation | undefined {
  const inside = organisations.filter(({ level }) => !standsOutside(level));
  return inside.find(({ parent }) => parent === null) ?? inside[0];
}

/** The same after everybody who stands there already. */
export function wholeOf(draft: PlacedDraft): DraftedOrganisation[] {
  return [...(draft.standing ?? []), ...organisationsOf(draft)];
}

/** The draft as the tree that roads are opened over; keys stand for ids. */
function nodesOf(organisations: readonly DraftedOrganisation[]): OrganisationNode[] {
  return organisations.map(({ key, name, level, parent, department }) => ({
    id: key as OrganisationId,
    name,
    level,
    parentId: parent as OrganisationId | null,
    ...(department && { department }),
  }));
}

/**
 * Who takes part in a road over each station of the draft, worked out as roads do. Where the pack names no purchaser, the bureau above
 * the town opens the road. Throws as `partiesOf` does.
 */
export function partiesByStation(draft: PlacedDraft, policy: Policy): ExplainedParties[] {
  const whole = wholeOf(draft);
  const organisations = nodesOf(whole);
  const above = new Map(whole.map(({ key, parent }) => [key, parent]));
  return draft.towns
    .filter(({ station }) => station !== null)
    .map(({ key }) => {
      const choice: StationChoice = { station: stationKey(key) as OrganisationId, town: key as OrganisationId };
      const acting = (above.get(key) ?? key) as OrganisationId;
      return explainedPartiesOf({ stations: [choice], organisations, policy, acting });
    });
}
