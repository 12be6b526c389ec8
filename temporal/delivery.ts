import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { TypedSearchAttributes, WorkflowNotFoundError } from '@temporalio/common';
import { type ProcessId, type ProcessKind, workflowId } from '../domain/ids.ts';
import { LIFECYCLES } from '../domain/registry.ts';
import { ATTRIBUTES } from '../workflows/attributes.ts';
import type { Answer, ProcessInput } from '../workflows/messages.ts';

/** The part of a ledger row that Temporal may see. */
export interface Deliverable {
  id: string;
  kind: ProcessKind;
  processId: ProcessId;
  name: string;
  cycleId: string | null;
  packId: string | null;
  /** The process may not have been opened yet. */
  mayOpen: boolean;
}

/** How a run of this process is started, whoever needs it: the first command, a relay, a rebuild. */
export function startOptions(process: Pick<Deliverable, 'kind' | 'processId' | 'cycleId' | 'packId'>, taskQueue: string) {
  const attributes = [
    { key: ATTRIBUTES.process, value: process.processId },
    ...(process.cycleId ? [{ key: ATTRIBUTES.cycle, value: process.cycleId }] : []),
    ...(process.packId ? [{ key: ATTRIBUTES.region, value: process.packId }] : []),
  ];
  const input: ProcessInput = { processId: process.processId };
  return {
    workflowId: workflowId(process.kind, process.processId),
    taskQueue,
    args: [input] as [ProcessInput],
    workflowTaskTimeout: '5s' as const,
    staticSummary: `${LIFECYCLES[process.kind].title}${process.packId ? ` · ${process.packId.toUpperCase()}` : ''}`,
    staticDetails: `流程编号 ${process.processId}。等待什么，见“当前详情”；记录在 Lüyue 的数据库，本次运行可随时重建。`,
    typedSearchAttributes: new TypedSearchAttributes(attributes),
  };
}

/** Sends one command as an Update; starts the run if there is none. The update id is the command id: the server and the record both take it once. */
export async function deliverCommand(client: Client, command: Deliverable, taskQueue: string): Promise<Answer> {
  const update = { updateId: command.id, args: [command.id] as [string] };
  if (!command.mayOpen) {
    // Cheaper for the server, and there nearly always is a run: not if it was lost, or has ended at this moment.
    const handle = client.workflow.getHandle(workflowId(command.kind, command.processId));
    const answer = await handle.executeUpdate<Answer, [string]>(command.name, update).catch(unlessGone);
    if (answer) return answer;
  }
  const startWorkflowOperation = new WithStartWorkflowOperation(command.kind, {
    ...startOptions(command, taskQueue),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  return await client.workflow.executeUpdateWithStart<(input: ProcessInput) => Promise<void>, Answer, [string]>(command.name, {
    ...update,
    startWorkflowOperation,
  });
}

function unlessGone(failure: unknown): undefined {
  if (!(failure instanceof WorkflowNotFoundError)) throw failure;
}
