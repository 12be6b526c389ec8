import type { CommandId, Instant, ProcessId, ProcessKind } from '../../domain/ids.ts';
import type { Folded, Lifecycle } from '../../domain/lifecycle.ts';
import { toDate } from '../../domain/time.ts';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
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
  opened: boolean;
  partiesChanged: boolean;
  judgement: Judgement;
  projection: Projection;
  now: Instant;
}

/** Writes events, duties, projection and follow-ups of one revision; call it in the transaction that holds the lock. */
export async function writeRevision(database: Database, writing: Writing): Promise<void> {
  const { judgement, projection, processId } = writing;
  await writeProcess(database, writing);
  if (writing.opened || writing.partiesChanged) await writeParties(database, processId, judgement.folded, writing.opened);
  if (judgement.events.length > 0) await database.event.createMany({ data: judgement.events.map((one) => eventRow(writing, one)) });
  if (projection.changed.length + projection.withdrawn.length > 0) await writeDuties(database, writing);
  await projectPeople(
    database,
    judgement.folded.own,
    judgement.events.map(({ event }) => event),
  );
  if (judgement.followUps.length > 0)
    await database.command.createMany({ data: judgement.followUps.map((one) => followUpRow(writing, one)), skipDuplicates: true });
}

async function writeProcess(
  database: Database,
  { lifecycle, processId, opening, opened, judgement, projection, now }: Writing,
): Promise<void> {
  const { own, kit } = judgement.folded;
  const stage = lifecycle.stages[own.stage];
  const waitsFor = stage?.waitsFor ?? 'process';
  const shown = {
    title: own.title,
    stage: own.stage,
    waitsFor,
    waitingForId: waitsFor === 'date' || waitsFor === 'process' ? null : (own.parties[waitsFor] ?? null),
    stageSince: kit.stageSince,
    revision: judgement.revision,
    ended: stage?.ends === true,
    state: judgement.folded as unknown as Prisma.InputJsonObject,
    lastEventHash: judgement.lastEventHash,
    nextDueAt: projection.next ? toDate(projection.next.at) : null,
    nextDue: projection.next?.date ?? null,
    nextDueLabel: projection.next?.label ?? null,
    overdueSince: projection.overdueSince ?? null,
    updatedAt: toDate(now),
  };
  const { packId, packVersion, region, clockId } = opening;
  if (!opened) {
    await database.process.updateMany({ where: { id: processId }, data: { ...shown, packVersion } });
    return;
  }
  // The road is its own cycle: its children carry its id.
  const cycleId = lifecycle.kind === 'purchase-cycle' ? processId : opening.cycleId;
  await database.process.createMany({
    data: { ...shown, id: processId, kind: lifecycle.kind, packId, packVersion, region, clockId, cycleId, openedAt: toDate(now) },
  });
}

async function writeParties(database: Database, processId: ProcessId, folded: Folded, opened: boolean): Promise<void> {
  if (!opened) await database.processParty.deleteMany({ where: { processId } });
  const data = Object.entries(folded.own.parties).map(([name, organisationId]) => ({ processId, function: name, organisationId }));
  await database.processParty.createMany({ data });
}

function eventRow(writing: Writing, one: Judgement['events'][number]): Prisma.EventCreateManyInput {
  const { type, ...data } = one.event;
  const { revision, commandId, command, personId, on } = one.envelope;
  return {
    processId: writing.processId,
    revision,
    type,
    data: data as Prisma.InputJsonObject,
    commandId,
    command,
    personId,
    organisationId: one.organisationId,
    onDay: on,
    recordedAt: toDate(writing.now),
    previousHash: one.previousHash,
    hash: one.hash,
  };
}

function followUpRow(writing: Writing, one: Judgement['followUps'][number]): Prisma.CommandCreateManyInput {
  const { packId, packVersion, region, clockId, cycleId } = writing.opening;
  const opening = {
    packId,
    packVersion,
    region,
    clockId,
    cycleId: writing.lifecycle.kind === 'purchase-cycle' ? writing.processId : cycleId,
  };
  return {
    id: one.id,
    processId: one.processId,
    kind: one.kind,
    name: one.command,
    body: one.body as Prisma.InputJsonObject,
    bodyHash: chainHash('', one.body),
    role: 'system',
    causeId: one.cause,
    opening: opening as Prisma.InputJsonObject,
  };
}

