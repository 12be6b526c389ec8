import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { seed } from '../../prisma/seed/index.ts';
import { freePorts } from '../../stack/ports.ts';
import { eventually } from '../support/kit.ts';
import { createDatabase, dropDatabase, TEST_NAMESPACE, type TestDatabase, temporalAddress } from '../support/stack.ts';

const SERVER = fileURLToPath(new URL('../../server.ts', import.meta.url));
let stored: TestDatabase;
let child: ChildProcess | undefined;

beforeAll(async () => {
  stored = await createDatabase();
  await seed(stored.url);
});
afterEach(() => {
  child?.kill('SIGKILL');
});
afterAll(() => dropDatabase(stored));

/** Starts the server as `npm start` does and waits until it is ready. */
async function start(settings: Record<string, string> = {}): Promise<string> {
  const [port = 0] = await freePorts(1);
  child = spawn(process.execPath, ['--import', 'tsx', SERVER], {
    env: {
      ...process.env,
      DATABASE_URL: stored.url,
      DATABASE_API_URL: stored.apiUrl,
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_NAMESPACE: TEST_NAMESPACE,
      LUYUE_PORT: String(port),
      LUYUE_DEMO: 'on',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => (await fetch(`${url}/readyz`).catch(() => undefined))?.status === 200, 40);
  return url;
}

/** Waits for the end of the server; its exit code. */
async function ended(): Promise<number | null> {
  if (!child) throw new Error('nothing was started');
  if (child.exitCode !== null) return child.exitCode;
  const [code] = await once(child, 'exit');
  return code;
}

describe('the server as a process', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s: takes no more requests, ends the running ones, and goes', async (signal) => {
    const url = await start();
    // Read at once: a client that leaves an answer lying takes the end of the connection for a cut.
    const ask = async () => await (await fetch(`${url}/api/session/demo-accounts`).catch(() => undefined))?.json();
    const running = Array.from({ length: 8 }, ask);
    await Promise.race(running);
    child?.kill(signal);
    // What was taken is answered; what came too late is refused as a connection, never cut half-way.
    const answers = (await Promise.all(running)).filter((answer) => answer !== undefined);
    expect(answers.length).toBeGreaterThan(0);
    for (const body of answers) expect(body).toMatchObject({ accounts: expect.arrayContaining([expect.anything()]) });
    expect(await ended()).toBe(0);
    await expect(fetch(`${url}/livez`)).rejects.toThrow('fetch failed');
  });

  test('demo accounts do not exist where others could reach them', async () => {
    const url = await start({ LUYUE_HOST: '0.0.0.0' });
    expect((await fetch(`${url}/api/session/demo-accounts`)).status).toBe(403);
    child?.kill('SIGTERM');
    expect(await ended()).toBe(0);
  });

  test('it works with the rights of its role alone', async () => {
    const url = await start({ DATABASE_URL: stored.apiUrl });
    const headers = { 'content-type': 'application/json' };
    const signedIn = await fetch(`${url}/api/session/demo`, { method: 'POST', headers, body: '{"login":"hn-clerk"}' });
    expect(signedIn.status).toBe(200);
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await fetch(`${url}/api/worklist`, { headers: { cookie } })).status).toBe(200);
  });
});
