import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, freePorts } from './ports.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { TEMPORAL_PORTS, type TemporalPorts } from './temporal-config.ts';

/** Ports for a Temporal server that lives for one run only. */
export async function freeTemporalPorts(): Promise<TemporalPorts> {
  const names = Object.keys(TEMPORAL_PORTS) as (keyof TemporalPorts)[];
  const ports = await freePorts(names.length);
  return { ...TEMPORAL_PORTS, ...Object.fromEntries(names.map((name, i) => [name, ports[i]])) };
}

/** Lends a PostgreSQL that exists only for one piece of work, without the care that durable data needs. */
export async function withTemporaryPostgres<Result>(work: (postgres: Postgres) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-'));
  const port = await freePort();
  const postgres = await startPostgres({ folder, port, durable: false });
  try {
    return await work(postgres);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
