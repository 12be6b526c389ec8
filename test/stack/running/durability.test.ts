import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { readConfig } from '../../../config.ts';
import { ensureNamespace, SEARCH_ATTRIBUTES } from '../../../stack/namespace.ts';
import { freePort } from '../../../stack/ports.ts';
import { ensureDatabase, type Postgres, startPostgres, withDatabase } from '../../../stack/postgres.ts';
import type { Running } from '../../../stack/process.ts';
import { buildBinaries } from '../../../stack/temporal-binaries.ts';
import { prepareTemporalSchema, startTemporal, type Temporal } from '../../../stack/temporal-server.ts';
import { freeTemporalPorts } from '../../../stack/temporary.ts';
import { temporaryFolder } from '../../support/folder.ts';

const NAMESPACE = 'durable';
const folder = temporaryFolder();
const binaries = await buildBinaries(readConfig().cache, console.log);
const ports = await freeTemporalPorts();
const postgresPlan = { folder: join(folder, 'postgres'), port: await freePort(), durable: true };

const started: Running[] = [];
afterAll(async () => {
  for (const running of started.toReversed()) await running.stop();
});

async function start(): Promise<{ postgres: Postgres; temporal: Temporal }> {
  const postgres = await startPostgres(postgresPlan);
  started.push(postgres);
  await prepareTemporalSchema(postgres, binaries.sqlTool);
  const temporal = await startTemporal({ folder: join(folder, 'temporal'), postgres, binaries, ports });
  started.push(temporal);
  await ensureNamespace(temporal.address, NAMESPACE);
  return { postgres, temporal };
}

async function withClient<Result>(temporal: Temporal, work: (client: Client) => Promise<Result>): Promise<Result> {
  const connection = await Connection.connect({ address: temporal.address });
  try {
    return await work(new Client({ connection, namespace: NAMESPACE }));
  } finally {
    await connection.close();
  }
}

const searchAttributes = { LuyueProcess: ['contract'], LuyueOverdue: [false] };

test('what was committed before everything was killed is there after a new start on the same folder', async () => {
  const before = await start();
  await ensureDatabase(before.postgres, 'record');
  await withDatabase(before.postgres.url('record'), (client) => client.query('CREATE TABLE kept AS SELECT 7 AS value'));
  const runId = await withClient(before.temporal, async (client) => {
    const handle = await client.workflow.start('contract', { workflowId: 'kept', taskQueue: 'nobody', args: [], searchAttributes });
    return handle.firstExecutionRunId;
  });
  before.temporal.kill();
  before.postgres.kill();
  expect(await before.postgres.exited).toBe('signal SIGKILL');

  const after = await start();
  const kept = await withDatabase(after.postgres.url('record'), (client) => client.query('SELECT value FROM kept'));
  expect(kept.rows).toEqual([{ value: 7 }]);
  await withClient(after.temporal, async (client) => {
    const description = await client.workflow.getHandle('kept').describe();
    expect([description.runId, description.status.name]).toEqual([runId, 'RUNNING']);
    expect(description.searchAttributes).toMatchObject(searchAttributes);
  });
});

test('a start on data that a living PostgreSQL still serves stops that one first', async () => {
  const { postgres: former } = await start();
  const { postgres } = await start();
  expect(postgres.pid).not.toBe(former.pid);
  expect(await former.exited).toBe('exit code 0');
  const kept = await withDatabase(postgres.url('record'), (client) => client.query('SELECT value FROM kept'));
  expect(kept.rows).toEqual([{ value: 7 }]);
});

test('the namespace keeps histories of ended runs for 30 days and knows every search attribute', async () => {
  const { temporal } = await start();
  await withClient(temporal, async ({ connection, workflowService }) => {
    const described = await workflowService.describeNamespace({ namespace: NAMESPACE });
    expect(Number(described.config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 3600);
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: NAMESPACE });
    expect(customAttributes).toMatchObject(SEARCH_ATTRIBUTES);
  });
});
