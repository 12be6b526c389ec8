import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pino from 'pino';
import { createActivities } from './activities/index.ts';
import { createRelay } from './activities/relay.ts';
import { type Config, readConfig } from './config.ts';
import { loadCalendars } from './policies/calendars.ts';
import { loadPacks } from './policies/load.ts';
import { noticesOf } from './policies/notice.ts';
import { createDatabase, type Database } from './prisma/client.ts';
import { connectClient } from './temporal/client.ts';
import { ensureMorningSchedule } from './temporal/schedule.ts';

const WORKFLOWS = fileURLToPath(new URL('./workflows/index.ts', import.meta.url));

/** A running worker, for `worker.ts` itself, the tests and the rehearsal. */
export interface RunningWorker {
  /** True while the worker polls and the database answers. */
  ready(): Promise<boolean>;
  stop(): Promise<void>;
  temporal: Client;
  /** Ends when the worker ends. */
  done: Promise<void>;
}

/** Starts the worker of one task queue: activities, workflows, relay. */
export async function startWorker(config: Config, log: pino.Logger, workflowBundle?: { code: string }): Promise<RunningWorker> {
  if (!config.databaseUrl || !config.temporal.address) throw new Error('DATABASE_URL and TEMPORAL_ADDRESS must be given');
  const { namespace, taskQueue, address } = config.temporal;
  const database = createDatabase(config.databaseUrl);
  await database.$connect();
  const temporal = await connectClient(address, namespace);
  const calendars = loadCalendars();
  const packs = loadPacks();
  for (const notice of noticesOf(packs)) log.error(notice);
  const ledger = { database, temporal, taskQueue };
  const activities = createActivities({
    ...ledger,
    config,
    policy: (id, version) => packs.policy(id, version),
    calendar: (region) => calendars.calendarFor(region),
    afterCommit: faultOf(config),
  });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    workflowBundle: workflowBundle ?? (await bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger: new DefaultLogger('WARN') })),
    // After a worker's death its workflows move to another within two seconds instead of ten.
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '8s',
  });
  const relay = createRelay(ledger, log);
  relay.start();
  async function run(): Promise<void> {
    try {
      await worker.run();
    } finally {
      relay.stop();
      await connection.close();
      await temporal.connection.close();
      await database.$disconnect();
    }
  }
  const done = run();
  return {
    done,
    temporal,
    async ready() {
      if (worker.getState() !== 'RUNNING') return false;
      return await answers(database);
    },
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}

async function answers(database: Database): Promise<boolean> {
  try {
    await database.$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

/** For the fault suite: the worker ends itself right after a share of its commits, before it can answer. */
function faultOf({ fault }: Config): () => void {
  const rate = Number(fault?.match(/^exit-after-commit:(0\.\d+)$/)?.[1] ?? 0);
  return () => {
    if (rate > 0 && Math.random() < rate) process.kill(process.pid, 'SIGKILL');
  };
}

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel, base: { part: 'worker' } });
  Runtime.install({ logger: new DefaultLogger('WARN', ({ level, message }) => log.warn({ level }, message)) });
  const bundle = config.workflowBundle === undefined ? undefined : { code: readFileSync(config.workflowBundle, 'utf8') };
  const worker = await startWorker(config, log, bundle);
  const health = createServer((request, response) => {
    const answer = request.url === '/readyz' ? worker.ready() : Promise.resolve(request.url === '/livez');
    void answer.then((well) => response.writeHead(well ? 200 : 503, { 'content-type': 'text/plain' }).end(well ? 'ok' : 'not ready'));
  }).listen(config.workerPort, config.host);
  const stop = () => {
    health.close();
    void worker.stop();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await ensureMorningSchedule(worker.temporal, config.temporal.taskQueue);
  log.info('worker is running');
  await worker.done;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
