import { createHash, randomUUID } from 'node:crypto';
import { whyNot } from '../domain/access.ts';
import { CatalogueError, type ErrorCode } from '../domain/errors.ts';
import type { CommandId, ProcessId, ProcessKind } from '../domain/ids.ts';
import type { Actor, Folded, Parties, Refusal } from '../domain/lifecycle.ts';
import { LIFECYCLES } from '../domain/registry.ts';
import { loadPacks } from '../policies/load.ts';
import type { Database } from '../prisma/client.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { deliverRow, deliverUnnoted, type LedgerDependencies } from '../temporal/ledger.ts';
import { createTurnstile } from './turnstile.ts';

/** What a command that opens a process pins. */
export interface Opening {
  packId: string;
  packVersion: string;
  region: string;
  cycleId: ProcessId | null;
  clockId: string | null;
}

/** One command as a route hands it in: authenticated, parsed, with its key. */
export interface CommandRequest {
  kind: ProcessKind;
  processId: ProcessId;
  name: string;
  body: object;
  actor: Extract<Actor, { personId: string }>;
  idempotencyKey: string;
  expectedRevision?: number;
  opening?: Opening;
  /** The process as the route has just read it; without it the gate reads for itself. The record judges again in any case. */
  before?: Before;
}

/** What the gate looks at. */
interface Before {
  folded: Folded;
  revision: number;
  packId: string;
  packVersion: string;
}

/**
 * What became of a command; `pending` = received and durable, Temporal has not answered yet. `noted`, if it is on its way: the ledger hears that
 * Temporal knows; it need not be waited for, and does not fail.
 */
export type CommandAnswer = { commandId: CommandId; processId: ProcessId; receivedAt: Date } & (
  | { outcome: 'accepted'; revision: number; noted?: Promise<void> }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'failed'; code: ErrorCode }
  | { outcome: 'pending' }
);

/** What the ledger needs. */
export interface CommandsDependencies extends LedgerDependencies {
  database: Database;
  /** How long an answer may take before the caller gets 202 (milliseconds). */
  patience?: number;
}

/** Ten is what the server takes for one workflow; beyond that answers get slow and strange. */
const IN_FLIGHT_PER_PROCESS = 4;
const PATIENCE_MILLISECONDS = 10_000;

/** The command ledger as the API uses it: gate, row, delivery, answer. */
export function createCommands(dependencies: CommandsDependencies) {
  const { database } = dependencies;
  // One for the ledger and one for Temporal: a burst on one process takes few connections, and what is received never waits for an answer.
  const entrance = createTurnstile(IN_FLIGHT_PER_PROCESS);
  const turnstile = createTurnstile(IN_FLIGHT_PER_PROCESS);

  async function submit(request: CommandRequest): Promise<CommandAnswer> {
    const { row, earlier } = await entrance(request.processId, () => enter(request));
    if (row.deliveredAt) return answerFrom(row);
    return await turnstile(request.processId, () => deliverInOrder(row, earlier));
  }

  async function enter(request: CommandRequest): Promise<{ row: LedgerRow; earlier: LedgerRow[] }> {
    const bodyHash = hashOf(request);
    const refusal = await refusalAtGate(database, request);
    // The same key may come twice at once: whoever is second finds the row of the first.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { row, earlier } = await findOrWrite(database, request, bodyHash, refusal === undefined);
      if (row && row.bodyHash !== bodyHash) throw new CatalogueError('request.key-reused');
      if (row) return { row, earlier };
      if (refusal) throw refusal;
    }
    throw new CatalogueError('database.unavailable');
  }

  /** Earlier undelivered commands of the process go first, so that they are decided in the order in which they were received. */
  async function deliverInOrder(row: LedgerRow, earlier: LedgerRow[]): Promise<CommandAnswer> {
    const work = async () => {
      for (const one of earlier) await deliverRow(dependencies, deliverableOf(one));
      return await deliverUnnoted(dependencies, deliverableOf(row));
    };
    const delivered = await within(dependencies.patience ?? PATIENCE_MILLISECONDS, work());
    if (!delivered) return { commandId: row.id, processId: row.processId, receivedAt: row.receivedAt, outcome: 'pending' };
    const noted = delivered.noted.catch(() => undefined);
    if (delivered.answer.outcome === 'accepted') {
      const { revision } = delivered.answer;
      return { commandId: row.id, processId: row.processId, receivedAt: row.receivedAt, outcome: 'accepted', revision, noted };
    }
    await noted;
    return answerFrom((await database.command.findUniqueOrThrow({ where: { id: row.id } })) as LedgerRow);
  }

  /** The stored answer of a command, for its address. */
  async function answerOf(id: string): Promise<CommandAnswer | undefined> {
    const row = await database.command.findUnique({ where: { id } });
    return row ? answerFrom(row as LedgerRow) : undefined;
  }

  return { submit, answerOf };
}

type LedgerRow = Prisma.CommandGetPayload<object> & { id: CommandId; processId: ProcessId; kind: ProcessKind };

function hashOf({ kind, processId, name, body, opening }: CommandRequest): string {
  // An opening names no process: its id is made anew for each attempt.
  return createHash('sha256')
    .update(JSON.stringify([kind, opening ? '' : processId, name, body]))
    .digest('hex');
}

