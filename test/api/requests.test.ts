import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';
import { type Api, type Asker, problemIn, startApi } from './support.ts';

let api: Api;
let clerk: Asker;
const folder = temporaryFolder();

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>履约</title>');
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'export {};'.repeat(1_000));
  api = await startApi({ consoleFolder: folder });
  clerk = await api.as('hn-clerk');
});
afterAll(() => api.close());

const SIGN_IN = { login: 'hn-clerk', password: 'x' };

describe('bad input', () => {
  test.each(['{"login":', '{"login": undefined}', 'login=hn-clerk', '\u0000', '[1,'])('text that is no JSON: %j', async (raw) => {
    expect(problemIn(await api.nobody.send('POST', '/api/session', { raw })).code).toBe('request.malformed');
  });

  test.each(['[]', '"text"', '7', 'null', 'true', ''])('JSON that is no object: %s', async (raw) => {
    expect(problemIn(await api.nobody.send('POST', '/api/session', { raw })).code).toBe('request.invalid');
  });

  test('a body of ten megabytes', async () => {
    const reply = await api.nobody.send('POST', '/api/session', { body: { ...SIGN_IN, login: 'x'.repeat(10_000_000) } });
    expect(problemIn(reply)).toMatchObject({ code: 'request.too-large', status: 413 });
  });

  test('a million nested lists', async () => {
    const raw = `{"login":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
    const reply = await api.nobody.send('POST', '/api/session', { raw });
    expect(problemIn(reply).status).toBeLessThan(500);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'another media type: %s',
    async (type) => {
      const reply = await api.nobody.send('POST', '/api/session', { raw: JSON.stringify(SIGN_IN), headers: { 'content-type': type } });
      expect(problemIn(reply).code).toBe('request.media-type');
    },
  );

  test('another character set', async () => {
    const headers = { 'content-type': 'application/json; charset=gbk' };
    expect(problemIn(await api.nobody.send('POST', '/api/session', { raw: JSON.stringify(SIGN_IN), headers })).code).toBe(
      'request.media-type',
    );
  });

  test('a write without a body must be of our own making: a form of another site is not', async () => {
    const response = await fetch(`${api.url}/api/session`, { method: 'DELETE', headers: { cookie: clerk.cookie } });
    expect(response.status).toBe(415);
    expect((await clerk.get('/api/session')).status).toBe(200);
  });

  test.each([
    ['a value', { ...SIGN_IN, login: 'a\u0000b' }, 'login'],
    ['half a surrogate pair', { ...SIGN_IN, login: 'a\ud800' }, 'login'],
    ['the name of a field', { ...SIGN_IN, 'a\u0000b': 1 }, 'a␀b'],
    ['a value deep inside', { ...SIGN_IN, more: [{ deep: 'x\u0000' }] }, 'more.0.deep'],
  ])('NUL in %s', async (_where, body, field) => {
    const problem = problemIn(await api.nobody.send('POST', '/api/session', { body }));
    expect(problem).toMatchObject({ code: 'request.invalid', fields: [{ field }] });
    expect(JSON.stringify(problem)).not.toMatch(/\\u0000/);
  });

  test('NUL in an address and in a query', async () => {
    expect(problemIn(await clerk.get('/api/organisations/a%00b')).code).toBe('request.invalid');
    expect(problemIn(await clerk.get('/api/processes?q=a%00b')).fields[0].field).toBe('q');
  });

  test('every wrong field is named, with what came and what is allowed; a password is not repeated', async () => {
    const problem = problemIn(
      await api.nobody.send('POST', '/api/session', { body: { login: '', password: '密'.repeat(300), remember: true } }),
    );
    expect(problem.code).toBe('request.invalid');
    expect(problem.fields).toEqual([
      { field: 'login', problem: expect.any(String), received: '', allowed: '>= 1' },
      { field: 'password', problem: expect.any(String), allowed: '<= 200' },
      { field: 'remember', problem: '没有这个字段' },
    ]);
  });

  test('a field that is missing is called missing', async () => {
    const problem = problemIn(await api.nobody.send('POST', '/api/session', { body: { password: 'p' } }));
    expect(problem.fields).toEqual([{ field: 'login', problem: '没有填写', allowed: 'string' }]);
  });

  test.each(['0', '201', '1.5', 'ten', '1e3', ''])('a limit out of bounds: %j', async (limit) => {
    expect(problemIn(await clerk.get(`/api/processes?limit=${limit}`)).fields[0].field).toBe('limit');
  });

  test.each(['kind=treaty', 'ended=yes', 'waiting=nobody', 'unknown=1', 'kind=contract&kind=referral'])(
    'a filter that is none: %s',
    async (query) => {
      expect(problemIn(await clerk.get(`/api/processes?${query}`)).code).toBe('request.invalid');
    },
  );

  test.each(['x', 'WyIyMDI2Il0', '%00', 'a'.repeat(900), Buffer.from('["2026-01-01","x"]\nAAAAAAAA').toString('base64url')])(
    'a cursor that no list gave: %.20s',
    async (cursor) => {
      const { code } = problemIn(await clerk.get(`/api/processes?cursor=${cursor}`));
      expect(['request.malformed', 'request.invalid']).toContain(code);
    },
  );
});

describe('addresses', () => {
  test.each(['/api', '/api/', '/api/nothing', '/api/session/unknown', '/api/PROCESSES/x/y/z', '/elsewhere'])(
    'nothing there: %s',
    async (path) => {
      const reply = await api.nobody.get(path, { accept: 'application/json' });
      expect(problemIn(reply)).toMatchObject({ code: 'request.unknown-route', instance: path });
    },
  );

  test('a method that an address does not have', async () => {
    expect(problemIn(await clerk.send('DELETE', '/api/processes')).code).toBe('request.unknown-route');
  });

  test('an address that cannot be decoded', async () => {
    expect(problemIn(await clerk.get('/api/organisations/%zz')).code).toBe('request.malformed');
  });

  test('unknown pack, rule, slot, organisation, form, problem', async () => {
    const code = async (path: string) => problemIn(await clerk.get(path)).code;
    expect(await code('/api/packs/xx')).toBe('pack.unknown');
    expect(await code('/api/packs/hn/rules/HN-999')).toBe('object.not-found');
    expect(await code('/api/packs/hn/slots/contract.burn')).toBe('slot.unknown');
    expect(await code('/api/packs/hn/slots/toString')).toBe('slot.unknown');
    expect(await code('/api/organisations/nowhere')).toBe('object.not-found');
    expect(await code('/api/forms/contract/burn')).toBe('command.unknown');
    expect(await code('/api/forms/contract/constructor')).toBe('command.unknown');
    expect(await code('/api/forms/treaty/sign')).toBe('object.not-found');
    expect(await code('/api/commands/nothing')).toBe('object.not-found');
    expect(await code('/api/processes/nothing')).toBe('object.not-found');
  });
});

describe('what is served beside the API', () => {
  test('every address that is no file is a page of the console', async () => {
    for (const path of ['/', '/processes/1', '/a/b/c?x=1']) {
      const page = await fetch(api.url + path, { headers: { accept: 'text/html' } });
      expect(await page.text()).toContain('<title>履约</title>');
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    }
  });

  test('a console travels compressed; an answer of the API does not', async () => {
    const asset = await fetch(`${api.url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(asset.headers.get('content-encoding')).toBe('gzip');
    expect(await asset.text()).toHaveLength(10_000);
    const answer = await fetch(`${api.url}/api/openapi.json`, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBe(null);
  });

  test('assets are kept for ever; one that does not exist is no page', async () => {
    const asset = await fetch(`${api.url}/assets/app-1a2b.js`);
    expect(asset.headers.get('cache-control')).toMatch(/immutable/);
    const missing = await fetch(`${api.url}/assets/app-0000.js`, { headers: { accept: 'text/html' } });
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toMatch(/problem/);
  });

  test('no way leads out of the folder', async () => {
    for (const path of ['/assets/..%2f..%2fpackage.json', '/..%2f..%2fetc/passwd', '/assets/%2e%2e/index.html']) {
      const reply = await fetch(api.url + path);
      expect(await reply.text()).not.toMatch(/"name"|root:/);
    }
  });
});

describe('the log', () => {
  test('holds method, path, status and time; no query values, bodies, cookies', async () => {
    const before = api.log.length;
    await clerk.get('/api/processes?q=%E7%A7%98%E5%AF%86');
    await api.nobody.send('POST', '/api/session', { body: { login: 'somebody', password: 'geheim-0815' } });
    const lines = api.log.slice(before);
    expect(lines.map((line) => JSON.parse(line)).map(({ req, res }) => [req.method, req.path, res.status])).toEqual([
      ['GET', '/api/processes', 200],
      ['POST', '/api/session', 401],
    ]);
    expect(lines.join()).not.toMatch(/秘密|%E7|geheim|somebody|luyue_session/);
  });
});
