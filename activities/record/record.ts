import type { ErrorCode } from '../../domain/errors.ts';
import { type CommandId, fallDueId, type Instant, isRetry, type ProcessId } from '../../domain/ids.ts';
import { type Context, type Refusal, SYSTEM } from '../../domain/lifecycle.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import { addMilliseconds, dateOf } from '../../domain/time.ts';
import type { Transaction } from '../../prisma/client.ts';
import { defectCode, isTransient } from '../../prisma/failures.ts';
import type { Answer, Recorded, Waiting } from '../../workflows/messages.ts';
import type { RecordDependencies } from './dependencies.ts';
import { loadFacts } from './facts.ts';
import { withoutValues } from './failures.ts';
import { processIdFrom } from './identity.ts';
import { type Before, type Judgement, judge, judgeFallDue } from './judge.ts';
import { type Decided, type Loaded, loadCommand, loadProcess, lockProcess, type Opening, type StoredCommand } from './load.ts';
import { project } from './project.ts';
import { NOTHING_TO_WAIT_FOR, waitingOf } from './waiting.ts';
import { closeCommand, markBroken, writeOwnCommand, writeRevision } from './write.ts';

/** The first event of a chain follows on this. */
const NO_EVENT = '';

/** The activities that decide and write; built from their dependencies, so that a test can give its own database. */
export function createRecording(dependencies: RecordDependencies) {
  const { database } = dependencies;

  async function record(commandId: string): Promise<Recorded> {
    try {
      const recorded = await database.transaction((transaction) => recordIn(transaction, commandId, dependencies));
      dependencies.afterCommit?.();
      return recorded;
    } catch (failure) {
      if (isTransient(failure)) throw failure;
      return await recordDefect(commandId, failure);
    }
  }

  /** A defect ends the command, not the run: an operator retries it after the mend. */
  async function recordDefect(commandId: string, failure: unknown): Promise<Recorded> {
    return await database.transaction(async (transaction) => {
      const found = await loadCommand(transaction, commandId);
      if (!found) throw failure;
      const { command, loaded } = found;
      const code = defectCode(failure);
      closeCommand(transaction, command.id, 'failed', { code: 'command.failed', defect: code }, loaded.now);
      markBroken(transaction, command.processId, code);
      return {
        answer: { outcome: 'failed', revision: loaded.process?.revision ?? 0, code: 'command.failed' },
        waiting: waitingFrom(loaded, dependencies),
      };
    });
  }

  async function recordFallenDue(processId: string, at: string): Promise<Waiting> {
    return await database.transaction((transaction) => fallDueIn(transaction, processId as ProcessId, at as Instant, dependencies));
  }

  async function look(processId: string): Promise<Waiting> {
    return await database.transaction(async (transaction) => {
      await lockProcess(transaction, processId);
      const loaded = await loadProcess(transaction, processId);
      return reproject(transaction, loaded, dependencies);
    });
  }

  return { record: withoutValues(record), recordFallenDue: withoutValues(recordFallenDue), look: withoutValues(look) };
}

async function recordIn(transaction: Transaction, commandId: string, dependencies: RecordDependencies): Promise<Recorded> {
  const found = await loadCommand(transaction, commandId);
  if (!found) throw new Error('the command is not in the ledger');
  const { command, loaded } = found;
  if (loaded.decided) return { answer: storedAnswer(loaded.decided, loaded), waiting: waitingFrom(loaded, dependencies) };

  const lifecycle = LIFECYCLES[command.kind];
  const stale = staleness(command, loaded);
  const opening = loaded.process ?? command.opening;
  if (!opening)
    return refuse(transaction, command, loaded, { refused: 'object.not-found', detail: `${lifecycle.title}尚未建立` }, dependencies);
  const state = loaded.process?.folded.own;
  const context = contextOf(command, loaded, opening, dependencies);
  const facts = await loadFacts(transaction, lifecycle, command, state);
  const judgement = stale ?? judge(lifecycle, beforeOf(loaded), command, { ...context, facts });
  // A command that had failed was given again and is decided now: the process is whole.
  if (loaded.process?.broken && isRetry(command.id)) markBroken(transaction, command.processId, null);
  if (isRefusalOf(judgement)) return refuse(transaction, command, loaded, judgement, dependencies);

  const waiting = write(transaction, judgement, loaded, opening, command, context);
  return { answer: { outcome: 'accepted', revision: judgement.revision }, waiting };
}

async function fallDueIn(transaction: Transaction, processId: ProcessId, at: Instant, dependencies: RecordDependencies): Promise<Waiting> {
  await lockProcess(transaction, processId);
  let loaded = await loadProcess(transaction, processId);
  const fallen = loaded.duties.filter(
    (duty) => duty.status === 'open' && duty.due && duty.fallsDueAt && duty.fallsDueAt <= at && !duty.fellDueOn,
  );
  const followUps: string[] = [];
  for (const duty of fallen) {
    if (!loaded.process || !duty.due) break;
    const id = fallDueId(processId, duty.key, duty.due);
    const command: StoredCommand = fallDueCommand(id, loaded, at);
    const lifecycle = LIFECYCLES[loaded.process.kind];
    const context = contextOf(command, loaded, loaded.process, dependencies);
    const judgement = judgeFallDue(lifecycle, beforeOf(loaded), duty.key, id, context);
    const { kind } = command;
    const row = { id, processId, kind, name: 'fall-due', body: { key: duty.key }, receivedAt: at } as const;
    writeOwnCommand(transaction, row, loaded.now);
    const waiting = write(transaction, judgement, loaded, loaded.process, command, context);
    followUps.push(...waiting.followUps);
    loaded = await loadProcess(transaction, processId);
  }
  return { ...waitingFrom(loaded, dependencies), followUps };
}

