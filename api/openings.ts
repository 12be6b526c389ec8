import { randomUUID } from 'node:crypto';
import { CatalogueError } from '../domain/errors.ts';
import type { OrganisationId, ProcessId } from '../domain/ids.ts';
import type { Parties } from '../domain/lifecycle.ts';
import { isJurisdiction } from '../domain/pack.ts';
import { partiesOf, partiesOfReferral, type StationChoice } from '../domain/parties.ts';
import type { Policy } from '../domain/policy.ts';
import type { Caller } from './auth/caller.ts';
import type { Opening } from './commands.ts';
import { type ChainNode, chainsAbove } from './queries/organisations.ts';
import type { Services } from './services.ts';

/** What a process is opened with: who takes part, the policy it pins, the clock it follows. */
export interface PreparedOpening {
  parties: Parties;
  policy: Policy;
  opening: Opening;
  /** Names of the parties, for people. */
  nodes: readonly ChainNode[];
}

/** A new id; a repeated request with the same key is answered with the first one's. */
export function newProcessId(): ProcessId {
  return randomUUID() as ProcessId;
}

/** Prepares a road over these stations; throws `request.invalid` for stations that do not fit, `pack.unknown` without a policy to purchase under. */
export async function prepareRoad(
  stations: readonly StationChoice[],
  caller: Pick<Caller, 'actor' | 'packId' | 'today'>,
  services: Pick<Services, 'database' | 'packs'>,
): Promise<PreparedOpening> {
  const nodes = await chainsAbove(
    services.database,
    stations.map(({ station }) => station),
  );
  // Stations that do not exist are refused by name below, under the caller's own policy; those of a place without a pack are not.
  const first = stations.find(({ station }) => nodes.some(({ id }) => id === station))?.station ?? caller.actor.organisationId;
  const policy = policyAbove(first, nodes, services, caller);
  const parties = partiesOf({ stations, organisations: nodes, policy, acting: caller.actor.organisationId });
  return { parties, policy, nodes, opening: openingOf(parties.purchaser ?? first, nodes, policy) };
}

/** Prepares a referral from the caller's station. */
export async function prepareReferral(receiver: OrganisationId, caller: Caller, services: Services): Promise<PreparedOpening> {
  const sender = caller.actor.organisationId;
  const nodes = await chainsAbove(services.database, [sender, receiver]);
  if (!nodes.some(({ id }) => id === receiver)) {
    throw new CatalogueError('request.invalid', '没有这个接收方', [{ field: 'receiver', problem: '没有这个机构', received: receiver }]);
  }
  const policy = policyAbove(sender, nodes, services, caller);
  return { parties: partiesOfReferral(sender, receiver, nodes), policy, nodes, opening: openingOf(sender, nodes, policy) };
}

function policyAbove(
  from: OrganisationId,
  nodes: readonly ChainNode[],
  { packs }: Pick<Services, 'packs'>,
  caller: Pick<Caller, 'actor' | 'packId' | 'today'>,
): Policy {
  const own = from === caller.actor.organisationId ? caller.packId : undefined;
  const packId = nearest(from, nodes, ({ packId }) => packId !== null)?.packId ?? own;
  if (!packId) throw new CatalogueError('pack.unknown', '所在地区没有适用的政策包');
  const pack = packs.packs.get(packId);
  if (pack && !isJurisdiction(pack)) throw new CatalogueError('pack.unknown', `${pack.name}是单个项目，不能据以购买服务`);
  return packs.policyOn(packId, caller.today);
}

/** The region is that of the purchaser's bureau (C-3); a rehearsal clock holds for everybody below it. */
function openingOf(from: OrganisationId, nodes: readonly ChainNode[], { pack }: Policy): Opening {
  const region = nodes.find(({ id }) => id === from)?.region ?? pack.region;
  const clockId = nearest(from, nodes, ({ rehearsal }) => rehearsal)?.id ?? null;
  return { packId: pack.id, packVersion: pack.version, region, cycleId: null, clockId };
}

/** The first organisation upwards from one, itself included, of which something holds. */
function nearest(from: OrganisationId, nodes: readonly ChainNode[], holds: (node: ChainNode) => boolean): ChainNode | undefined {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const passed = new Set<string>();
  for (let node = byId.get(from); node && !passed.has(node.id); node = node.parentId ? byId.get(node.parentId) : undefined) {
    if (holds(node)) return node;
    passed.add(node.id);
  }
  return undefined;
}
