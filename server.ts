import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Server, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import pino, { type Logger } from 'pino';
import { createApp } from './api/app.ts';
import { isLoopback } from './api/auth/loopback.ts';
import { createCommands } from './api/commands.ts';
import type { Services } from './api/services.ts';
import { type Config, readConfig } from './config.ts';
import { loadCalendars } from './policies/calendars.ts';
import { loadPacks } from './policies/load.ts';
import { noticesOf } from './policies/notice.ts';
import { createDatabase } from './prisma/client.ts';
import { connectClient } from './temporal/client.ts';

const CONSOLE = fileURLToPath(new URL('./web/dist', import.meta.url));
/** Answers that take longer are cut off, so that a stop is a stop (milliseconds); the longest wait for Temporal is ten seconds. */
const GRACE = 12_000;

/** A running API. */
export interface RunningServer {
  url: string;
  /** Takes no more requests, lets the running ones end, then closes what it opened. */
  stop(): Promise<void>;
}

/** Starts the API with the console, if that is built; port 0 takes any free one. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const services = await createServices(config);
  for (const notice of noticesOf(services.packs)) log.error(notice);
  const app = createApp(services, log, existsSync(CONSOLE) ? CONSOLE : undefined);
  const open = new Set<ServerResponse>();
  const server = app.listen(config.port, config.host);
  server.on('request', (_request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return { url: `http://${host}:${port}`, stop: () => stop(server, open, services) };
}

async function createServices(config: Config): Promise<Services> {
  const { databaseApiUrl, temporal: engine } = config;
  if (!databaseApiUrl || !engine.address) throw new Error('DATABASE_URL and TEMPORAL_ADDRESS must be given');
  const database = createDatabase(databaseApiUrl);
  const temporal = await connectClient(engine.address, engine.namespace);
  return {
    database,
    temporal,
    taskQueue: engine.taskQueue,
    commands: createCommands({ database, temporal, taskQueue: engine.taskQueue }),
    packs: loadPacks(),
    calendars: loadCalendars(),
    settings: {
      // Accounts without a password may not be within reach of anybody else.
      demo: config.demo && (isLoopback(config.host) || config.host === 'localhost'),
      secure: config.publicUrl?.startsWith('https:') ?? false,
      temporalUiUrl: engine.uiUrl,
      namespace: engine.namespace,
    },
  };
}

async function stop(server: Server, open: ReadonlySet<ServerResponse>, { database, temporal }: Services): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), GRACE);
  // Node takes a connection for idle as soon as its answer is written, even if most of it has not left yet: closing would cut it half-way.
  const leaving = () => [...open].filter(({ writableEnded }) => writableEnded);
  for (let last = leaving(); last.length > 0; last = leaving()) await Promise.all(last.map((response) => once(response, 'close')));
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await closed;
  clearTimeout(cut);
  await database.$disconnect();
  await temporal.connection.close();
}

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel, base: { part: 'api' } });
  const server = await startServer(config, log);
  log.info({ url: server.url }, 'api is listening');
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    // Calls to a Temporal that is away may still be retried by timers; they must not keep a stopped process alive.
    void server.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
