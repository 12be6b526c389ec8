import { pathToFileURL } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import { readConfig } from '../../config.ts';
import type { BareActivities } from './workflow.ts';

/** The worker of the bare workflow: a process of its own, with the settings of the product's worker (worker.ts). */
async function main(): Promise<void> {
  const { databaseUrl, temporal, workflowBundle } = readConfig();
  if (!databaseUrl || !temporal.address || !workflowBundle) throw new Error('database, Temporal and bundle must be given');
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const activities: BareActivities = {
    async insert(id) {
      await pool.query('INSERT INTO bench.bare (id) VALUES ($1)', [id]);
    },
  };
  const connection = await NativeConnection.connect({ address: temporal.address });
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    activities,
    workflowBundle: { codePath: workflowBundle },
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '8s',
  });
  await worker.run();
  await connection.close();
  await pool.end();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
