import type { z } from 'zod';
import { CatalogueError, type ErrorCode } from '../domain/errors.ts';
import { IdText } from '../domain/schema/api/common.ts';
import { type Caller, callerOf, sessionIdOf } from './auth/caller.ts';
import { tokenFrom } from './auth/cookie.ts';
import { parseOrThrow } from './field-problems.ts';
import { findProcess, type ProcessWhole } from './queries/processes.ts';
import type { Services } from './services.ts';

/** What comes in, as far as routes may look at it. */
export interface Incoming {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  header(name: string): string | undefined;
  remoteAddress: string | undefined;
}

/** What goes out. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Headers = 'Idempotency-Key' | 'If-Match';

/** One line of the route table: what Express serves and OpenAPI describes. */
interface RouteDescription<Params, Query, Body> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** As Express writes it: `/api/processes/:id`. */
  path: string;
  id: string;
  summary: string;
  tag: string;
  access: 'public' | 'signed-in' | 'operator';
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** The bodies that `body` stands for where the address alone does not tell which, by name; OpenAPI lists them. */
  bodies?: Readonly<Record<string, z.ZodType>>;
  headers?: readonly Headers[];
  /** Schema of each answer by status; `null` = without a body. */
  answers: Record<number, z.ZodType | null>;
  /** Problems of its own, beside those that every route of its shape may answer. */
  problems?: readonly ErrorCode[];
}

/** What a route's work is given. */
interface RouteInput<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  request: Incoming;
}

/** A route, ready to be run: parsing and authentication are inside. */
export interface Route extends RouteDescription<unknown, unknown, unknown> {
  run(request: Incoming, services: Services): Promise<Answer>;
}

/** A route about one process, which its address names by `id`; somebody who does not see it is told that there is none. */
export function processRoute<Params, Query, Body>(
  description: Omit<RouteDescription<Params, Query, Body>, 'access'>,
  work: (input: RouteInput<Params, Query, Body> & { caller: Caller; process: ProcessWhole }, services: Services) => Promise<Answer>,
): Route {
  return {
    ...description,
    access: 'signed-in',
    async run(request, services) {
      const token = tokenFrom(request.header('cookie'));
      const id = IdText.safeParse(request.params['id']).data;
      // Side by side: neither look-up needs what the other one finds.
      const [caller, process] = await Promise.all([
        callerOf(services.database, token),
        token && id ? findProcess(services.database, { sessionId: sessionIdOf(token) }, id) : undefined,
      ]);
      const input = parse(description, request);
      if (!process) throw new CatalogueError('object.not-found');
      return await work({ ...input, caller, process }, services);
    },
  };
}

/** A route that anybody may call. */
export function publicRoute<Params, Query, Body>(
  description: Omit<RouteDescription<Params, Query, Body>, 'access'>,
  work: (input: RouteInput<Params, Query, Body>, services: Services) => Promise<Answer>,
): Route {
  return { ...description, access: 'public', run: async (request, services) => await work(parse(description, request), services) };
}

/** A route for somebody who is signed in; `access: 'operator'` keeps it for operators. */
export function route<Params, Query, Body>(
  description: Omit<RouteDescription<Params, Query, Body>, 'access'> & { access?: 'operator' },
  work: (input: RouteInput<Params, Query, Body> & { caller: Caller }, services: Services) => Promise<Answer>,
): Route {
  return {
    ...description,
    access: description.access ?? 'signed-in',
    async run(request, services) {
      const caller = await callerOf(services.database, tokenFrom(request.header('cookie')));
      if (description.access === 'operator' && caller.actor.role !== 'operator')
        throw new CatalogueError('access.forbidden', '此页由运维使用');
      return await work({ ...parse(description, request), caller }, services);
    },
  };
}

/** 200 with a body. */
export function ok(body: unknown, headers?: Record<string, string>): Answer {
  return { status: 200, body, ...(headers && { headers }) };
}

function parse<Params, Query, Body>(
  { params, query, body }: Pick<RouteDescription<Params, Query, Body>, 'params' | 'query' | 'body'>,
  request: Incoming,
): RouteInput<Params, Query, Body> {
  return {
    // An address that cannot name anything names nothing.
    params: part(params, request.params, 'object.not-found'),
    query: part(query, request.query, 'request.invalid'),
    body: part(body, request.body, 'request.invalid'),
    request,
  };
}

/** A part that a route does not describe is not looked at: its type is `unknown`. */
function part<Value>(schema: z.ZodType<Value> | undefined, input: unknown, code: ErrorCode): Value {
  return schema ? parseOrThrow(schema, input, code) : (undefined as Value);
}
