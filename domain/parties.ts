import { CatalogueError, type FieldProblem } from './errors.ts';
import type { OrganisationId } from './ids.ts';
import type { Parties } from './lifecycle.ts';
import type { OrganisationLevel, PartyFunction } from './pack.ts';
import type { Policy, SlotRule } from './policy.ts';

/** An organisation as the tree holds it. */
export interface OrganisationNode {
  id: OrganisationId;
  name: string;
  level: OrganisationLevel;
  parentId: OrganisationId | null;
  /** Absent = civil affairs; `finance` = the finance department beside the organisation that is its parent. */
  department?: string;
}

/** A station with the town that it serves, as a road names it. */
export interface StationChoice {
  station: OrganisationId;
  town: OrganisationId;
}

/** What the parties of a road are found from: everything above the stations, the departments beside it, and the rules of the pack. */
interface PartiesRequest {
  stations: readonly StationChoice[];
  organisations: readonly OrganisationNode[];
  policy: Policy;
  /** Who opens the road; decides only where the pack names no purchaser, or lets several levels purchase. */
  acting: OrganisationId;
}

/** Why an organisation fills a function: a rule of the pack, a default of ours, or its place in the tree alone (`null`). */
export type PartyReason = { ruleId: string } | { defaultId: string } | null;

/** The parties with the reason of each. */
export interface ExplainedParties {
  parties: Parties;
  reasons: Partial<Record<PartyFunction, PartyReason>>;
}

type Tree = ReadonlyMap<OrganisationId, OrganisationNode>;

/**
 * Which organisation fills which function in a road over these stations. Levels come from the pack's role rules, the rest from the tree:
 * superior = whom the pack names to receive plans and contracts, else the immediate parent of the purchaser. Functions that a person decides later (the contractor, a third party) are absent.
 * Throws `request.invalid` naming each station that does not fit.
 */
export function partiesOf(request: PartiesRequest): Parties {
  return explainedPartiesOf(request).parties;
}

/** The same with the rule or the default that says so: what is shown and what roads use is worked out once. */
export function explainedPartiesOf({ stations, organisations, policy, acting }: PartiesRequest): ExplainedParties {
  const tree: Tree = new Map(organisations.map((one) => [one.id, one]));
  const chains = stations.map((choice, index) => chainOf(tree, choice, `stations.${index}`));
  const shared = sharedBy(chains);
  const purchaser = purchaserOf(shared, policy, acting);
  const parties: Parties = {};
  const reasons: ExplainedParties['reasons'] = {};
  const put = (name: PartyFunction, id: OrganisationId | null | undefined, reason: PartyReason): void => {
    if (!id) return;
    parties[name] = id;
    reasons[name] = reason;
  };
  const named = policy.rule('role.purchaser');
  put('purchaser', purchaser.id, named ? { ruleId: named.id } : { defaultId: 'Q-62' });

  // three separate functions; where the pack is silent the purchaser signs, organises and evaluates itself.
  const fill = (name: PartyFunction, rules: readonly SlotRule<'role'>[]): void => {
    const found = firstFilled(rules, shared, parties);
    put(name, found?.id ?? (rules.length === 0 ? purchaser.id : undefined), found?.reason ?? { defaultId: 'Q-62' });
  };
  fill('signatory', policy.rules('role.signatory'));
  fill('organiser', policy.rules('role.organiser'));
  fill('evaluator', policy.rules('role.evaluator'));

  // What the pack says of its ordinary purchaser does not hold for a further level that purchases for itself.
  const slots = ['role.plan-receiver', 'role.contract-receiver', 'role.staffing-receiver'] as const;
  const receivers = purchaser.level === named?.level ? slots.flatMap((slot) => policy.rules(slot)) : [];
  const superior = firstFilled(receivers, shared, parties) ?? { id: purchaser.parentId, reason: { defaultId: 'Q-25' } };
  put('superior', superior.id, superior.reason);
  put('upper', shared.find(({ level }) => level === 'province')?.id, null);
  // A town has no finance department of its own: the nearest above it answers (SM-17).
  const departments = organisations.filter(({ department }) => department === 'finance');
  const finance = upwards(tree, purchaser.id).flatMap(({ id }) => departments.find(({ parentId }) => parentId === id) ?? [])[0];
  put('finance', finance?.id, null);
  const [only, ...others] = stations;
  if (only && others.length === 0) put('station', only.station, null);
  if (only && stations.every(({ town }) => town === only.town)) put('town', only.town, null);
  return { parties, reasons };
}

