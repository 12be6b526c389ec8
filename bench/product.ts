import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { apiUrl } from '../stack/database.ts';
import { isAlive } from '../stack/leftovers.ts';
import { freePorts } from '../stack/ports.ts';
import { endFormerPostmaster } from '../stack/postgres.ts';
import { answers, endLeftover, type Running, startProcess, whenReady } from '../stack/process.ts';
import { ROOT } from '../stack/programs.ts';
import { secret } from '../stack/secrets.ts';
import { connectClient } from '../temporal/client.ts';

const PREFIX = 'luyue-bench-';
/** A first start builds the console and the workflows, and where there is none yet the Temporal server (milliseconds). */
const PATIENCE = 600_000;
const Ports = z.record(z.string(), z.object({ port: z.number() }));

/** The whole product in a folder of its own, started as a user starts it. */
export interface Product {
  home: string;
  up: Running;
  url: string;
  ownerUrl: string;
  apiUrl: string;
  temporalAddress: string;
  temporal: Client;
}

/** Ends what a run that was killed has left behind: its folder is named after its process. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    const folder = join(tmpdir(), name);
    for (const part of ['up', 'bare', 'api', 'worker']) await endLeftover(folder, part);
    for (const part of ['temporal-ui', 'temporal-server']) await endLeftover(join(folder, 'temporal'), part);
    await endFormerPostmaster(join(folder, 'postgres', 'data'));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder for one run, and the two ports by which the product is asked whether it is ready. */
export async function prepareHome(): Promise<{ home: string; ports: number[] }> {
  await sweep();
  const home = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(home);
  return { home, ports: await freePorts(2) };
}

/** `luyue up`, exactly as `npm start` runs it; `keep` is told at once, so that a stop at any moment finds it. Returns when API and worker are ready. */
export async function startUp(home: string, ports: readonly number[], keep: (running: Running) => void): Promise<Running> {
  const [port = 0, workerPort = 0] = ports;
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const plan = {
    name: 'up',
    folder: home,
    command: process.execPath,
    // The last argument is for those who look for left-overs.
    args: ['--import', loader, join(ROOT, 'luyue.ts'), 'up', `--home=${home}`],
    environment: { LUYUE_HOME: home, LUYUE_PORT: String(port), LUYUE_WORKER_PORT: String(workerPort), LUYUE_DEMO: 'on' },
    patience: 60_000,
  };
  const running = await startProcess(plan);
  keep(running);
  const ready = async () => (await answers(`http://127.0.0.1:${port}/readyz`)) && (await answers(`http://127.0.0.1:${workerPort}/readyz`));
  await whenReady(running, plan, ready, PATIENCE);
  return running;
}

/** Where the parts of a running product are. */
export async function productOf(home: string, ports: readonly number[], up: Running): Promise<Product> {
  const chosen = Ports.parse(JSON.parse(readFileSync(join(home, 'ports.json'), 'utf8')));
  const folder = join(home, 'postgres');
  const ownerUrl = `postgresql://luyue:${secret(folder, 'owner')}@127.0.0.1:${chosen['postgres']?.port}/luyue`;
  const temporalAddress = `127.0.0.1:${chosen['temporal']?.port}`;
  return {
    home,
    up,
    url: `http://127.0.0.1:${ports[0]}`,
    ownerUrl,
    apiUrl: apiUrl(ownerUrl, secret(folder, 'api')),
    temporalAddress,
    temporal: await connectClient(temporalAddress, 'luyue'),
  };
}
