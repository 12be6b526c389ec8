import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { readConfig } from '../../config.ts';
import { createDatabase, type Database } from '../../prisma/client.ts';
import { seed } from '../../prisma/seed/index.ts';
import { apiUrl, prepareDatabase } from '../../stack/database.ts';
import { isAlive } from '../../stack/leftovers.ts';
import { ensureNamespace } from '../../stack/namespace.ts';
import { freePort } from '../../stack/ports.ts';
import { endFormerPostmaster, ensureDatabase, startPostgres } from '../../stack/postgres.ts';
import { endLeftover } from '../../stack/process.ts';
import { secret } from '../../stack/secrets.ts';
import { startService } from '../../stack/services.ts';
import { buildBinaries } from '../../stack/temporal-binaries.ts';
import { prepareTemporalSchema, startTemporal } from '../../stack/temporal-server.ts';
import { freeTemporalPorts } from '../../stack/temporary.ts';
import { bundleWorkflows } from '../../stack/workflows.ts';
import { connectClient } from '../../temporal/client.ts';
import { keepAlive, type Part } from './faults-part.ts';

const PREFIX = 'luyue-faults-';
const SERVICES = ['worker-1', 'worker-2', 'api-1', 'api-2'] as const;

/** A whole Lüyue of its own, durable, every part of which may be killed at any time. */
export interface FaultStack {
  namespace: string;
  taskQueue: string;
  postgres: Part;
  temporal: Part;
  workers: Part[];
  apis: Part[];
  /** Where the APIs listen. */
  urls: string[];
  /** As the owner, for the checker, rebuilds and clocks. */
  database: Database;
  client: Client;
  stop(): Promise<void>;
}

/** Ends what a run that was killed has left behind: its folder is named after its process. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    const folder = join(tmpdir(), name);
    for (const service of [...SERVICES, 'temporal-server']) await endLeftover(folder, service);
    await endFormerPostmaster(join(folder, 'postgres', 'data'));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts everything; the workers die after this share of their commits, before they can answer (0 to below 1). */
export async function startFaultStack(deathAfterCommit: number): Promise<FaultStack> {
  await sweep();
  const folder = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(folder);
  const parts: Part[] = [];
  try {
    return await start(folder, parts, deathAfterCommit);
  } catch (failure) {
    await end(folder, parts);
    throw failure;
  }
}

async function end(folder: string, parts: Part[]): Promise<void> {
  for (const part of parts.toReversed()) await part.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function start(folder: string, parts: Part[], deathAfterCommit: number): Promise<FaultStack> {
  const keep = async (part: Promise<Part>): Promise<Part> => {
    parts.push(await part);
    return await part;
  };
  const namespace = 'luyue';
  const taskQueue = 'luyue';
  const binaries = await buildBinaries(readConfig().cache, console.log);
  const plan = { folder: join(folder, 'postgres'), port: await freePort(), durable: true };
  const first = await startPostgres(plan);
  let former: typeof first | undefined = first;
  const startDatabase = async () => {
    const running = former ?? (await startPostgres(plan));
    former = undefined;
    return running;
  };
  const postgres = await keep(keepAlive('postgres', startDatabase));
  await ensureDatabase(first, 'luyue');
  const ownerUrl = first.url('luyue');
  const roleUrl = apiUrl(ownerUrl, secret(folder, 'api'));
  await prepareDatabase(ownerUrl, roleUrl);
  await seed(ownerUrl);
  await prepareTemporalSchema(first, binaries.sqlTool);
  const ports = await freeTemporalPorts();
  const temporal = await keep(keepAlive('temporal', () => startTemporal({ folder, postgres: first, binaries, ports })));
  const address = `127.0.0.1:${ports.temporal}`;
  await ensureNamespace(address, namespace);

  const shared = {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_TASK_QUEUE: taskQueue,
    LUYUE_HOME: folder,
    LUYUE_LOG_LEVEL: 'warn',
    // A worker that dies is back as soon as it has read its bundle.
    LUYUE_WORKFLOW_BUNDLE: await bundleWorkflows(folder, console.log, new AbortController().signal),
  };
  const service = async (name: (typeof SERVICES)[number], settings: Record<string, string>) => {
    const port = await freePort();
    const isWorker = name.startsWith('worker');
    const file = isWorker ? 'worker.ts' : 'server.ts';
    const listens = isWorker ? { LUYUE_WORKER_PORT: String(port) } : { LUYUE_PORT: String(port) };
    // Nothing breaks a start off but the end of the process itself.
    const { signal } = new AbortController();
    const begin = () => startService({ name, file, folder, port, settings: { ...shared, ...settings, ...listens }, signal });
    return { part: await keep(keepAlive(name, begin)), url: `http://127.0.0.1:${port}` };
  };
  const fault = deathAfterCommit > 0 ? { LUYUE_FAULT: `exit-after-commit:${deathAfterCommit}` } : {};
  const started = await Promise.all(
    SERVICES.map((name) =>
      service(name, name.startsWith('worker') ? { DATABASE_URL: ownerUrl, ...fault } : { DATABASE_URL: roleUrl, LUYUE_DEMO: 'on' }),
    ),
  );
  const database = createDatabase(ownerUrl, 4);
  const client = await connectClient(address, namespace);
  return {
    namespace,
    taskQueue,
    postgres,
    temporal,
    workers: started.slice(0, 2).map(({ part }) => part),
    apis: started.slice(2).map(({ part }) => part),
    urls: started.slice(2).map(({ url }) => url),
    database,
    client,
    async stop() {
      await client.connection.close();
      await database.$disconnect();
      await end(folder, parts);
    },
  };
}
