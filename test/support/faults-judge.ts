import { loadFacts } from '../../activities/record/facts.ts';
import { chainHash, processIdFrom } from '../../activities/record/identity.ts';
import { type Before, judge, judgeFallDue } from '../../activities/record/judge.ts';
import type { CommandId, Instant, PlainDate, ProcessId, ProcessKind } from '../../domain/ids.ts';
import { type Context, type Envelope, fold, type Lifecycle, type ProcessEvent, SYSTEM } from '../../domain/lifecycle.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import { startOfDay, toInstant } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { loadPacks } from '../../policies/load.ts';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

/** What the checker found wrong. */
export interface Finding {
  kind: 'lost' | 'doubled' | 'unexpected' | 'chain' | 'state' | 'undelivered' | 'broken' | 'run' | 'timer' | 'reminder';
  /** The process or the command. */
  subject: string;
  detail: string;
}

export type CommandRow = Prisma.CommandGetPayload<object>;
export type EventRow = Prisma.EventGetPayload<object>;
export type ProcessRow = Prisma.ProcessGetPayload<object>;

/** Events of one command, as they stand one after another in the chain. */
interface Block {
  commandId: string;
  events: EventRow[];
}

const packs = loadPacks();
const calendars = loadCalendars();

/** What one process is found to be, decided once more from its first event on. */
export interface Verdict {
  findings: Finding[];
  /** Ids of the follow-ups that its commands must have written. */
  followUps: string[];
}

/**
 * Decides every command of a process once more, in the order of the record, and compares: each command has exactly the events that its
 * lifecycle decides from the state before it, once, in one unbroken chain.
 */
export async function judgeAgain(
  database: Database,
  process: ProcessRow,
  events: readonly EventRow[],
  commands: ReadonlyMap<string, CommandRow>,
): Promise<Verdict> {
  const lifecycle = LIFECYCLES[process.kind as ProcessKind];
  const findings: Finding[] = [];
  const say = (kind: Finding['kind'], detail: string) => findings.push({ kind, subject: `${process.kind} ${process.id}`, detail });
  let before: Before = { folded: undefined, revision: 0, lastEventHash: '' };
  const followUps: string[] = [];
  const seen = new Set<string>();
  for (const block of blocksOf(events)) {
    const row = commands.get(block.commandId);
    const { after, isWhole } = foldBlock(lifecycle, before, block);
    if (!isWhole) say('chain', `the hashes of ${block.commandId} do not fit its events`);
    if (seen.has(block.commandId)) say('doubled', `${block.commandId} is recorded again at revision ${block.events[0]?.revision}`);
    seen.add(block.commandId);
    if (!row || row.outcome !== 'accepted')
      say('unexpected', `events of ${block.commandId}, which the ledger holds as ${row?.outcome ?? 'unknown'}`);
    else {
      const expected = await expectedOf(database, lifecycle, process, row, block, before);
      if (!expected) say('unexpected', `${row.name} is refused when it is decided once more`);
      else if (expected.lastEventHash !== block.events.at(-1)?.hash) {
        const more = block.events.length > expected.revision - before.revision;
        say(more ? 'doubled' : 'chain', `${row.name}: ${block.events.length} events are not those that are decided once more`);
      } else followUps.push(...expected.followUps.map(({ id }) => id));
      if ((row.result as { revision?: number } | null)?.revision !== after.revision)
        say('chain', `${row.name}: the stored answer names another revision`);
    }
    before = after;
  }
  if (before.revision !== process.revision || before.lastEventHash !== process.lastEventHash)
    say('chain', 'the process does not end where its events do');
  if (JSON.stringify(sorted(process.state)) !== JSON.stringify(sorted(JSON.parse(JSON.stringify(before.folded ?? null)))))
    say('state', 'the stored state is not the fold of the events');
  return { findings, followUps };
}

function blocksOf(events: readonly EventRow[]): Block[] {
  const blocks: Block[] = [];
  for (const event of events) {
    const last = blocks.at(-1);
    if (last?.commandId === event.commandId) last.events.push(event);
    else blocks.push({ commandId: event.commandId, events: [event] });
  }
  return blocks;
}

/** The state after these events, and whether each hash is that of its event and of the hash before it. */
function foldBlock(lifecycle: Lifecycle, before: Before, { events }: Block): { after: Before; isWhole: boolean } {
  let { folded, revision, lastEventHash } = before;
  let isWhole = true;
  for (const row of events) {
    const event = { type: row.type, ...(row.data as object) } as ProcessEvent;
    const { commandId, command, personId, onDay: on } = row;
    const envelope = { revision: row.revision, commandId, command, personId, on } as Envelope;
    folded = fold(lifecycle, folded, event, envelope);
    isWhole &&=
      row.revision === revision + 1 && row.previousHash === lastEventHash && row.hash === chainHash(lastEventHash, { event, envelope });
    revision = row.revision;
    lastEventHash = row.hash;
  }
  return { after: { folded, revision, lastEventHash }, isWhole };
}

/** What the command leads to from the state before it; nothing if it is refused. */
async function expectedOf(
  database: Database,
  lifecycle: Lifecycle,
  process: ProcessRow,
  row: CommandRow,
  { events }: Block,
  before: Before,
) {
  const today = (events[0]?.onDay ?? '') as PlainDate;
  const id = row.id as CommandId;
  const actor = row.personId ? { role: row.role, personId: row.personId, organisationId: row.organisationId } : SYSTEM;
  const context: Context = {
    // A rehearsal clock may have moved since: its day is in the event.
    now: process.clockId ? startOfDay(today) : (toInstant(row.receivedAt) as Instant),
    today,
    actor: actor as Context['actor'],
    policy: packs.policy(process.packId, process.packVersion),
    calendar: calendars.calendarFor(process.region === 'CN-64' ? 'CN-64' : 'CN'),
    processId: process.id as ProcessId,
    newProcessId: (label) => processIdFrom(row.id, label),
    facts: { organisations: {}, workers: {} },
  };
  if (row.name === 'fall-due') return judgeFallDue(lifecycle, before, (row.body as { key: string }).key, id, context);
  const command = { id, name: row.name, body: row.body, actor: context.actor };
  const facts = await loadFacts(database, lifecycle, command, before.folded?.own);
  const judged = judge(lifecycle, before, command, { ...context, facts });
  return 'refused' in judged ? undefined : judged;
}

/** PostgreSQL keeps JSON objects in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
