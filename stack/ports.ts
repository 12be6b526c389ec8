import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

const LOOPBACK = '127.0.0.1';
const LAST_PORT = 65_535;
/** Temporal keeps the ports of its members in a `smallint`: a higher one ends the server at its start. */
const LAST_TEMPORAL_PORT = 32_767;
const FIRST_RANDOM_PORT = 10_000;

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, LOOPBACK, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Whether nothing listens on this port of the loopback interface. */
export async function isFree(port: number): Promise<boolean> {
  const server = await listen(port);
  if (server === undefined) return false;
  await close(server);
  return true;
}

/** As many different free ports as asked for, at random; all are held open until the last is found, so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  for (let tries = 0; servers.length < count; tries += 1) {
    if (tries > 100 * count) throw new Error('No free port is left on the loopback interface');
    const server = await listen(randomInt(FIRST_RANDOM_PORT, LAST_TEMPORAL_PORT + 1));
    if (server !== undefined) servers.push(server);
  }
  const ports = servers.map(portOf);
  await Promise.all(servers.map(close));
  return ports;
}

/** One free port. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** The first port at or above `from` (1-65535) that is free and not in `taken`; 0 asks for any free one. */
export async function nextFreePort(from: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  if (from === 0) return freePort();
  for (let port = from; port <= LAST_PORT; port += 1) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port at or above ${from}`);
}

const StoredPorts = z.record(z.string(), z.object({ wanted: z.number().int(), port: z.number().int() }));

/**
 * One port for every name in `wanted`: the port of the last start where it is still free, else the wanted one, else the next free one.
 * The choice is kept in `ports.json` of the folder: Temporal's members and people's bookmarks find the same ports after a restart.
 */
export async function choosePorts<Name extends string>(folder: string, wanted: Record<Name, number>): Promise<Record<Name, number>> {
  const file = join(folder, 'ports.json');
  const stored = existsSync(file) ? StoredPorts.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const taken = new Set<number>();
  const chosen = { ...wanted };
  for (const name of Object.keys(wanted) as Name[]) {
    const last = stored[name];
    const kept = last !== undefined && last.wanted === wanted[name] && !taken.has(last.port) && (await isFree(last.port));
    chosen[name] = kept ? last.port : await nextFreePort(wanted[name], taken);
    stored[name] = { wanted: wanted[name], port: chosen[name] };
    taken.add(chosen[name]);
  }
  writeFileSync(file, `${JSON.stringify(stored, undefined, 2)}\n`);
  return chosen;
}
