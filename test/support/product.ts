import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../stack/ports.ts';
import { answers, type Running, startProcess, whenReady } from '../../stack/process.ts';
import { nodeCommand } from '../../stack/programs.ts';

/** Where the product runs; set beforehand, the tests drive that one instead of starting their own. */
const ADDRESS = 'LUYUE_TEST_CONSOLE_URL';
/** A first start builds the console, and where there is none yet the Temporal server (milliseconds). */
const FIRST_START = 600_000;
const STOP = 60_000;

/** The product of a test run, with its folder. */
export interface Product {
  running: Running;
  folder: string;
}

/** Starts the whole product with the demo data in a folder of its own, as a user does; `undefined` where one is given. */
export async function startProduct(): Promise<Product | undefined> {
  if (process.env[ADDRESS] !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'luyue-e2e-'));
  const port = await freePort();
  const environment = { LUYUE_HOME: folder, LUYUE_PORT: String(port), LUYUE_WORKER_PORT: '0' };
  const running = await startProcess({ name: 'up', folder, ...nodeCommand('luyue.ts', 'up'), environment, patience: STOP });
  await whenReady(running, { name: 'up', folder }, () => answers(`http://127.0.0.1:${port}/readyz`), FIRST_START);
  process.env[ADDRESS] = `http://127.0.0.1:${port}`;
  return { running, folder };
}

/** Stops the product and forgets its data. */
export async function stopProduct({ running, folder }: Product): Promise<void> {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The address of the console under test. */
export function consoleAddress(): string {
  const address = process.env[ADDRESS];
  if (address === undefined) throw new Error(`${ADDRESS} is missing: this test belongs to the jest project "e2e"`);
  return address;
}
