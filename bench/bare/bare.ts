import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { withDatabase } from '../../stack/postgres.ts';
import { type Running, startProcess, whenReady } from '../../stack/process.ts';
import { nodeCommand, ROOT } from '../../stack/programs.ts';
import type { Product } from '../product.ts';
import type { bare } from './workflow.ts';

const TASK_QUEUE = 'bench-bare';
/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const WORKFLOW_TASKS = 1;

/** The bare workflow, ready to be given updates. */
export interface Bare {
  running: Running;
  /** Its workflow code, bundled as the product's is. */
  code: string;
  /** Starts a workflow with its first update, as a command that opens a process does; it ends after `updates`. */
  open(updates: number): Promise<string>;
  update(workflowId: string): Promise<void>;
}

/** Starts the worker of the bare workflow on the product's Temporal and PostgreSQL. */
export async function startBare({ home, ownerUrl, temporalAddress, temporal }: Product): Promise<Bare> {
  const workflowsPath = join(ROOT, 'bench', 'bare', 'workflow.ts');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const bundle = join(home, 'bare.js');
  writeFileSync(bundle, code);
  await withDatabase(ownerUrl, (client) =>
    client.query('CREATE SCHEMA bench; CREATE TABLE bench.bare (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp())'),
  );
  const environment = {
    DATABASE_URL: ownerUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_TASK_QUEUE: TASK_QUEUE,
    LUYUE_WORKFLOW_BUNDLE: bundle,
  };
  const plan = { name: 'bare', folder: home, ...nodeCommand('bench/bare/worker.ts', `--home=${home}`), environment, patience: 15_000 };
  const running = await startProcess(plan);
  await whenReady(running, plan, () => isPolled(temporal));
  return {
    running,
    code,
    async open(updates) {
      const workflowId = `bare-${randomUUID()}`;
      const startWorkflowOperation = new WithStartWorkflowOperation<typeof bare>('bare', {
        workflowId,
        taskQueue: TASK_QUEUE,
        args: [updates],
        workflowTaskTimeout: '5s',
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      await temporal.workflow.executeUpdateWithStart('open', { args: [randomUUID()], startWorkflowOperation });
      return workflowId;
    },
    async update(workflowId) {
      await temporal.workflow.getHandle(workflowId).executeUpdate('write', { args: [randomUUID()] });
    },
  };
}

async function isPolled(temporal: Client): Promise<boolean> {
  const { namespace } = temporal.options;
  const { pollers } = await temporal.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType: WORKFLOW_TASKS,
  });
  return (pollers?.length ?? 0) > 0;
}
