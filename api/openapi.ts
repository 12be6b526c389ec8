import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../domain/errors.ts';
import { ProblemAnswer } from '../domain/schema/api/common.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

const PROBLEM = { $ref: '#/components/schemas/Problem' };
const HEADERS: Record<string, Json> = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: '本次办理的标识，重复提交同一标识只办理一次',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
  },
  'If-Match': { name: 'If-Match', in: 'header', required: true, description: '所见版本的 ETag，如 "7"', schema: { type: 'string' } },
};

/** The OpenAPI 3.1 document of the route table. */
export function openApiOf(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '履约 Lüyue',
      version: '1',
      description:
        '乡镇（街道）社工站购买服务的流程与期限。写操作须带 Idempotency-Key；办理已有流程须带 If-Match。出错时返回 RFC 9457 格式。',
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: schemaOf(ProblemAnswer, 'output'), ...namedBodies(routes) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'luyue_session' } },
    },
  };
}

/** Every problem that a route may answer: its own, and those of every route with its access and its parts. */
export function problemsOf(route: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>(['database.unavailable', 'internal.error', ...(route.problems ?? [])]);
  if (route.access !== 'public') codes.add('access.signed-out');
  if (route.access === 'operator') codes.add('access.forbidden');
  if (route.params) codes.add('object.not-found');
  if (route.query) codes.add('request.invalid').add('request.malformed');
  if (route.method !== 'get') codes.add('request.media-type').add('request.too-large').add('request.malformed');
  if (route.body) codes.add('request.invalid');
  if (route.headers?.includes('Idempotency-Key')) codes.add('request.key-missing').add('request.key-reused');
  if (route.headers?.includes('If-Match')) codes.add('object.revision-missing').add('object.stale');
  return [...codes];
}

function operationOf(route: Route): Json {
  const parameters = [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query, 'query'),
    ...(route.headers ?? []).map((name) => HEADERS[name]),
  ];
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    ...(route.access !== 'public' && { security: [{ session: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: bodyOf(route, route.body) } } } }),
    responses: { ...answersOf(route), ...problemAnswersOf(route) },
  };
}

function bodyOf({ bodies }: Route, body: z.ZodType): Json {
  if (!bodies) return schemaOf(body, 'input');
  return { anyOf: Object.keys(bodies).map((name) => ({ $ref: `#/components/schemas/${name}` })) };
}

function namedBodies(routes: readonly Route[]): Json {
  const named = routes.flatMap(({ bodies = {} }) => Object.entries(bodies));
  return Object.fromEntries(named.map(([name, schema]) => [name, schemaOf(schema, 'input')]));
}

function answersOf(route: Route): Json {
  const entries = Object.entries(route.answers).map(([status, schema]) => {
    const content = schema && { 'application/json': { schema: schemaOf(schema, 'output') } };
    return [status, { description: route.summary, ...(content && { content }) }];
  });
  return Object.fromEntries(entries);
}

/** Problems by status; the description lists the codes of each with what they mean. */
function problemAnswersOf(route: Route): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of problemsOf(route)) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const entries = [...byStatus].map(([status, codes]) => {
    const description = codes.map((code) => `\`${code}\` ${ERRORS[code].title}`).join('；');
    return [String(status), { description, content: { 'application/problem+json': { schema: PROBLEM } } }];
  });
  return Object.fromEntries(entries);
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...one }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: one,
  }));
}

/** The JSON Schema of one part; what cannot be said in JSON Schema is a defect and fails the build of the document. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'throw' });
  return json;
}
