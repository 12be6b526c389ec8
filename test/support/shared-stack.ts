import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../config.ts';
import { apiUrl, prepareDatabase } from '../../stack/database.ts';
import { isAlive } from '../../stack/leftovers.ts';
import { ensureNamespace } from '../../stack/namespace.ts';
import { freePort } from '../../stack/ports.ts';
import { endFormerPostmaster, ensureDatabase, startPostgres } from '../../stack/postgres.ts';
import { endLeftover, type Running } from '../../stack/process.ts';
import { secret } from '../../stack/secrets.ts';
import { buildBinaries } from '../../stack/temporal-binaries.ts';
import { prepareTemporalSchema, startTemporal } from '../../stack/temporal-server.ts';
import { freeTemporalPorts } from '../../stack/temporary.ts';
import { handOver, TEMPLATE, TEST_NAMESPACE } from './stack.ts';

const PREFIX = 'luyue-test-';

/** One throw-away PostgreSQL and one Temporal server, shared by all test files of a run. */
export interface SharedStack {
  folder: string;
  started: Running[];
}

/** Ends what a run that was killed has left behind: its folder is named after its process. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    const folder = join(tmpdir(), name);
    await endLeftover(folder, 'temporal-server');
    await endFormerPostmaster(join(folder, 'data'));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(folder: string, started: Running[]): Promise<void> {
  const binaries = await buildBinaries(readConfig().cache, console.log);
  const port = await freePort();
  const postgres = await startPostgres({ folder, port, durable: false });
  started.push(postgres);
  await ensureDatabase(postgres, TEMPLATE);
  const apiPassword = secret(folder, 'api');
  await prepareDatabase(postgres.url(TEMPLATE), apiUrl(postgres.url(TEMPLATE), apiPassword));
  await prepareTemporalSchema(postgres, binaries.sqlTool);
  const temporal = await startTemporal({ folder, postgres, binaries, ports: await freeTemporalPorts(), rehearsing: true });
  started.push(temporal);
  await ensureNamespace(temporal.address, TEST_NAMESPACE);
  handOver({ postgres: postgres.url('postgres'), apiPassword, temporal: temporal.address });
}

/** Starts the shared stack and tells the test files where it is; what was started is stopped again when the rest fails. */
export async function startSharedStack(): Promise<SharedStack> {
  await sweep();
  const stack: SharedStack = { folder: join(tmpdir(), `${PREFIX}${process.pid}`), started: [] };
  mkdirSync(stack.folder);
  try {
    await start(stack.folder, stack.started);
  } catch (error) {
    await stopSharedStack(stack);
    throw error;
  }
  return stack;
}

/** Stops the shared stack, last started first, and removes its folder. */
export async function stopSharedStack({ folder, started }: SharedStack): Promise<void> {
  for (const running of started.toReversed()) await running.stop();
  rmSync(folder, { recursive: true, force: true });
}
