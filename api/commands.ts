import { createHash, randomUUID } from 'node:crypto';
import { whyNot } from '../domain/access.ts';
import { CatalogueError, type ErrorCode } from '../domain/errors.ts';
import type { CommandId, ProcessId, ProcessKind } from '../domain/ids.ts';
import type { Actor, Folded, Parties, Refusal } from '../domain/lifecycle.ts';
import { LIFECYCLES } from '../domain/registry.ts';
import { loadPacks } from '../policies/load.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { deliverRow, type LedgerDependencies } from '../temporal/ledger.ts';
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
}

/** What became of a command; `pending` = received and durable, Temporal has not answered yet. */
export type CommandAnswer = { commandId: CommandId; processId: ProcessId; receivedAt: Date } & (
  | { outcome: 'accepted'; revision: number }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'failed'; code: ErrorCode }
  | { outcome: 'pending' }
);

/** What the ledger needs. */
export interface CommandsDependencies extends LedgerDependencies {
  database: PrismaClient;
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
    const { known, earlier } = await lookUp(database, request, bodyHash);
    return { row: known ?? (await receive(database, request, bodyHash)), earlier };
  }

  /** Earlier undelivered commands of the process go first, so that they are decided in the order in which they were received. */
  async function deliverInOrder(row: LedgerRow, earlier: LedgerRow[]): Promise<CommandAnswer> {
    const work = async () => {
      for (const one of earlier) await deliverRow(dependencies, deliverableOf(one));
      return await deliverRow(dependencies, deliverableOf(row));
    };
    const answer = await within(dependencies.patience ?? PATIENCE_MILLISECONDS, work());
    if (!answer) return { commandId: row.id, processId: row.processId, receivedAt: row.receivedAt, outcome: 'pending' };
    if (answer.outcome === 'accepted') {
      return { commandId: row.id, processId: row.processId, receivedAt: row.receivedAt, outcome: 'accepted', revision: answer.revision };
    }
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

/** In one statement: the row of this key, if it came before, and what of the process is not delivered yet. */
async function lookUp(
  database: PrismaClient,
  request: CommandRequest,
  bodyHash: string,
): Promise<{ known?: LedgerRow; earlier: LedgerRow[] }> {
  const byKey = { personId: request.actor.personId, idempotencyKey: request.idempotencyKey };
  const undelivered = { processId: request.processId, deliveredAt: null, outcome: null };
  const rows = (await database.command.findMany({
    where: { OR: [byKey, undelivered] },
    orderBy: { sequence: 'asc' },
    take: 20,
  })) as LedgerRow[];
  const known = rows.find((row) => row.personId === byKey.personId && row.idempotencyKey === byKey.idempotencyKey);
  if (known && known.bodyHash !== bodyHash) throw new CatalogueError('request.key-reused');
  return { earlier: rows.filter((row) => row !== known && (!known || row.sequence < known.sequence)), ...(known && { known }) };
}

/** Asks the gate, then writes the row: from here on the command is never lost. */
async function receive(database: PrismaClient, request: CommandRequest, bodyHash: string): Promise<LedgerRow> {
  await pass(database, request);
  const { opening, expectedRevision } = request;
  const data: Prisma.CommandCreateInput = {
    id: randomUUID(),
    processId: request.processId,
    kind: request.kind,
    name: request.name,
    body: request.body as Prisma.InputJsonObject,
    bodyHash,
    idempotencyKey: request.idempotencyKey,
    personId: request.actor.personId,
    organisationId: request.actor.organisationId,
    role: request.actor.role,
    ...(expectedRevision !== undefined && { expectedRevision }),
    ...(opening && { opening: opening as unknown as Prisma.InputJsonObject }),
  };
  try {
    return (await database.command.create({ data })) as LedgerRow;
  } catch (failure) {
    // The same key came twice at once: the other one wrote the row.
    if (failure instanceof Prisma.PrismaClientKnownRequestError && failure.code === 'P2002') {
      const { known } = await lookUp(database, request, bodyHash);
      if (known) return known;
    }
    throw failure;
  }
}

/** The gate: a refusal ends here and costs Temporal nothing. */
async function pass(database: PrismaClient, request: CommandRequest): Promise<void> {
  const lifecycle = LIFECYCLES[request.kind];
  const row = request.opening
    ? null
    : await database.process.findUnique({
        where: { id: request.processId },
        select: { revision: true, state: true, packId: true, packVersion: true },
      });
  if (!request.opening && !row) throw new CatalogueError('object.not-found');
  const folded = (row?.state ?? undefined) as Folded | undefined;
  const parties: Parties = folded?.own.parties ?? ('parties' in request.body ? (request.body.parties as Parties) : {});
  const policy = row ? loadPacks().policy(row.packId, row.packVersion) : undefined;
  const refusal = whyNot(lifecycle, folded, request.name, request.actor, parties, policy);
  if (refusal) throw new RefusedError(refusal);
  if (row && request.expectedRevision !== undefined && request.expectedRevision !== row.revision) throw new CatalogueError('object.stale');
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