/** The parties of one station of a road: those of the road with its own station and town. */
export function partiesOfStation(parties: Parties, { station, town }: StationChoice): Parties {
  return { ...parties, station, town };
}

/** Who takes part in a referral: the station that sends, what stands above it, and the body that receives. */
export function partiesOfReferral(sender: OrganisationId, receiver: OrganisationId, organisations: readonly OrganisationNode[]): Parties {
  const tree: Tree = new Map(organisations.map((one) => [one.id, one]));
  const above = upwards(tree, sender);
  const town = above.find(({ level }) => level === 'town');
  const bureau = above.find(({ level }) => level === 'county');
  return { sender, receiver, station: sender, ...(town && { town: town.id }), ...(bureau && { superior: bureau.id }) };
}

/** The station and everything above it, from the bottom up; throws if it is no station of that town. */
function chainOf(tree: Tree, { station, town }: StationChoice, field: string): OrganisationNode[] {
  const node = tree.get(station);
  if (!node) throw unfit({ field: `${field}.station`, problem: '没有这个社工站', received: station });
  if (node.level !== 'station')
    throw unfit({ field: `${field}.station`, problem: '这个机构不是社工站', received: station, allowed: 'station' });
  if (node.parentId !== town) {
    throw unfit({ field: `${field}.town`, problem: '社工站不在这个乡镇(街道)', received: town, allowed: node.parentId ?? '' });
  }
  return upwards(tree, station);
}

/** From an organisation to the top; a loop in wrong data ends where it closes. */
function upwards(tree: Tree, from: OrganisationId): OrganisationNode[] {
  const chain: OrganisationNode[] = [];
  for (let node = tree.get(from); node && !chain.includes(node); node = node.parentId ? tree.get(node.parentId) : undefined)
    chain.push(node);
  return chain;
}

/** What stands above all stations of the road, from the bottom up. */
function sharedBy([first = [], ...others]: OrganisationNode[][]): OrganisationNode[] {
  return first.filter((node) => others.every((chain) => chain.includes(node)));
}

function purchaserOf(shared: readonly OrganisationNode[], policy: Policy, acting: OrganisationId): OrganisationNode {
  const rule = policy.rule('role.purchaser');
  const own = shared.find(({ id }) => id === acting);
  // The rule's own level is the ordinary purchaser; further levels purchase only for themselves.
  const further = own && (!rule || rule.alsoLevels?.includes(own.level)) ? own : undefined;
  const found = further ?? shared.find(({ level }) => level === rule?.level);
  if (found) return found;
  throw unfit({ field: 'stations', problem: '所选社工站没有共同的购买主体，请分别发起', ...(rule && { allowed: rule.level }) });
}

/** The organisation of a role rule: at its level of the chain, or the one that fills the function it is taken from; a third party is nobody yet. */
function filledBy(rule: SlotRule<'role'>, shared: readonly OrganisationNode[], parties: Parties): OrganisationId | undefined {
  const levels = [rule.level, ...(rule.alsoLevels ?? [])];
  const taken = rule.from && parties[rule.from];
  if (taken && shared.some(({ id, level }) => id === taken && levels.includes(level))) return taken;
  return shared.find(({ level }) => levels.includes(level))?.id;
}

/** The first of the rules that finds an organisation, with what it found. */
function firstFilled(
  rules: readonly SlotRule<'role'>[],
  shared: readonly OrganisationNode[],
  parties: Parties,
): { id: OrganisationId; reason: PartyReason } | undefined {
  for (const rule of rules) {
    const id = filledBy(rule, shared, parties);
    if (id) return { id, reason: { ruleId: rule.id } };
  }
  return undefined;
}

function unfit(problem: FieldProblem): CatalogueError {
  return new CatalogueError('request.invalid', problem.problem, [problem]);
}