const LEDGER_COLUMNS = Prisma.sql`id, sequence, process_id AS "processId", kind, name, body, body_hash AS "bodyHash", idempotency_key AS "idempotencyKey",
  person_id AS "personId", organisation_id AS "organisationId", role, expected_revision AS "expectedRevision", cause_id AS "causeId", opening,
  received_at AS "receivedAt", outcome, result, recorded_at AS "recordedAt", delivered_at AS "deliveredAt", attempts`;
/** More undelivered commands of one process are left to the relay. */
const MOST_EARLIER = 20;

/**
 * In one statement: the row of this key, written if there is none and the gate lets it pass (from here on the command is never lost), and what of
 * the process is not delivered yet and came before. No row: the gate is closed, or the same key has come at the same moment.
 */
async function findOrWrite(
  database: Database,
  { processId, kind, name, body, actor, idempotencyKey, expectedRevision, opening }: CommandRequest,
  bodyHash: string,
  mayWrite: boolean,
): Promise<{ row: LedgerRow | undefined; earlier: LedgerRow[] }> {
  const rows = await database.$queryRaw<LedgerRow[]>`
    WITH known AS (SELECT * FROM command WHERE person_id = ${actor.personId} AND idempotency_key = ${idempotencyKey}),
      fresh AS (
        INSERT INTO command (id, process_id, kind, name, body, body_hash, idempotency_key, person_id, organisation_id, role, expected_revision, opening)
        SELECT ${randomUUID()}, ${processId}, ${kind}, ${name}, ${JSON.stringify(body)}::jsonb, ${bodyHash}, ${idempotencyKey}, ${actor.personId},
          ${actor.organisationId}, ${actor.role}, ${expectedRevision ?? null}::integer, ${opening ? JSON.stringify(opening) : null}::jsonb
        WHERE ${mayWrite} AND NOT EXISTS (SELECT FROM known)
        ON CONFLICT (person_id, idempotency_key) DO NOTHING RETURNING *),
      earlier AS (
        SELECT * FROM command WHERE process_id = ${processId} AND delivered_at IS NULL AND outcome IS NULL ORDER BY sequence LIMIT ${MOST_EARLIER})
    SELECT ${LEDGER_COLUMNS} FROM (SELECT * FROM known UNION SELECT * FROM fresh UNION SELECT * FROM earlier) AS found ORDER BY sequence`;
  const row = rows.find((one) => one.personId === actor.personId && one.idempotencyKey === idempotencyKey);
  return { row, earlier: rows.filter((one) => one !== row && (!row || one.sequence < row.sequence)) };
}

/** The gate: a refusal ends here and costs Temporal nothing. A command that came before is answered as then, whatever the gate says now. */
async function refusalAtGate(database: Database, request: CommandRequest): Promise<CatalogueError | undefined> {
  const lifecycle = LIFECYCLES[request.kind];
  const before = request.opening ? undefined : (request.before ?? (await readBefore(database, request.processId)));
  if (!request.opening && !before) return new CatalogueError('object.not-found');
  const parties: Parties = before?.folded.own.parties ?? ('parties' in request.body ? (request.body.parties as Parties) : {});
  const policy = before && loadPacks().policy(before.packId, before.packVersion);
  const refusal = whyNot(lifecycle, before?.folded, request.name, request.actor, parties, policy);
  if (refusal) return new RefusedError(refusal);
  const isStale = before && request.expectedRevision !== undefined && request.expectedRevision !== before.revision;
  return isStale ? new CatalogueError('object.stale') : undefined;
}

async function readBefore(database: Database, id: ProcessId): Promise<Before | undefined> {
  const select = { revision: true, state: true, packId: true, packVersion: true };
  const row = await database.process.findUnique({ where: { id }, select });
  return row ? { ...row, folded: row.state as unknown as Folded } : undefined;
}

/** A refusal as an error: the problem tells what is allowed now and who may. */
export class RefusedError extends CatalogueError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.refused, refusal.detail, refusal.fields ?? []);
    this.refusal = refusal;
  }
}

function deliverableOf(row: LedgerRow) {
  const opening = row.opening as Opening | null;
  return {
    id: row.id,
    kind: row.kind,
    processId: row.processId,
    name: row.name,
    cycleId: opening?.cycleId ?? null,
    packId: opening?.packId ?? null,
    mayOpen: opening !== null,
  };
}

function answerFrom(row: LedgerRow): CommandAnswer {
  const common = { commandId: row.id, processId: row.processId, receivedAt: row.receivedAt };
  const result = (row.result ?? {}) as { revision?: number };
  if (row.outcome === 'accepted') return { ...common, outcome: 'accepted', revision: result.revision ?? 0 };
  if (row.outcome === 'refused') return { ...common, outcome: 'refused', refusal: row.result as unknown as Refusal };
  if (row.outcome === 'failed') return { ...common, outcome: 'failed', code: 'command.failed' };
  return { ...common, outcome: 'pending' };
}

/** The answer of Temporal, or nothing if it cannot be reached or takes too long; the relay then delivers the row. */
async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work.catch(() => undefined), patience]);
  } finally {
    clearTimeout(timer);
  }
}
