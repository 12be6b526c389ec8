import type { Client } from '@temporalio/client';
import type { ProcessId, ProcessKind } from '../domain/ids.ts';
import type { Database } from '../prisma/client.ts';
import { startOptions } from './delivery.ts';

/** Which processes to start anew: one, one kind, or all that are open. */
export type RebuildScope = { processId: string } | { kind: ProcessKind } | 'all';

const PAGE = 200;

/** Starts the runs of open processes anew from the record: same workflow id, same duties and timers. One call each ends the old run and starts the new one. */
export async function rebuild(
  dependencies: { database: Database; temporal: Client; taskQueue: string },
  scope: RebuildScope,
  report: (done: number) => void = () => {},
): Promise<number> {
  const { database, temporal, taskQueue } = dependencies;
  const where = scope === 'all' ? { ended: false } : 'kind' in scope ? { ended: false, kind: scope.kind } : { id: scope.processId };
  let done = 0;
  let after: string | undefined;
  for (;;) {
    const page = await database.process.findMany({
      where,
      orderBy: { id: 'asc' },
      take: PAGE,
      select: { id: true, kind: true, cycleId: true, packId: true },
      ...(after && { cursor: { id: after }, skip: 1 }),
    });
    for (const { id, kind, cycleId, packId } of page) {
      const options = startOptions({ kind: kind as ProcessKind, processId: id as ProcessId, cycleId, packId }, taskQueue);
      await temporal.workflow.start(kind, {
        ...options,
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      });
      done += 1;
    }
    report(done);
    after = page.at(-1)?.id;
    if (page.length < PAGE) return done;
  }
}
