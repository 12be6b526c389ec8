import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { createCommands } from '../api/commands.ts';
import type { Config } from '../config.ts';
import { loadCalendars } from '../policies/calendars.ts';
import { loadPacks } from '../policies/load.ts';
import { createDatabase } from '../prisma/client.ts';
import { apiUrl, prepareDatabase } from '../stack/database.ts';
import { ensureNamespace } from '../stack/namespace.ts';
import { freePort } from '../stack/ports.ts';
import { ensureDatabase, type Postgres, startPostgres } from '../stack/postgres.ts';
import type { Running } from '../stack/process.ts';
import { secret } from '../stack/secrets.ts';
import { startDevServer } from '../stack/temporal-dev-server.ts';
import { obtainTemporal } from '../stack/temporal-obtain.ts';
import { prepareTemporalSchema, startTemporal, type Temporal } from '../stack/temporal-server.ts';
import { freeTemporalPorts } from '../stack/temporary.ts';
import { type Say, step } from '../stack/terminal.ts';
import { connectClient } from '../temporal/client.ts';
import { startWorker } from '../worker.ts';
import type { Bench } from './bench.ts';

const WORKFLOWS = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/** How a stack is brought up: where progress is told, and what breaks it off. */
export interface Surroundings {
  config: Config;
  say: Say;
  signal: AbortSignal;
}

/** Lends the stack that the settings name, or one that exists only for this piece of work. */
export async function withStack<Result>(around: Surroundings, work: (bench: Bench) => Promise<Result>): Promise<Result> {
  const { databaseUrl, temporal } = around.config;
  if ((databaseUrl === undefined) !== (temporal.address === undefined)) {
    throw new Error('DATABASE_URL 和 TEMPORAL_ADDRESS 须同时给出，或都不给出');
  }
  return databaseUrl === undefined ? await withTemporaryStack(around, work) : await withBench(around.config, work);
}

/** The worker of the stack does the work; here are only the ledger and the eyes. */
async function withBench<Result>(config: Config, work: (bench: Bench) => Promise<Result>): Promise<Result> {
  const { databaseUrl = '', databaseApiUrl = databaseUrl, temporal: engine } = config;
  const database = createDatabase(databaseUrl);
  const apiDatabase = createDatabase(databaseApiUrl);
  const temporal = await connectClient(engine.address ?? '', engine.namespace);
  try {
    const commands = createCommands({ database: apiDatabase, temporal, taskQueue: engine.taskQueue });
    return await work({ database, apiDatabase, temporal, commands, packs: loadPacks(), calendars: loadCalendars() });
  } finally {
    await temporal.connection.close();
    await apiDatabase.$disconnect();
    await database.$disconnect();
  }
}

async function withTemporaryStack<Result>(around: Surroundings, work: (bench: Bench) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-rehearsal-'));
  const started: Running[] = [];
  try {
    // Bundling costs seconds of one core; the servers start on the other.
    const [workflowBundle, config] = await Promise.all([
      step(around.say, '流程代码', () => bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger: new DefaultLogger('ERROR') })),
      startServers(around, folder, started),
    ]);
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    const worker = await startWorker(config, pino({ level: 'silent' }), workflowBundle);
    try {
      return await withBench(config, work);
    } finally {
      await worker.stop();
    }
  } finally {
    for (const running of started.toReversed()) await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A throw-away PostgreSQL and Temporal on free ports; what is started stands in `started` at once. */
async function startServers({ config, say, signal }: Surroundings, folder: string, started: Running[]): Promise<Config> {
  const postgres = await step(say, 'PostgreSQL', async () => startPostgres({ folder, port: await freePort(), durable: false, signal }));
  started.push(postgres);
  await ensureDatabase(postgres, 'luyue');
  const databaseUrl = postgres.url('luyue');
  const databaseApiUrl = apiUrl(databaseUrl, secret(folder, 'api'));
  await prepareDatabase(databaseUrl, databaseApiUrl);
  const temporal = await step(say, 'Temporal', () => startEngine({ config, say, signal }, folder, postgres));
  started.push(temporal);
  await ensureNamespace(temporal.address, config.temporal.namespace);
  return { ...config, databaseUrl, databaseApiUrl, temporal: { ...config.temporal, address: temporal.address } };
}

async function startEngine({ config, say, signal }: Surroundings, folder: string, postgres: Postgres): Promise<Temporal> {
  const engine = await obtainTemporal(undefined, config.cache, say, signal);
  const ports = await freeTemporalPorts();
  switch (engine.kind) {
    case 'server':
      await prepareTemporalSchema(postgres, engine.binaries.sqlTool);
      return await startTemporal({ folder, postgres, binaries: engine.binaries, ports, rehearsing: true, signal });
    case 'dev-server': {
      const { namespace } = config.temporal;
      const uiPort = await freePort();
      return await startDevServer({ folder, command: engine.command, ports: { ...ports, temporalUi: uiPort }, namespace, signal });
    }
    case 'address':
      throw new Error('a temporary stack has an engine of its own');
  }
}