function fallDueCommand(id: CommandId, { process }: Loaded, at: Instant): StoredCommand {
  if (!process) throw new Error('nothing falls due without a process');
  return {
    id,
    processId: process.id,
    kind: process.kind,
    name: 'fall-due',
    body: {},
    actor: SYSTEM,
    receivedAt: at,
    expectedRevision: null,
    opening: null,
  };
}

/** Writes a judgement and tells what is waited for afterwards. */
function write(
  transaction: Transaction,
  judgement: Judgement,
  loaded: Loaded,
  opening: Opening,
  command: StoredCommand,
  context: Context,
): Waiting {
  const lifecycle = LIFECYCLES[command.kind];
  const around = {
    lifecycle,
    policy: context.policy,
    calendar: context.calendar,
    processId: command.processId,
    offsetSeconds: loaded.offsetSeconds,
  };
  const projection = project(judgement.folded, loaded.duties, around);
  const partiesChanged = JSON.stringify(loaded.process?.folded.own.parties) !== JSON.stringify(judgement.folded.own.parties);
  writeRevision(transaction, {
    lifecycle,
    processId: command.processId,
    opening,
    partiesChanged,
    judgement,
    projection,
    now: loaded.now,
    accepts: command.id,
  });
  return waitingOf(
    lifecycle,
    judgement.folded,
    judgement.revision,
    projection,
    judgement.followUps.map((one) => one.id),
  );
}

function refuse(
  transaction: Transaction,
  command: StoredCommand,
  loaded: Loaded,
  refusal: Refusal,
  dependencies: RecordDependencies,
): Recorded {
  closeCommand(transaction, command.id, 'refused', refusal, loaded.now);
  const answer: Answer = { outcome: 'refused', revision: loaded.process?.revision ?? 0, code: refusal.refused };
  return { answer, waiting: waitingFrom(loaded, dependencies) };
}

/** What counts is when the command was received, on the clock of the process. */
function contextOf(command: StoredCommand, loaded: Loaded, opening: Opening, dependencies: RecordDependencies): Context {
  const now = addMilliseconds(command.receivedAt, loaded.offsetSeconds * 1000);
  return {
    now,
    today: dateOf(now),
    actor: command.actor,
    policy: dependencies.policy(opening.packId, opening.packVersion),
    calendar: dependencies.calendar(opening.region),
    processId: command.processId,
    newProcessId: (label) => processIdFrom(command.id, label),
    facts: { organisations: {}, workers: {} },
  };
}

function beforeOf({ process }: Loaded): Before {
  return { folded: process?.folded, revision: process?.revision ?? 0, lastEventHash: process?.lastEventHash ?? NO_EVENT };
}

function staleness(command: StoredCommand, { process }: Loaded): Refusal | undefined {
  if (command.expectedRevision === null || !process || command.expectedRevision === process.revision) return undefined;
  return { refused: 'object.stale', detail: '内容已被他人更新，请刷新后再试' };
}

function isRefusalOf(judgement: Judgement | Refusal): judgement is Refusal {
  return 'refused' in judgement;
}

function storedAnswer(decided: Decided, { process }: Loaded): Answer {
  const stored = (decided.result ?? {}) as { revision?: number; refused?: ErrorCode; code?: ErrorCode };
  const code = stored.refused ?? stored.code;
  return { outcome: decided.outcome, revision: stored.revision ?? process?.revision ?? 0, ...(code && { code }) };
}

function waitingFrom({ process, duties, offsetSeconds }: Loaded, dependencies: RecordDependencies): Waiting {
  if (!process) return NOTHING_TO_WAIT_FOR;
  const lifecycle = LIFECYCLES[process.kind];
  const around = {
    lifecycle,
    policy: dependencies.policy(process.packId, process.packVersion),
    calendar: dependencies.calendar(process.region),
    processId: process.id,
    offsetSeconds,
  };
  return waitingOf(lifecycle, process.folded, process.revision, project(process.folded, duties, around), []);
}

/** Looks at the record again: dates open duties anew by the present calendar and clock, and keeps what changed. */
function reproject(transaction: Transaction, loaded: Loaded, dependencies: RecordDependencies): Waiting {
  const { process } = loaded;
  if (!process) return NOTHING_TO_WAIT_FOR;
  const lifecycle = LIFECYCLES[process.kind];
  const around = {
    lifecycle,
    policy: dependencies.policy(process.packId, process.packVersion),
    calendar: dependencies.calendar(process.region),
    processId: process.id,
    offsetSeconds: loaded.offsetSeconds,
  };
  const projection = project(process.folded, loaded.duties, around);
  if (projection.changed.length + projection.withdrawn.length > 0) {
    const judgement: Judgement = {
      folded: process.folded,
      events: [],
      followUps: [],
      lastEventHash: process.lastEventHash,
      revision: process.revision,
    };
    writeRevision(transaction, {
      lifecycle,
      processId: process.id,
      opening: process,
      partiesChanged: false,
      judgement,
      projection,
      now: loaded.now,
    });
  }
  return waitingOf(lifecycle, process.folded, process.revision, projection, []);
}