/** One statement for all duties that changed, however many: a list of rows as JSON. */
async function writeDuties(database: Database, { lifecycle, processId, judgement, projection }: Writing): Promise<void> {
  const parties = judgement.folded.own.parties;
  const today = judgement.events.at(-1)?.envelope.on ?? judgement.folded.kit.stageSince;
  const rows = projection.changed.map((duty) => ({
    ...dutyRow(duty),
    kind: lifecycle.kind,
    owesId: parties[duty.owes] ?? null,
    openedOn: today,
  }));
  const owedTo = Object.fromEntries(projection.changed.map((duty) => [duty.key, duty.to.map((name) => parties[name] ?? name)]));
  await database.$executeRaw`
    WITH gone AS (UPDATE duty SET status = 'withdrawn', falls_due_at = NULL
      WHERE process_id = ${processId} AND status = 'open' AND key IN (SELECT jsonb_array_elements_text(${JSON.stringify(projection.withdrawn)}::jsonb)))
    INSERT INTO duty (process_id, key, kind, slot, label, rule_id, basis, binding, default_id, owes, owes_id, owed_to, command, status, trigger_event, trigger_date,
      strict, due, safe, provisional, calendar_version, trace, met_on, falls_due_at, fell_due_on, opened_on)
    SELECT ${processId}, r.key, r.kind, r.slot, r.label, r."ruleId", r.basis, r.binding, r."defaultId", r.owes, r."owesId",
      ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(owedTo)}::jsonb -> r.key)), r.command, r.status, r."triggerEvent", r."triggerDate",
      r.strict, r.due, r.safe, r.provisional, r."calendarVersion", r.trace, r."metOn", r."fallsDueAt", r."fellDueOn", r."openedOn"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(key text, kind text, slot text, label text, "ruleId" text, basis jsonb, binding text, "defaultId" text,
      owes text, "owesId" text, command text, status text, "triggerEvent" text, "triggerDate" text, strict text, due text, safe text, provisional boolean,
      "calendarVersion" text, trace jsonb, "metOn" text, "fallsDueAt" timestamptz, "fellDueOn" text, "openedOn" text)
    ON CONFLICT (process_id, key) DO UPDATE SET label = EXCLUDED.label, rule_id = EXCLUDED.rule_id, basis = EXCLUDED.basis, binding = EXCLUDED.binding,
      default_id = EXCLUDED.default_id, owes = EXCLUDED.owes, owes_id = EXCLUDED.owes_id, owed_to = EXCLUDED.owed_to, command = EXCLUDED.command,
      status = EXCLUDED.status, trigger_event = EXCLUDED.trigger_event, trigger_date = EXCLUDED.trigger_date, strict = EXCLUDED.strict, due = EXCLUDED.due,
      safe = EXCLUDED.safe, provisional = EXCLUDED.provisional, calendar_version = EXCLUDED.calendar_version, trace = EXCLUDED.trace,
      met_on = EXCLUDED.met_on, falls_due_at = EXCLUDED.falls_due_at, fell_due_on = EXCLUDED.fell_due_on`;
}

function dutyRow(duty: ProjectedDuty) {
  return {
    key: duty.key,
    slot: duty.slot,
    label: duty.label,
    ruleId: duty.ruleId ?? null,
    basis: duty.basis ?? null,
    binding: duty.binding ?? null,
    defaultId: duty.defaultId ?? null,
    owes: duty.owes,
    command: duty.command ?? null,
    status: duty.status,
    triggerEvent: duty.trigger?.event ?? null,
    triggerDate: duty.trigger?.date ?? null,
    strict: duty.due?.strict ?? null,
    due: duty.due?.due ?? null,
    safe: duty.due?.safe ?? null,
    provisional: duty.due?.provisional ?? false,
    calendarVersion: duty.due?.calendarVersion ?? null,
    trace: duty.due?.trace ?? null,
    metOn: duty.met ?? null,
    fallsDueAt: duty.fallsDueAt,
    fellDueOn: duty.fellDueOn,
  };
}

/** A command that the kit gives itself: decided as it is written, and nothing is left to deliver. */
export interface OwnCommand {
  id: CommandId;
  processId: ProcessId;
  kind: ProcessKind;
  name: 'fall-due' | 'move-pack';
  body: Prisma.InputJsonObject;
  receivedAt: Instant;
  revision: number;
}

/** Writes the ledger row of a command of the kit, once. */
export async function writeOwnCommand(database: Database, { receivedAt, revision, ...row }: OwnCommand, now: Instant): Promise<void> {
  const times = { receivedAt: toDate(receivedAt), recordedAt: toDate(now), deliveredAt: toDate(now) };
  const data = { ...row, ...times, bodyHash: '', role: 'system', outcome: 'accepted', result: { revision } };
  await database.command.createMany({ data, skipDuplicates: true });
}

/** Notes what became of a command, in the same transaction as its effects. */
export async function closeCommand(
  database: Database,
  id: CommandId,
  outcome: 'accepted' | 'refused' | 'failed',
  result: object,
  now: Instant,
): Promise<void> {
  await database.command.updateMany({
    where: { id },
    data: { outcome, result: result as Prisma.InputJsonObject, recordedAt: toDate(now) },
  });
}
