import type { CommandId, Instant, ProcessId, ProcessKind } from '../../domain/ids.ts';
import type { Lifecycle } from '../../domain/lifecycle.ts';
import type { Transaction } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { chainHash } from './identity.ts';
import type { Judgement } from './judge.ts';
import type { Opening } from './load.ts';
import { projectPeople } from './people.ts';
import type { ProjectedDuty, Projection } from './project.ts';

/** Everything one revision writes. */
export interface Writing {
  lifecycle: Lifecycle;
  processId: ProcessId;
  opening: Opening;
  partiesChanged: boolean;
  judgement: Judgement;
  projection: Projection;
  now: Instant;
  /** The ledger row that is decided by it. */
  accepts?: CommandId;
}

/** What a process is opened with and keeps; all other columns are written anew with each revision. */
const SHOWN = [
  'title',
  'pack_version',
  'stage',
  'waits_for',
  'waiting_for_id',
  'stage_since',
  'revision',
  'ended',
  'state',
  'last_event_hash',
];
const WAITED_FOR = ['next_due_at', 'next_due', 'next_due_label', 'overdue_since', 'updated_at'];
const DATED = [
  'trigger_event',
  'trigger_date',
  'strict',
  'due',
  'safe',
  'provisional',
  'calendar_version',
  'trace',
  'met_on',
  'falls_due_at',
  'fell_due_on',
];
const OWED = ['label', 'rule_id', 'basis', 'binding', 'default_id', 'owes', 'owes_id', 'owed_to', 'command', 'status'];
const taken = (columns: readonly string[]) => Prisma.raw(columns.map((column) => `${column} = EXCLUDED.${column}`).join(', '));

/**
 * Writes events, duties, projection and follow-ups of one revision, and closes its command, in one statement: whatever is written goes over as
 * rows in JSON. Call it in the transaction that holds the lock.
 */
export function writeRevision(transaction: Transaction, writing: Writing): void {
  const { judgement, projection, processId, partiesChanged, accepts, now } = writing;
  const rows = (list: readonly object[]) => JSON.stringify(list);
  const parties = partiesChanged ? Object.entries(judgement.folded.own.parties) : [];
  transaction.send(Prisma.sql`
    WITH shown AS (
      INSERT INTO process SELECT * FROM jsonb_populate_recordset(NULL::process, ${rows([processRow(writing)])}::jsonb)
      ON CONFLICT (id) DO UPDATE SET ${taken(SHOWN)}, ${taken(WAITED_FOR)}
    ), left_out AS (
      DELETE FROM process_party WHERE ${partiesChanged} AND process_id = ${processId} AND NOT function = ANY (${parties.map(([name]) => name)}::text[])
    ), parties AS (
      INSERT INTO process_party
      SELECT * FROM jsonb_populate_recordset(NULL::process_party,
        ${rows(parties.map(([name, id]) => ({ process_id: processId, function: name, organisation_id: id })))}::jsonb)
      ON CONFLICT (process_id, function) DO UPDATE SET organisation_id = EXCLUDED.organisation_id
    ), happened AS (
      INSERT INTO event SELECT * FROM jsonb_populate_recordset(NULL::event, ${rows(judgement.events.map((one) => eventRow(writing, one)))}::jsonb)
    ), withdrawn AS (
      UPDATE duty SET status = 'withdrawn', falls_due_at = NULL
      WHERE process_id = ${processId} AND status = 'open' AND key = ANY (${[...projection.withdrawn]}::text[])
    ), owed AS (
      INSERT INTO duty SELECT * FROM jsonb_populate_recordset(NULL::duty, ${rows(projection.changed.map((one) => dutyRow(writing, one)))}::jsonb)
      ON CONFLICT (process_id, key) DO UPDATE SET ${taken(OWED)}, ${taken(DATED)}
    ), follow_ups AS (
      INSERT INTO command (id, process_id, kind, name, body, body_hash, role, cause_id, opening)
      SELECT id, process_id, kind, name, body, body_hash, role, cause_id, opening
      FROM jsonb_populate_recordset(NULL::command, ${rows(judgement.followUps.map((one) => followUpRow(writing, one)))}::jsonb)
      ON CONFLICT (id) DO NOTHING
    )
    UPDATE command SET outcome = 'accepted', result = ${JSON.stringify({ revision: judgement.revision })}::jsonb, recorded_at = ${now}
    WHERE id = ${accepts ?? null}`);
  projectPeople(
    transaction,
    judgement.folded.own,
    judgement.events.map(({ event }) => event),
  );
}

