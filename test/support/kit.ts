import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { type CommandAnswer, createCommands } from '../../api/commands.ts';
import { type Config, readConfig } from '../../config.ts';
import type { ProcessKind } from '../../domain/ids.ts';
import { createDatabase as connectDatabase, type Database } from '../../prisma/client.ts';
import { connectClient } from '../../temporal/client.ts';
import { type RunningWorker, startWorker } from '../../worker.ts';
import { checkFolds, disclosedIn, secretsOf } from './record-check.ts';
import { createDatabase, dropDatabase, TEST_NAMESPACE, type TestDatabase, temporalAddress } from './stack.ts';

const WORKFLOWS = fileURLToPath(new URL('../../workflows', import.meta.url));

/** Bundling costs seconds: one bundle for each state of the workflow code, shared by all test processes. */
export async function workflowBundle(): Promise<{ code: string }> {
  const hash = createHash('sha256');
  for (const name of readdirSync(WORKFLOWS).sort()) hash.update(readFileSync(join(WORKFLOWS, name)));
  const file = join(tmpdir(), `luyue-workflows-${hash.digest('hex').slice(0, 16)}.js`);
  if (!existsSync(file)) {
    const { code } = await bundleWorkflowCode({ workflowsPath: join(WORKFLOWS, 'index.ts'), logger: new DefaultLogger('ERROR') });
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
  }
  return { code: readFileSync(file, 'utf8') };
}

/** One test file's own database, task queue and worker on the shared stack, with the ledger of the API. */
export interface Kit {
  config: Config;
  database: Database;
  /** As the role of the API: what it may not write, it cannot write here either. */
  apiDatabase: Database;
  temporal: Client;
  commands: ReturnType<typeof createCommands>;
  worker: RunningWorker;
  testDatabase: TestDatabase;
  /** Ends the worker and starts another. */
  restartWorker(): Promise<void>;
  /** Replays every execution that this file started; then stops and drops everything. */
  close(): Promise<void>;
}

/** One runtime for each test process; it says nothing but errors. */
let quiet = false;
function silence(): void {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;
}

/** Starts a kit; `close` it in `afterAll`. */
export async function startKit(overrides: Record<string, string> = {}): Promise<Kit> {
  silence();
  const testDatabase = await createDatabase();
  const config = readConfig({
    DATABASE_URL: testDatabase.url,
    DATABASE_API_URL: testDatabase.apiUrl,
    TEMPORAL_ADDRESS: temporalAddress(),
    TEMPORAL_NAMESPACE: TEST_NAMESPACE,
    TEMPORAL_TASK_QUEUE: testDatabase.name,
    LUYUE_LOG_LEVEL: 'silent',
    ...overrides,
  });
  const log = pino({ level: 'silent' });
  const bundle = await workflowBundle();
  const database = connectDatabase(testDatabase.url);
  const apiDatabase = connectDatabase(testDatabase.apiUrl);
  await Promise.all([database.$connect(), apiDatabase.$connect()]);
  const temporal = await connectClient(temporalAddress(), TEST_NAMESPACE);
  const taskQueue = config.temporal.taskQueue;
  const kit: Kit = {
    config,
    database,
    apiDatabase,
    temporal,
    testDatabase,
    commands: createCommands({ database: apiDatabase, temporal, taskQueue }),
    worker: await startWorker(config, log, bundle),
    async restartWorker() {
      await kit.worker.stop();
      kit.worker = await startWorker(config, log, bundle);
    },
    async close() {
      await kit.worker.stop();
      await checkFolds(database);
      const secrets = await secretsOf(database);
      await replayAll(temporal, taskQueue, bundle, secrets);
      await terminateAll(temporal, taskQueue);
      await temporal.connection.close();
      await database.$disconnect();
      await apiDatabase.$disconnect();
      await dropDatabase(testDatabase);
    },
  };
  return kit;
}

/**
 * Replays all histories of a task queue; throws on the first that the present code would run differently, or that holds one of the secrets.
 * Returns how many there were.
 */
export async function replayAll(
  temporal: Client,
  taskQueue: string,
  bundle: { code: string },
  secrets: readonly string[] = [],
): Promise<number> {
  async function* searched() {
    for await (const one of temporal.workflow.list({ query: `TaskQueue = '${taskQueue}'` }).intoHistories()) {
      const disclosed = disclosedIn(one.history as object, secrets);
      if (disclosed.length > 0) throw new Error(`${one.workflowId} discloses ${disclosed.join(', ')}`);
      yield one;
    }
  }
  let replayed = 0;
  for await (const result of Worker.runReplayHistories({ workflowBundle: bundle, replayName: 'process' }, searched())) {
    if (result.error) throw await withHistory(temporal, result.workflowId, result.runId, result.error);
    replayed += 1;
  }
  return replayed;
}

/** The failure of a replay with a file that holds the history, because the server that holds it ends with the tests. */
async function withHistory(temporal: Client, workflowId: string, runId: string, cause: Error): Promise<Error> {
  const file = join(tmpdir(), `luyue-history-${workflowId}-${runId}.json`);
  const history = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  writeFileSync(file, historyToJSON(history));
  return new Error(`${workflowId} does not replay: ${cause.message}; its history: ${file}`, { cause });
}

async function terminateAll(temporal: Client, taskQueue: string): Promise<void> {
  for await (const { workflowId } of temporal.workflow.list({ query: `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running'` })) {
    await temporal.workflow
      .getHandle(workflowId)
      .terminate('the test is over')
      .catch(() => {});
  }
}

/** Waits until the question is answered with something; asks every 50 ms for at most `seconds`. */
export async function eventually<Result>(ask: () => Promise<Result | undefined | false | null>, seconds = 15): Promise<Result> {
  for (let tries = seconds * 20; tries > 0; tries -= 1) {
    const answer = await ask();
    if (answer !== undefined && answer !== false && answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no answer within ${seconds} s`);
}

/** The server's own count of state transitions of a run, for the tests of cost. */
export async function transitions(temporal: Client, kind: ProcessKind, processId: string): Promise<number> {
  const { raw } = await temporal.workflow.getHandle(`${kind}-${processId}`).describe();
  return Number(raw.workflowExecutionInfo?.stateTransitionCount ?? 0);
}

export type { CommandAnswer };
