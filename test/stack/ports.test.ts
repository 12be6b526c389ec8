import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { choosePorts, freePort, freePorts, isFree, nextFreePort } from '../../stack/ports.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder();
const open: Server[] = [];

function occupy(port: number): Promise<void> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve());
    open.push(server);
  });
}

afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

test('a port somebody listens on is not free', async () => {
  const port = await freePort();
  await occupy(port);
  expect(await isFree(port)).toBe(false);
  expect(await nextFreePort(port)).toBeGreaterThan(port);
});

test('a port given to another name is passed over', async () => {
  const port = await freePort();
  expect(await nextFreePort(port, new Set([port]))).not.toBe(port);
});

test('free ports are all different and fit the columns in which Temporal keeps them', async () => {
  const ports = await freePorts(20);
  expect(new Set(ports).size).toBe(20);
  expect(Math.max(...ports)).toBeLessThanOrEqual(32_767);
});

describe('the ports of a home', () => {
  test('a taken port gives way to the next one, and the choice is kept while it is free', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const wanted = await freePort();
    await occupy(wanted);
    const first = await choosePorts(home, { console: wanted });
    expect(first.console).toBeGreaterThan(wanted);

    for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
    expect(await choosePorts(home, { console: wanted })).toEqual(first);
  });

  test('another wish is followed although a port is kept', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const [before = 0, after = 0] = await freePorts(2);
    await choosePorts(home, { console: before });
    expect(await choosePorts(home, { console: after })).toEqual({ console: after });
  });

  test('two names never get one port, and 0 takes any', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    const port = await freePort();
    const chosen = await choosePorts(home, { one: port, other: port, any: 0 });
    expect(new Set(Object.values(chosen)).size).toBe(3);
    expect(chosen.any).toBeGreaterThan(0);
  });
});
