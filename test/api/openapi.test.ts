import SwaggerParser from '@apidevtools/swagger-parser';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApiOf, problemsOf } from '../../api/openapi.ts';
import { ROUTES } from '../../api/routes/table.ts';
import { ERRORS, type ErrorCode } from '../../domain/errors.ts';
import { COMMAND_SCHEMAS } from '../../domain/schema/registry.ts';
import { type Api, type Json, startApi } from './support.ts';

let api: Api;
let document: Json;

beforeAll(async () => {
  api = await startApi();
  document = (await api.nobody.get('/api/openapi.json')).body;
});
afterAll(() => api.close());

/** Every operation with the route that it describes. */
function operations(): { route: (typeof ROUTES)[number]; operation: Json }[] {
  return ROUTES.map((route) => ({ route, operation: document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method] }));
}

describe('the document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const checked: Json = await SwaggerParser.validate(structuredClone(document));
    expect(checked.openapi).toBe('3.1.0');
  });

  test('a broken document is found to be broken', async () => {
    const broken = structuredClone(document);
    broken.paths['/api/worklist'].get.parameters[0].in = 'nowhere';
    await expect(SwaggerParser.validate(broken)).rejects.toThrow('schema validation failed');
  });

  test('describes every route of the table once, and nothing else', () => {
    expect(operations().filter(({ operation }) => !operation)).toEqual([]);
    const ids = Object.values<Json>(document.paths).flatMap((path) => Object.values<Json>(path).map(({ operationId }) => operationId));
    expect(ids.toSorted()).toEqual(ROUTES.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('describes the body of every command', () => {
    const { anyOf } = document.paths['/api/processes/{id}/commands/{name}'].post.requestBody.content['application/json'].schema;
    const commands = Object.entries(COMMAND_SCHEMAS).flatMap(([kind, schemas]) => Object.keys(schemas).map((name) => `${kind}.${name}`));
    expect(anyOf).toHaveLength(commands.length);
    for (const name of commands) expect(document.components.schemas[name].additionalProperties).toBe(false);
  });

  test('every parameter, and every field of a body, has words', () => {
    const silent = operations().flatMap(({ route, operation }) => {
      const parameters = (operation.parameters ?? []).filter(({ in: where, description }: Json) => where === 'query' && !description);
      const fields = Object.entries<Json>(operation.requestBody?.content['application/json'].schema.properties ?? {});
      const bare = fields.filter(([, field]) => !field.description && !field.title).map(([name]) => name);
      return [...parameters.map(({ name }: Json) => `${route.id}.${name}`), ...bare.map((name) => `${route.id}.${name}`)];
    });
    expect(silent).toEqual([]);
  });
});

describe('problems', () => {
  test('the schema of a problem knows every code of the catalogue, and no other', () => {
    expect(document.components.schemas.Problem.properties.code.enum.toSorted()).toEqual(Object.keys(ERRORS).toSorted());
  });

  test('each operation lists its problems under the status that the catalogue gives them', () => {
    for (const { route, operation } of operations()) {
      for (const code of problemsOf(route)) {
        const answer = operation.responses[String(ERRORS[code].status)];
        expect(answer.description).toContain(`\`${code}\` ${ERRORS[code].title}`);
        expect(answer.content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' });
      }
    }
  });

  test('every code that a caller can meet is listed somewhere, or is met outside the routes', () => {
    const listed = new Set(ROUTES.flatMap(problemsOf));
    // A wrong address meets no route; packs and calendars are read at start; the command line computes terms; 202 is an answer and no
    // problem; what is broken is shown to operators.
    const elsewhere: ErrorCode[] = [
      'request.unknown-route',
      'pack.invalid',
      'calendar.invalid',
      'term.invalid',
      'engine.unavailable',
      'process.broken',
    ];
    const missing = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => !listed.has(code) && !elsewhere.includes(code));
    expect(missing).toEqual([]);
  });

  test('each has an address that tells what it means', async () => {
    const { body } = await api.nobody.get('/api/problems/object.stale');
    expect(body).toEqual({ code: 'object.stale', ...ERRORS['object.stale'] });
    expect((await api.nobody.get('/api/problems/toString')).body.code).toBe('object.not-found');
  });
});

describe('the page to try it', () => {
  test('loads everything from this server', async () => {
    const page = await fetch(`${api.url}/api/docs`);
    const text = await page.text();
    expect(text.match(/https?:\/\//)).toBeNull();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
    expect(assets).toHaveLength(4);
    for (const address of assets) expect((await fetch(api.url + address)).status).toBe(200);
  });

  test('the table can be described without a server', () => {
    expect(openApiOf(ROUTES)).toEqual(document);
  });
});
