import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

const ALREADY_EXISTS = 6;
/** Numbers of Temporal's own enumeration of value types. */
const KEYWORD = 2;
const BOOL = 5;
const DATETIME = 6;

/** What an operator can search processes by in the Temporal UI. */
export const SEARCH_ATTRIBUTES = {
  LuyueProcess: KEYWORD,
  LuyueCycle: KEYWORD,
  LuyueRegion: KEYWORD,
  LuyueStage: KEYWORD,
  LuyueWaitingFor: KEYWORD,
  LuyueDueAt: DATETIME,
  LuyueOverdue: BOOL,
};

async function register(connection: Connection, namespace: string): Promise<void> {
  try {
    // The history of a run that has ended is kept for 30 days; the record in PostgreSQL keeps everything for good.
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('30 days') });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== ALREADY_EXISTS) throw error;
  }
}

/** Runs a step that a namespace or attribute just made may refuse for a moment: not every part of the server has learnt of it. */
async function onceKnown(step: () => Promise<unknown>, patient: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await step();
      return;
    } catch (error) {
      if (!isGrpcServiceError(error) || patient.aborted) throw error;
      await sleep(200);
    }
  }
}

/** Registers the namespace and its search attributes where they are missing, and waits (up to a minute) until Temporal knows them. */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '10s' });
  const { workflowService, operatorService } = connection;
  const patient = AbortSignal.timeout(60_000);
  // The proof that they are known: a search that names them all is answered.
  const query = Object.keys(SEARCH_ATTRIBUTES)
    .map((name) => `${name} IS NULL`)
    .join(' AND ');
  try {
    await register(connection, namespace);
    await onceKnown(() => operatorService.addSearchAttributes({ namespace, searchAttributes: SEARCH_ATTRIBUTES }), patient);
    await onceKnown(() => workflowService.countWorkflowExecutions({ namespace, query }), patient);
  } finally {
    await connection.close();
  }
}
