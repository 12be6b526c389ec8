import { type Instant, type PlainDate, type ProcessId, packMoveId } from '../../domain/ids.ts';
import { type Context, type PackMoved, SYSTEM } from '../../domain/lifecycle.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import { addMilliseconds, dateOf } from '../../domain/time.ts';
import type { RecordDependencies } from './dependencies.ts';
import { judgePackMoved } from './judge.ts';
import { loadProcess, lockProcess, type StoredDuty } from './load.ts';
import { type Projection, project, type Surroundings } from './project.ts';
import { writeOwnCommand, writeRevision } from './write.ts';

/** How one open duty differs under the other version; no `before`: it is new, no `after`: it is no longer owed. */
interface DutyChange {
  label: string;
  before?: PlainDate | null;
  after?: PlainDate | null;
}

/** What moving one process to another version of its pack changes. */
export interface PackMove {
  processId: ProcessId;
  from: string;
  to: string;
  changes: DutyChange[];
}

/**
 * Moves an open process to another version of its pack, with one line in its journal; with `preview` it only tells what would change.
 * `undefined` if there is no such process, if it has ended, or if it runs under this version already. Throws `pack.unknown`.
 */
export async function movePack(
  dependencies: RecordDependencies,
  processId: ProcessId,
  to: string,
  { preview }: { preview: boolean },
): Promise<PackMove | undefined> {
  return await dependencies.database.transaction(async (transaction) => {
    await lockProcess(transaction, processId);
    const { process, duties, now, offsetSeconds } = await loadProcess(transaction, processId);
    if (!process || process.ended || process.packVersion === to) return undefined;
    const lifecycle = LIFECYCLES[process.kind];
    const policy = dependencies.policy(process.packId, to);
    const calendar = dependencies.calendar(process.region);
    const around: Surroundings = { lifecycle, policy, calendar, processId, offsetSeconds };
    const projection = project(process.folded, duties, around);
    const move = { processId, from: process.packVersion, to, changes: changesIn(projection, duties) };
    if (preview) return move;

    const id = packMoveId(processId, to);
    const context = contextOf(addMilliseconds(now, offsetSeconds * 1000), { policy, calendar, processId });
    const moved: PackMoved = { type: 'pack-moved', from: move.from, to };
    const { revision, lastEventHash } = process;
    const judgement = judgePackMoved(lifecycle, { folded: process.folded, revision, lastEventHash }, moved, id, context);
    const body = { from: move.from, to };
    const row = { id, processId, kind: process.kind, name: 'move-pack', body, receivedAt: now } as const;
    writeOwnCommand(transaction, row, now);
    writeRevision(transaction, {
      lifecycle,
      processId,
      opening: { ...process, packVersion: to },
      partiesChanged: false,
      judgement,
      accepts: id,
      // Every open duty is written anew: its rule and its quote may differ where its day does not.
      projection: { ...project(process.folded, closed(duties), around), withdrawn: projection.withdrawn },
      now,
    });
    return move;
  });
}

function closed(duties: readonly StoredDuty[]): StoredDuty[] {
  return duties.filter(({ status }) => status !== 'open');
}

function changesIn({ changed, withdrawn }: Projection, duties: readonly StoredDuty[]): DutyChange[] {
  const standing = new Map(duties.map((duty) => [duty.key, duty]));
  return [
    ...changed.map(({ key, label, due }): DutyChange => {
      const stands = standing.get(key);
      return { label, ...(stands && { before: stands.due }), after: due?.due ?? null };
    }),
    ...withdrawn.flatMap((key): DutyChange[] => {
      const stands = standing.get(key);
      return stands ? [{ label: stands.label, before: stands.due }] : [];
    }),
  ];
}

function contextOf(now: Instant, around: Pick<Context, 'policy' | 'calendar' | 'processId'>): Context {
  return {
    ...around,
    now,
    today: dateOf(now),
    actor: SYSTEM,
    newProcessId: () => {
      throw new Error('nothing is opened by a move');
    },
    facts: { organisations: {}, workers: {} },
  };
}
