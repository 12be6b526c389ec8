import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { connect } from 'node:net';
import { freemem } from 'node:os';
import { resolve } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { isFree } from './ports.ts';
import { withDatabase } from './postgres.ts';
import { run } from './run.ts';
import { cachedBinaries } from './temporal-binaries.ts';

/** What one look at the machine found: good, or what to do about it. */
interface Finding {
  what: string;
  good: boolean;
  /** What was seen, or what to do. */
  say: string;
}

/** The lowest version of Node, as in package.json, and how much disk and memory a start needs (bytes). */
const NODE = [20, 19] as const;
const DISK = 2_000_000_000;
const MEMORY = 1_500_000_000;

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const good = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  return {
    what: 'Node',
    good,
    say: good ? process.versions.node : `${process.versions.node} is too old: install ${NODE.join('.')} or newer`,
  };
}

async function temporal({ temporal: { address }, cache }: Config): Promise<Finding> {
  const what = 'Temporal';
  if (address !== undefined) {
    const [host = '', port = ''] = address.split(':');
    const good = await reaches(host, Number(port));
    return {
      what,
      good,
      say: good ? `${address} answers` : `${address} does not answer: start it, or unset TEMPORAL_ADDRESS for the embedded one`,
    };
  }
  if (cachedBinaries(cache) !== undefined) return { what, good: true, say: `built, in ${cache}` };
  const go = await run({ command: 'go', args: ['version'] }).catch(() => undefined);
  if (go !== undefined) return { what, good: true, say: `will be built once by ${go}, in some minutes` };
  const cli = await run({ command: 'temporal', args: ['--version'] }).catch(() => undefined);
  if (cli !== undefined) return { what, good: true, say: `the small server of "${cli}" will be used` };
  return { what, good: false, say: 'install Go 1.26 or newer, or the temporal command, or use docker compose, or set TEMPORAL_ADDRESS' };
}

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (good: boolean) => () => {
      socket.destroy();
      done(good);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

async function database({ databaseUrl, home }: Config): Promise<Finding> {
  const what = 'PostgreSQL';
  if (databaseUrl === undefined) {
    const present = existsSync(resolve(home, 'postgres', 'data'));
    return { what, good: true, say: present ? `embedded, data in ${resolve(home, 'postgres')}` : 'embedded, made at the first start' };
  }
  const found = await withDatabase(databaseUrl, (client) => client.query<{ version: string }>('SHOW server_version')).catch(
    (error: unknown) => error,
  );
  if (found instanceof Error) return { what, good: false, say: `DATABASE_URL does not work: ${found.message}` };
  return { what, good: true, say: 'DATABASE_URL answers' };
}

function room({ home }: Config): Finding[] {
  mkdirSync(resolve(home), { recursive: true });
  const { bavail, bsize } = statfsSync(resolve(home));
  const disk = bavail * bsize;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  return [
    { what: 'Disk', good: disk >= DISK, say: `${gigabytes(disk)} free${disk >= DISK ? '' : `: make room for ${gigabytes(DISK)}`}` },
    {
      what: 'Memory',
      good: freemem() >= MEMORY,
      say: `${gigabytes(freemem())} free${freemem() >= MEMORY ? '' : `: ${gigabytes(MEMORY)} is needed to build and start`}`,
    },
  ];
}

async function port({ port: wanted }: Config): Promise<Finding> {
  const free = await isFree(wanted);
  return {
    what: 'Port',
    good: true,
    say: free ? `${wanted} is free` : `${wanted} is taken (by a running Lüyue?): a start takes the next free one`,
  };
}

/** `luyue doctor`: looks at what a start needs and says what to do; the exit code is 1 when something is missing. */
export async function doctor(): Promise<number> {
  const config = readConfig();
  const findings = [node(), await temporal(config), await database(config), ...room(config), await port(config)];
  for (const { what, good, say } of findings) console.log(`${good ? '✓' : '✗'} ${what.padEnd(12)}${say}`);
  return findings.every(({ good }) => good) ? 0 : 1;
}
