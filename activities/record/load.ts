import type { CommandId, Instant, OrganisationId, PersonId, PlainDate, ProcessId, ProcessKind } from '../../domain/ids.ts';
import type { Actor, Folded, MemberRole } from '../../domain/lifecycle.ts';
import { toInstant } from '../../domain/time.ts';
import type { Statements } from '../../prisma/client.ts';

/** What a command that opens a process pins (ledger column `opening`). */
export interface Opening {
  packId: string;
  packVersion: string;
  region: 'CN' | 'CN-64';
  cycleId: ProcessId | null;
  clockId: OrganisationId | null;
}

/** The stored process as the record needs it. */
interface StoredProcess extends Opening {
  id: ProcessId;
  kind: ProcessKind;
  folded: Folded;
  revision: number;
  lastEventHash: string;
  ended: boolean;
  broken: string | null;
}

/** What stands of each duty; enough to see what changed. */
export interface StoredDuty {
  key: string;
  status: 'open' | 'met' | 'late' | 'withdrawn';
  due: PlainDate | null;
  metOn: PlainDate | null;
  owesId: string | null;
  label: string;
  fallsDueAt: Instant | null;
  calendarVersion: string | null;
  fellDueOn: PlainDate | null;
}

/** The ledger row as the record needs it. */
export interface StoredCommand {
  id: CommandId;
  processId: ProcessId;
  kind: ProcessKind;
  name: string;
  body: object;
  actor: Actor;
  receivedAt: Instant;
  expectedRevision: number | null;
  opening: Opening | null;
}

/** What became of a command that was decided before. */
export interface Decided {
  outcome: 'accepted' | 'refused' | 'failed';
  result: object | null;
}

/** A process under its lock, and the clocks that count. */
export interface Loaded {
  /** Set if the command at hand was decided before. */
  decided: Decided | undefined;
  process: StoredProcess | undefined;
  duties: StoredDuty[];
  /** The database's clock; the offset of a rehearsal clock in seconds. */
  now: Instant;
  offsetSeconds: number;
}

interface ProcessRow {
  id: ProcessId;
  kind: ProcessKind;
  packId: string;
  packVersion: string;
  region: 'CN' | 'CN-64';
  cycleId: ProcessId | null;
  clockId: OrganisationId | null;
  state: Folded;
  revision: number;
  lastEventHash: string;
  ended: boolean;
  broken: string | null;
}

interface CommandRow {
  id: CommandId;
  process_id: ProcessId;
  kind: ProcessKind;
  name: string;
  body: object;
  person_id: PersonId | null;
  organisation_id: OrganisationId | null;
  role: MemberRole | 'system';
  received_at: Date;
  expected_revision: number | null;
  opening: Opening | null;
}

interface Surroundings {
  now: Date;
  decided: Decided | null;
  offset_seconds: number | null;
  process: ProcessRow | null;
  duties: StoredDuty[];
}

/** Serialises everything that one process decides: whoever holds this lock is alone until the end of the transaction. */
export async function lockProcess(database: Statements, processId: string): Promise<void> {
  await database.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${processId}, 0))::text`;
}

/**
 * The ledger row and its process, under the lock of the process; `undefined` if there is no such row. What became of the command is read under
 * the lock, because another worker may have decided it while we waited. Both statements travel together.
 */
export async function loadCommand(database: Statements, id: string): Promise<{ command: StoredCommand; loaded: Loaded } | undefined> {
  const [command, loaded] = await Promise.all([readAndLock(database, id), loadProcess(database, null, id)]);
  return command && { command, loaded };
}

async function readAndLock(database: Statements, id: string): Promise<StoredCommand | undefined> {
  const rows = await database.$queryRaw<CommandRow[]>`
    SELECT pg_advisory_xact_lock(hashtextextended(process_id, 0))::text AS lock, id, process_id, kind, name, body, person_id, organisation_id, role, received_at, expected_revision, opening
    FROM command WHERE id = ${id}`;
  const row = rows[0];
  if (!row) return undefined;
  return {
    id: row.id,
    processId: row.process_id,
    kind: row.kind,
    name: row.name,
    body: row.body,
    actor: actorOf(row),
    receivedAt: toInstant(row.received_at),
    expectedRevision: row.expected_revision,
    opening: row.opening,
  };
}

function actorOf(row: CommandRow): Actor {
  if (row.role === 'system' || row.person_id === null || row.organisation_id === null)
    return { role: 'system', personId: null, organisationId: null };
  return { role: row.role, personId: row.person_id, organisationId: row.organisation_id };
}

/**
 * The process with its duties and the clock it follows; call it under the lock. A rehearsal clock is held until the end of the transaction:
 * a process that opens while its clock moves would not be told of the move.
 */
export async function loadProcess(database: Statements, processId: string | null, commandId: string | null = null): Promise<Loaded> {
  const rows = await database.$queryRaw<Surroundings[]>`
    WITH target AS (SELECT COALESCE(${processId}, command.process_id) AS id, command.opening ->> 'clockId' AS clock_id, outcome, result
      FROM (VALUES (1)) AS one LEFT JOIN command ON command.id = ${commandId})
    SELECT clock_timestamp() AS now,
      (SELECT json_build_object('outcome', outcome, 'result', result) FROM target WHERE outcome IS NOT NULL) AS decided,
      (SELECT to_json(p) FROM (SELECT id, kind, pack_id AS "packId", pack_version AS "packVersion", region, cycle_id AS "cycleId", clock_id AS "clockId",
         state, revision, last_event_hash AS "lastEventHash", ended, broken FROM process WHERE id = (SELECT id FROM target)) p) AS process,
      (SELECT clock_offset_seconds FROM organisation
         WHERE rehearsal AND id = COALESCE((SELECT clock_id FROM process WHERE id = (SELECT id FROM target)), (SELECT clock_id FROM target))
         FOR SHARE) AS offset_seconds,
      (SELECT COALESCE(json_agg(json_build_object('key', key, 'status', status, 'due', due, 'metOn', met_on, 'owesId', owes_id, 'label', label,
         'fallsDueAt', to_char(falls_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'calendarVersion', calendar_version, 'fellDueOn', fell_due_on)), '[]') FROM duty WHERE process_id = (SELECT id FROM target)) AS duties`;
  const row = rows[0];
  if (!row) throw new Error('the database answered no row');
  return {
    decided: row.decided ?? undefined,
    process: row.process ? storedProcess(row.process) : undefined,
    duties: row.duties,
    now: toInstant(row.now),
    offsetSeconds: row.offset_seconds ?? 0,
  };
}

function storedProcess({ state, ...process }: ProcessRow): StoredProcess {
  return { ...process, folded: state };
}