function processRow({ lifecycle, processId, opening, judgement, projection, now }: Writing) {
  const { own, kit } = judgement.folded;
  const stage = lifecycle.stages[own.stage];
  const waitsFor = stage?.waitsFor ?? 'process';
  return {
    id: processId,
    kind: lifecycle.kind,
    title: own.title,
    pack_id: opening.packId,
    pack_version: opening.packVersion,
    region: opening.region,
    clock_id: opening.clockId,
    // The road is its own cycle: its children carry its id.
    cycle_id: lifecycle.kind === 'purchase-cycle' ? processId : opening.cycleId,
    opened_at: now,
    stage: own.stage,
    waits_for: waitsFor,
    waiting_for_id: waitsFor === 'date' || waitsFor === 'process' ? null : (own.parties[waitsFor] ?? null),
    stage_since: kit.stageSince,
    revision: judgement.revision,
    ended: stage?.ends === true,
    state: judgement.folded,
    last_event_hash: judgement.lastEventHash,
    next_due_at: projection.next?.at ?? null,
    next_due: projection.next?.date ?? null,
    next_due_label: projection.next?.label ?? null,
    overdue_since: projection.overdueSince ?? null,
    updated_at: now,
  };
}

function eventRow({ processId, now }: Writing, one: Judgement['events'][number]) {
  const { type, ...data } = one.event;
  const { revision, commandId, command, personId, on } = one.envelope;
  return {
    process_id: processId,
    revision,
    type,
    data,
    command_id: commandId,
    command,
    person_id: personId,
    organisation_id: one.organisationId,
    on_day: on,
    recorded_at: now,
    previous_hash: one.previousHash,
    hash: one.hash,
  };
}

function followUpRow({ lifecycle, processId, opening }: Writing, one: Judgement['followUps'][number]) {
  const { packId, packVersion, region, clockId, cycleId } = opening;
  return {
    id: one.id,
    process_id: one.processId,
    kind: one.kind,
    name: one.command,
    body: one.body,
    body_hash: chainHash('', one.body),
    role: 'system',
    cause_id: one.cause,
    opening: { packId, packVersion, region, clockId, cycleId: lifecycle.kind === 'purchase-cycle' ? processId : cycleId },
  };
}

function dutyRow({ lifecycle, processId, judgement }: Writing, duty: ProjectedDuty) {
  const { parties } = judgement.folded.own;
  return {
    process_id: processId,
    key: duty.key,
    kind: lifecycle.kind,
    slot: duty.slot,
    label: duty.label,
    rule_id: duty.ruleId ?? null,
    basis: duty.basis ?? null,
    binding: duty.binding ?? null,
    default_id: duty.defaultId ?? null,
    owes: duty.owes,
    owes_id: parties[duty.owes] ?? null,
    owed_to: duty.to.map((name) => parties[name] ?? name),
    command: duty.command ?? null,
    status: duty.status,
    trigger_event: duty.trigger?.event ?? null,
    trigger_date: duty.trigger?.date ?? null,
    strict: duty.due?.strict ?? null,
    due: duty.due?.due ?? null,
    safe: duty.due?.safe ?? null,
    provisional: duty.due?.provisional ?? false,
    calendar_version: duty.due?.calendarVersion ?? null,
    trace: duty.due?.trace ?? null,
    met_on: duty.met ?? null,
    falls_due_at: duty.fallsDueAt,
    fell_due_on: duty.fellDueOn,
    opened_on: judgement.events.at(-1)?.envelope.on ?? judgement.folded.kit.stageSince,
  };
}

/** A command that the kit gives itself: decided by the revision that is written next, and nothing is left to deliver. */
export interface OwnCommand {
  id: CommandId;
  processId: ProcessId;
  kind: ProcessKind;
  name: 'fall-due' | 'move-pack';
  body: object;
  receivedAt: Instant;
}

/** Writes the ledger row of a command of the kit, once. */
export function writeOwnCommand(transaction: Transaction, command: OwnCommand, now: Instant): void {
  const { id, processId, kind, name, body, receivedAt } = command;
  transaction.send(Prisma.sql`
    INSERT INTO command (id, process_id, kind, name, body, body_hash, role, received_at, delivered_at)
    VALUES (${id}, ${processId}, ${kind}, ${name}, ${JSON.stringify(body)}::jsonb, '', 'system', ${receivedAt}, ${now})
    ON CONFLICT (id) DO NOTHING`);
}

/** Notes that a command has had no effect, and why. */
export function closeCommand(transaction: Transaction, id: CommandId, outcome: 'refused' | 'failed', result: object, now: Instant): void {
  transaction.send(Prisma.sql`
    UPDATE command SET outcome = ${outcome}, result = ${JSON.stringify(result)}::jsonb, recorded_at = ${now} WHERE id = ${id}`);
}

/** Marks a process that a defect stands in the way of, or takes the mark away. */
export function markBroken(transaction: Transaction, processId: ProcessId, code: string | null): void {
  transaction.send(Prisma.sql`UPDATE process SET broken = ${code} WHERE id = ${processId}`);
}
