import { loadProcess } from '../../activities/record/load.ts';
import { project } from '../../activities/record/project.ts';
import type { ProcessKind } from '../../domain/ids.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import { toInstant } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { loadPacks } from '../../policies/load.ts';
import type { Database } from '../../prisma/client.ts';
import type { Answered } from './faults-clients.ts';
import { type CommandRow, type Finding, judgeAgain, type ProcessRow } from './faults-judge.ts';

const packs = loadPacks();
const calendars = loadCalendars();

/** Compares the whole record with what the clients were told, and with itself. */
export async function checkRecord(database: Database, answers: readonly Answered[]): Promise<Finding[]> {
  const rows = await database.command.findMany({ orderBy: { sequence: 'asc' } });
  const processes = await database.process.findMany({ orderBy: { openedAt: 'asc' } });
  const commands = new Map(rows.map((row) => [row.id, row]));
  const findings = [...checkAnswers(answers, rows), ...checkLedger(rows)];
  const written = new Set<string>();
  const recorded = new Set<string>();
  for (const process of processes) {
    const events = await database.event.findMany({ where: { processId: process.id }, orderBy: { revision: 'asc' } });
    for (const { commandId } of events) recorded.add(commandId);
    const verdict = await judgeAgain(database, process, events, commands);
    for (const id of verdict.followUps) written.add(id);
    findings.push(...verdict.findings, ...(await checkProjection(database, process)));
    for (const id of verdict.followUps) {
      if (!commands.has(id)) findings.push({ kind: 'lost', subject: id, detail: 'a follow-up that was decided is not in the ledger' });
    }
  }
  return [...findings, ...checkEffects(rows, recorded, written), ...(await checkReminders(database))];
}

/** Every answer stands in the ledger as it was given, and nothing stands there that nobody asked for. */
function checkAnswers(answers: readonly Answered[], rows: readonly CommandRow[]): Finding[] {
  const findings: Finding[] = [];
  const byKey = new Map<string, CommandRow[]>();
  for (const row of rows) if (row.idempotencyKey) byKey.set(row.idempotencyKey, [...(byKey.get(row.idempotencyKey) ?? []), row]);
  for (const { key, name, outcome, commandId } of answers) {
    const found = byKey.get(key) ?? [];
    const [row] = found;
    const say = (kind: Finding['kind'], detail: string) => findings.push({ kind, subject: `${name} ${key}`, detail });
    if (found.length > 1) say('doubled', `${found.length} rows of one key`);
    if (outcome === 'accepted' && row?.outcome !== 'accepted')
      say('lost', `acknowledged, and the ledger says ${row?.outcome ?? 'nothing'}`);
    if (outcome === 'accepted' && row && row.id !== commandId) say('unexpected', 'acknowledged under another id');
    // A refusal at the gate leaves no row.
    if (outcome !== 'accepted' && row && row.outcome !== outcome)
      say('unexpected', `answered ${outcome}, and the ledger says ${row.outcome}`);
  }
  const asked = new Set(answers.map(({ key }) => key));
  for (const [key, [row]] of byKey) {
    if (!asked.has(key)) findings.push({ kind: 'unexpected', subject: `${row?.name} ${key}`, detail: 'nobody asked for it' });
  }
  return findings;
}

/** Every row was decided and delivered, and none is a defect. */
function checkLedger(rows: readonly CommandRow[]): Finding[] {
  return rows.flatMap(({ id, name, outcome, deliveredAt, result }): Finding[] => {
    if (outcome === null) return [{ kind: 'undelivered', subject: `${name} ${id}`, detail: 'not decided' }];
    if (deliveredAt === null) return [{ kind: 'undelivered', subject: `${name} ${id}`, detail: `${outcome}, and its run does not know` }];
    if (outcome === 'failed') return [{ kind: 'broken', subject: `${name} ${id}`, detail: JSON.stringify(result) }];
    return [];
  });
}

/** An accepted command has events; what the system asked for, an accepted command wrote. */
function checkEffects(rows: readonly CommandRow[], recorded: ReadonlySet<string>, written: ReadonlySet<string>): Finding[] {
  return rows.flatMap(({ id, name, outcome, causeId, role }): Finding[] => {
    const findings: Finding[] = [];
    const isFollowUp = causeId !== null;
    // A follow-up that comes too late to matter is accepted, and nothing happens.
    if (outcome === 'accepted' && !recorded.has(id) && !isFollowUp)
      findings.push({ kind: 'lost', subject: `${name} ${id}`, detail: 'no events' });
    if (isFollowUp && !written.has(id))
      findings.push({ kind: 'unexpected', subject: `${name} ${id}`, detail: `no command decided it: ${causeId}` });
    if (role === 'system' && !isFollowUp && name !== 'fall-due')
      findings.push({ kind: 'unexpected', subject: `${name} ${id}`, detail: 'of the system, without a cause' });
    return findings;
  });
}

/** Duties and the next due instant stand as the state demands; what fell due is recorded. */
async function checkProjection(database: Database, row: ProcessRow): Promise<Finding[]> {
  const subject = `${row.kind} ${row.id}`;
  const { process, duties, offsetSeconds, now } = await loadProcess(database, row.id);
  if (!process) return [{ kind: 'lost', subject, detail: 'gone while it was looked at' }];
  const lifecycle = LIFECYCLES[row.kind as ProcessKind];
  const policy = packs.policy(row.packId, row.packVersion);
  const calendar = calendars.calendarFor(process.region);
  const { changed, withdrawn, next } = project(process.folded, duties, {
    lifecycle,
    policy,
    calendar,
    processId: process.id,
    offsetSeconds,
  });
  const findings: Finding[] = [];
  if (row.broken) findings.push({ kind: 'broken', subject, detail: row.broken });
  if (row.ended !== (lifecycle.stages[process.folded.own.stage]?.ends === true))
    findings.push({ kind: 'state', subject, detail: 'ended or not' });
  if (changed.length + withdrawn.length > 0)
    findings.push({ kind: 'state', subject, detail: `duties differ: ${[...changed.map(({ key }) => key), ...withdrawn].join(' ')}` });
  if ((row.nextDueAt === null ? undefined : toInstant(row.nextDueAt)) !== next?.at)
    findings.push({ kind: 'state', subject, detail: 'the next due instant differs' });
  const missed = duties.filter(({ status, fallsDueAt, fellDueOn }) => status === 'open' && fallsDueAt && fallsDueAt < now && !fellDueOn);
  for (const { key } of missed) findings.push({ kind: 'timer', subject, detail: `${key} fell due and nobody noticed` });
  return findings;
}

/** One reminder a duty, rung and person, and nobody is told of it twice. */
async function checkReminders(database: Database): Promise<Finding[]> {
  const twice = await database.$queryRaw<{ subject: string }[]>`
    SELECT concat_ws(' ', process_id, duty_key, rung, person_id) AS subject FROM reminder GROUP BY process_id, duty_key, rung, person_id HAVING count(*) > 1
    UNION ALL
    SELECT concat_ws(' ', n.person_id, line ->> 'processId', line ->> 'key', line ->> 'rung') FROM notification n, jsonb_array_elements(n.lines) AS line
    GROUP BY n.person_id, line ->> 'processId', line ->> 'key', line ->> 'rung' HAVING count(*) > 1`;
  return twice.map(({ subject }): Finding => ({ kind: 'reminder', subject, detail: 'twice' }));
}
