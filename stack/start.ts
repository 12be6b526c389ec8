import { join } from 'node:path';
import type { Config } from '../config.ts';
import { buildConsole } from './console.ts';
import { apiUrl } from './database.ts';
import { choosePorts } from './ports.ts';
import { ensureDatabase, type Postgres, startPostgres } from './postgres.ts';
import type { Running } from './process.ts';
import { nodeCommand } from './programs.ts';
import { run } from './run.ts';
import { secret } from './secrets.ts';
import { type ServicePlan, serviceReady, startService } from './services.ts';
import { type Supervised, supervise } from './supervisor.ts';
import { TEMPORAL_PORTS } from './temporal-config.ts';
import { startDevServer } from './temporal-dev-server.ts';
import { type ObtainedTemporal, obtainTemporal } from './temporal-obtain.ts';
import { prepareTemporalSchema, startTemporal, startTemporalUi } from './temporal-server.ts';
import { type Say, step, table } from './terminal.ts';
import { bundleWorkflows } from './workflows.ts';

/** What a start works with; every child it brings up is added to `children` at once, so that a stop at any moment finds it. */
export interface Start {
  config: Config;
  /** The absolute folder of the stack's data. */
  home: string;
  children: Supervised[];
  /** Aborted when the user asks to stop. */
  signal: AbortSignal;
  say: Say;
}

type Ports = Awaited<ReturnType<typeof stackPorts>>;

async function stackPorts({ config, home, say }: Start) {
  const wanted = { console: config.port, worker: config.workerPort, postgres: 15_432, temporalUi: 8_233, ...TEMPORAL_PORTS };
  const chosen = await choosePorts(home, wanted);
  // The ports that people use; how Temporal's parts find each other is nobody's concern.
  for (const name of ['console', 'temporalUi', 'postgres'] as const) {
    if (wanted[name] !== 0 && chosen[name] !== wanted[name]) {
      say(`  ! port ${wanted[name]} is taken: ${name} uses ${chosen[name]} · 端口被占用，改用 ${chosen[name]}`);
    }
  }
  return chosen;
}

async function keep<Child extends Running>(
  { children, signal, say }: Start,
  name: string,
  begin: (signal: AbortSignal) => Promise<Child>,
): Promise<Child> {
  const child = await step(say, name, () => supervise(name, begin, { say, signal }));
  children.push(child);
  return child.current();
}

/** Starts the Temporal that was obtained; returns where its frontend and its UI are. */
async function startEngine(start: Start, engine: ObtainedTemporal, ports: Ports, postgres: Postgres | undefined) {
  const { config, home } = start;
  const { namespace } = config.temporal;
  const folder = join(home, 'temporal');
  const embeddedUi = `http://127.0.0.1:${ports.temporalUi}`;
  if (engine.kind === 'address') return { address: engine.address, uiUrl: config.temporal.uiUrl };
  if (engine.kind === 'dev-server') {
    const plan = { folder, command: engine.command, ports, namespace };
    const { address } = await keep(start, 'Temporal', (signal) => startDevServer({ ...plan, signal }));
    return { address, uiUrl: embeddedUi };
  }
  if (postgres === undefined) throw new Error('The embedded Temporal server needs the embedded PostgreSQL');
  const { binaries } = engine;
  await step(start.say, 'Temporal: schemas · 数据结构', () => prepareTemporalSchema(postgres, binaries.sqlTool));
  const { address } = await keep(start, 'Temporal', (signal) => startTemporal({ folder, postgres, binaries, ports, signal }));
  const ui = { folder, program: binaries.ui, port: ports.temporalUi, address, namespace };
  await keep(start, 'Temporal UI', (signal) => startTemporalUi({ ...ui, signal }));
  return { address, uiUrl: embeddedUi };
}

/** The two ways into the database of the record: as its owner, and with the rights of the API. */
async function recordUrls({ config, home }: Start, postgres: Postgres | undefined) {
  if (config.databaseUrl !== undefined) return { owner: config.databaseUrl, api: config.databaseApiUrl ?? config.databaseUrl };
  if (postgres === undefined) throw new Error('The record needs a database');
  await ensureDatabase(postgres, 'luyue');
  const owner = postgres.url('luyue');
  return { owner, api: apiUrl(owner, secret(join(home, 'postgres'), 'api')) };
}

/** Starts worker and API on what stands already and waits until both are ready. */
async function startServices(start: Start, settings: Record<string, string>, ports: Ports, apiDatabase: string): Promise<void> {
  const { home, say } = start;
  const plans: Omit<ServicePlan, 'signal'>[] = [
    { name: 'worker', file: 'worker.ts', folder: home, port: ports.worker, settings },
    // The API never learns the password of the owner.
    { name: 'api', file: 'server.ts', folder: home, port: ports.console, settings: { ...settings, DATABASE_URL: apiDatabase } },
  ];
  const begin = async (plan: Omit<ServicePlan, 'signal'>) => {
    const running = await keep(start, plan.name, (signal) => startService({ ...plan, signal }));
    await step(say, `${plan.name}: ready · 就绪`, () => serviceReady(running, { ...plan, signal: start.signal }));
  };
  await Promise.all(plans.map(begin));
}

/** Brings the whole stack up, each part when those it stands on are ready, and tells where everything is. */
export async function startStack(start: Start): Promise<void> {
  const { config, home, signal, say } = start;
  const engine = await obtainTemporal(config.temporal.address, config.cache, say, signal);
  await buildConsole(say, signal);
  const workflows = await bundleWorkflows(home, say, signal);
  const ports = await stackPorts(start);
  const embedded = config.databaseUrl === undefined || engine.kind === 'server';
  const plan = { folder: join(home, 'postgres'), port: ports.postgres, durable: true };
  const postgres = embedded ? await keep(start, 'PostgreSQL', (stop) => startPostgres({ ...plan, signal: stop })) : undefined;
  const { address, uiUrl } = await startEngine(start, engine, ports, postgres);
  const urls = await recordUrls(start, postgres);
  const settings = {
    LUYUE_HOME: home,
    LUYUE_PORT: String(ports.console),
    LUYUE_WORKER_PORT: String(ports.worker),
    LUYUE_WORKFLOW_BUNDLE: workflows,
    LUYUE_DEMO: config.demo ? 'on' : 'off',
    DATABASE_URL: urls.owner,
    DATABASE_API_URL: urls.api,
    TEMPORAL_ADDRESS: address,
    ...(uiUrl === undefined ? {} : { TEMPORAL_UI_URL: uiUrl }),
  };
  const prepare = { ...nodeCommand('stack/prepare.ts'), environment: settings, signal };
  await step(say, 'Database and namespace · 数据库与命名空间', () => run(prepare));
  await startServices(start, settings, ports, urls.api);

  const site = `http://${config.host}:${ports.console}`;
  const shown = new URL(urls.owner);
  shown.password = '';
  say(
    table('Lüyue 履约', [
      ['Console 控制台', site],
      ['API docs 接口文档', `${site}/api/docs`],
      ['Temporal UI 流程引擎', uiUrl ?? '—'],
      ['Database 数据库', postgres === undefined ? shown.href : `${shown.href}  (password in ${join(home, 'postgres', 'owner.secret')})`],
      ['Data and logs 数据与日志', home],
      ['Stop 停止', 'Ctrl-C'],
    ]),
  );
}
