import type { Server } from 'node:http';
import { expect } from '@jest/globals';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Client } from '@temporalio/client';
import pino from 'pino';
import { createApp } from '../../api/app.ts';
import { createCommands } from '../../api/commands.ts';
import type { Route } from '../../api/route.ts';
import { ROUTES } from '../../api/routes/table.ts';
import type { Services, Settings } from '../../api/services.ts';
import { ERRORS, type ErrorCode } from '../../domain/errors.ts';
import { ProblemAnswer } from '../../domain/schema/api/common.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { loadPacks } from '../../policies/load.ts';
import { createDatabase as connect } from '../../prisma/client.ts';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { seed } from '../../prisma/seed/index.ts';
import { connectClient } from '../../temporal/client.ts';
import { createDatabase, dropDatabase, TEST_NAMESPACE, type TestDatabase, temporalAddress } from '../support/stack.ts';

/** An answer, read; `body` is unchecked JSON. */
export interface Reply {
  status: number;
  headers: Headers;
  body: Json;
}
/** JSON as tests walk through it; a wrong step fails the expectation. */
export type Json = ReturnType<typeof JSON.parse>;

/** What may accompany a request. */
interface RequestOptions {
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: string | Uint8Array;
  headers?: Record<string, string>;
}

/** Somebody who asks: signed in as one demo account, or nobody. */
export interface Asker {
  cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, options?: RequestOptions): Promise<Reply>;
  /** Gives a command with a key of its own, on the revision that the process has now. */
  command(processId: string, name: string, body: object, options?: { key?: string; revision?: number }): Promise<Reply>;
}

/** A running API on a database of its own with the data of the demonstration. */
export interface Api {
  url: string;
  services: Services;
  /** As the owner: tests write what activities would have written. */
  owner: PrismaClient;
  stored: TestDatabase;
  nobody: Asker;
  as(login: string): Promise<Asker>;
  /** Everything that was logged, one JSON text a line. */
  log: string[];
  close(): Promise<void>;
}

/** What a test may change of the usual. */
export interface ApiOptions {
  settings?: Partial<Settings>;
  /** A kit's database, task queue and ledger, where commands are to be decided. */
  on?: { stored: TestDatabase; commands: Services['commands'] };
  /** Other ways to Temporal and to the database: such as can be cut. */
  temporal?: Client;
  databaseUrl?: string;
  consoleFolder?: string;
}

/** Starts the API as the server does, on any free port of this machine. */
export async function startApi(options: ApiOptions = {}): Promise<Api> {
  const stored = options.on?.stored ?? (await createDatabase());
  await seed(stored.url);
  const database = connect(options.databaseUrl ?? stored.apiUrl);
  const owner = new PrismaClient({ adapter: new PrismaPg({ connectionString: stored.url, options: '-c TimeZone=UTC', max: 2 }) });
  const temporal = options.temporal ?? (await connectClient(temporalAddress(), TEST_NAMESPACE));
  const taskQueue = stored.name;
  const services: Services = {
    database,
    temporal,
    taskQueue,
    commands: options.on?.commands ?? createCommands({ database, temporal, taskQueue }),
    packs: loadPacks(),
    calendars: loadCalendars(),
    settings: { demo: true, secure: false, temporalUiUrl: 'http://127.0.0.1:8233', namespace: TEST_NAMESPACE, ...options.settings },
  };
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => log.push(line) });
  const server = createApp(services, logger, options.consoleFolder).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${portOf(server)}`;
  const nobody = askerOf(url, '');
  return {
    url,
    services,
    owner,
    stored,
    nobody,
    log,
    async as(login) {
      const reply = await nobody.send('POST', '/api/session/demo', { body: { login } });
      expect(reply.status).toBe(200);
      return askerOf(url, (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([database.$disconnect(), owner.$disconnect(), temporal.connection.close()]);
      if (!options.on) await dropDatabase(stored);
    },
  };
}

/** Somebody with this cookie; every answer is checked against what the route table promises. */
export function askerOf(url: string, cookie: string): Asker {
  const ask = async (method: string, path: string, { body, raw, headers }: RequestOptions): Promise<Reply> => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const json = method === 'GET' ? {} : { 'content-type': 'application/json' };
    const response = await fetch(url + path, {
      method,
      headers: { ...json, ...(cookie && { cookie }), ...headers },
      ...(payload !== undefined && { body: payload }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const reply = { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    if (path.startsWith('/api/') || path.endsWith('z')) expectPromised(method, path, reply);
    return reply;
  };
  const asker: Asker = {
    cookie,
    get: async (path, headers = {}) => await ask('GET', path, { headers }),
    send: async (method, path, options = {}) => await ask(method, path, options),
    async command(processId, name, body, { key = crypto.randomUUID(), revision } = {}) {
      const seen = revision ?? (await asker.get(`/api/processes/${processId}`)).body.revision;
      const headers = { 'idempotency-key': key, 'if-match': `"${seen}"` };
      return await asker.send('POST', `/api/processes/${processId}/commands/${name}`, { body, headers });
    },
  };
  return asker;
}

/** The problem of an answer, after its shape, its status and its title were compared with the catalogue. */
export function problemIn(reply: Reply): Json {
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = ProblemAnswer.parse(reply.body);
  expect(ERRORS[problem.code as ErrorCode]).toMatchObject({ status: problem.status, title: problem.title });
  expect(reply.status).toBe(problem.status);
  return reply.body;
}

function expectPromised(method: string, path: string, reply: Reply): void {
  if (reply.status >= 400 && reply.headers.get('content-type')?.startsWith('application/problem')) {
    problemIn(reply);
    return;
  }
  const route = routeOf(method, path);
  const schema = route?.answers[reply.status];
  if (route) expect(Object.keys(route.answers)).toContain(String(reply.status));
  if (schema) schema.parse(reply.body);
}

function routeOf(method: string, path: string): Route | undefined {
  const [plain = ''] = path.split('?');
  const fits = (route: Route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(plain);
  return ROUTES.find((route) => route.method === method.toLowerCase() && fits(route));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
