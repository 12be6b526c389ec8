import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../config.ts';
import { ensureDatabase, type Postgres } from './postgres.ts';
import { answers, type Running, startProcess, whenReady } from './process.ts';
import { dynamicConfig, serverConfig, type TemporalPorts, uiConfig } from './temporal-config.ts';

/** The three programs of a built Temporal. */
export interface TemporalBinaries {
  server: string;
  sqlTool: string;
  ui: string;
}

/** A running Temporal server of the stack. */
export interface Temporal extends Running {
  /** host:port of the gRPC frontend. */
  readonly address: string;
}

/** Where the server keeps its configuration and log, and on what it runs. */
export interface TemporalPlan {
  folder: string;
  postgres: Postgres;
  binaries: TemporalBinaries;
  ports: TemporalPorts;
  /** Tests: time may be skipped, and new search attributes are seen at once. */
  rehearsing?: boolean;
  /** Breaks a start off that is under way. */
  signal?: AbortSignal | undefined;
}

const DATABASES = { temporal: 'temporal', temporal_visibility: 'visibility' };

/** Makes Temporal's two databases and brings their schemas to the version of the tool; a database that is up to date is left alone. */
export async function prepareTemporalSchema(postgres: Postgres, sqlTool: string): Promise<void> {
  const { host, port, user, password } = postgres;
  for (const [database, schema] of Object.entries(DATABASES)) {
    await ensureDatabase(postgres, database);
    const run = (...args: string[]) =>
      promisify(execFile)(sqlTool, ['--ep', host, '-p', String(port), '-u', user, '--pl', 'postgres12', '--db', database, ...args], {
        env: childEnvironment({ SQL_PASSWORD: password }),
      });
    await run('setup-schema', '-v', '0.0'); // An existing schema keeps its version.
    await run('update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
}

/** Starts a Temporal server on the databases that `prepareTemporalSchema` has made, and waits until its frontend answers. */
export async function startTemporal(plan: TemporalPlan): Promise<Temporal> {
  const folder = resolve(plan.folder);
  mkdirSync(folder, { recursive: true });
  const dynamicFile = join(folder, 'dynamic.yaml');
  const configFile = join(folder, 'server.yaml');
  writeFileSync(dynamicFile, dynamicConfig(plan.rehearsing ?? false));
  // It holds the password of the database.
  writeFileSync(configFile, serverConfig(plan.ports, plan.postgres, dynamicFile), { mode: 0o600 });
  const child = {
    name: 'temporal-server',
    folder,
    command: plan.binaries.server,
    args: ['--config-file', configFile, '--allow-no-auth', 'start'],
  };
  const running = await startProcess(child);
  await whenReady(running, { ...child, signal: plan.signal }, () =>
    answers(`http://127.0.0.1:${plan.ports.temporalHttp}/api/v1/system-info`),
  );
  return { ...running, address: `127.0.0.1:${plan.ports.temporal}` };
}

/** Where the Temporal UI keeps its configuration and log, and which server it shows. */
export interface TemporalUiPlan {
  folder: string;
  program: string;
  port: number;
  address: string;
  namespace: string;
  signal?: AbortSignal | undefined;
}

/** Starts the Temporal UI and waits until it answers. */
export async function startTemporalUi(plan: TemporalUiPlan): Promise<Running> {
  const folder = resolve(plan.folder);
  mkdirSync(join(folder, 'ui'), { recursive: true });
  writeFileSync(join(folder, 'ui', 'development.yaml'), uiConfig(plan.port, plan.address, plan.namespace));
  const child = {
    name: 'temporal-ui',
    folder,
    command: plan.program,
    args: ['--root', folder, '--config', 'ui', '--env', 'development', 'start'],
  };
  const running = await startProcess(child);
  await whenReady(running, { ...child, signal: plan.signal }, () => answers(`http://127.0.0.1:${plan.port}/`));
  return running;
}
