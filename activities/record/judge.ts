import { whyNot } from '../../domain/access.ts';
import { type CommandId, followUpId } from '../../domain/ids.ts';
import {
  type Actor,
  type Command,
  type Context,
  type DutyFellDue,
  type Envelope,
  type Folded,
  type FollowUp,
  fold,
  isOfKit,
  isRefusal,
  type Lifecycle,
  type PackMoved,
  type Parties,
  type ProcessEvent,
  type Refusal,
} from '../../domain/lifecycle.ts';
import { chainHash } from './identity.ts';

/** An event with its place in the chain. */
interface ChainedEvent {
  event: ProcessEvent;
  envelope: Envelope;
  organisationId: string | null;
  previousHash: string;
  hash: string;
}

/** What a command leads to, before anything is written. */
export interface Judgement {
  folded: Folded;
  events: ChainedEvent[];
  followUps: (FollowUp & { id: CommandId; cause: CommandId })[];
  lastEventHash: string;
  revision: number;
}

/** Where the judgement starts from. */
export interface Before {
  folded: Folded | undefined;
  revision: number;
  lastEventHash: string;
}

/** Asks the gate, then the lifecycle; folds what it decided and collects the follow-ups. Pure but for the hash. */
export function judge(
  lifecycle: Lifecycle,
  before: Before,
  command: Command & { id: CommandId; actor: Actor },
  context: Context,
): Judgement | Refusal {
  const parties = before.folded?.own.parties ?? partiesIn(command.body);
  const refusal = whyNot(lifecycle, before.folded, command.name, command.actor, parties, context.policy);
  if (refusal) return refusal;
  const decision = lifecycle.decide(before.folded?.own, command, context);
  if (isRefusal(decision)) return decision;
  return append(lifecycle, before, decision, command, context);
}

/** What follows when a duty falls due unmet: the kit's own event, then the lifecycle's. */
export function judgeFallDue(lifecycle: Lifecycle, before: Before, key: string, id: CommandId, context: Context): Judgement {
  const command = { id, name: 'fall-due', actor: context.actor };
  const fell: DutyFellDue = { type: 'duty-fell-due', key };
  const first = append(lifecycle, before, [fell], command, context);
  const consequences = lifecycle.onDue(first.folded.own, key, context);
  const then = append(lifecycle, first, consequences, command, context);
  return { ...then, events: [...first.events, ...then.events] };
}

/** The process goes on under another version of its pack: the kit's own event, and nothing follows. */
export function judgePackMoved(lifecycle: Lifecycle, before: Before, moved: PackMoved, id: CommandId, context: Context): Judgement {
  return append(lifecycle, before, [moved], { id, name: 'move-pack', actor: context.actor }, context);
}

function append(
  lifecycle: Lifecycle,
  before: Before,
  events: readonly ProcessEvent[],
  command: { id: CommandId; name: string; actor: Actor },
  context: Context,
): Judgement {
  let { folded, revision, lastEventHash } = before;
  const chained: ChainedEvent[] = [];
  const followUps: Judgement['followUps'] = [];
  for (const event of events) {
    revision += 1;
    const envelope: Envelope = {
      revision,
      commandId: command.id,
      command: command.name,
      personId: command.actor.personId,
      on: context.today,
    };
    folded = fold(lifecycle, folded, event, envelope);
    const previousHash = lastEventHash;
    lastEventHash = chainHash(previousHash, { event, envelope });
    chained.push({ event, envelope, organisationId: command.actor.organisationId, previousHash, hash: lastEventHash });
    if (isOfKit(event)) continue;
    for (const followUp of lifecycle.followUps(event, folded.own, context)) {
      followUps.push({ ...followUp, id: followUpId(command.id, followUps.length), cause: command.id });
    }
  }
  if (!folded) throw new Error(`${lifecycle.kind}.${command.name} opened nothing`);
  return { folded, events: chained, followUps, lastEventHash, revision };
}

/** An opening command proposes who fills which function. */
function partiesIn(body: unknown): Parties {
  return typeof body === 'object' && body !== null && 'parties' in body ? (body.parties as Parties) : {};
}
