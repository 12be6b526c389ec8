import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { createCommands } from '../../api/commands.ts';
import { eventually, type Kit, startKit } from '../support/kit.ts';
import { TEST_NAMESPACE, temporalAddress } from '../support/stack.ts';
import { type Cable, layCable } from './cable.ts';
import { open, planBody } from './road.ts';
import { type Api, type Asker, problemIn, startApi } from './support.ts';

let kit: Kit;
let api: Api;
let toDatabase: Cable;
let toTemporal: Cable;
let clerk: Asker;

beforeAll(async () => {
  kit = await startKit();
  const database = new URL(kit.testDatabase.apiUrl);
  toDatabase = await layCable(database.hostname, Number(database.port));
  const [host = '', port] = temporalAddress().split(':');
  toTemporal = await layCable(host, Number(port));
  database.host = toDatabase.address;
  // Without the retries of the server's client: what is cut off here is told at once, and nothing is left over at the end.
  const connection = Connection.lazy({ address: toTemporal.address, connectTimeout: '1s', interceptors: [] });
  const temporal = new Client({ connection, namespace: TEST_NAMESPACE });
  api = await startApi({ on: { stored: kit.testDatabase, commands: kit.commands }, databaseUrl: database.href, temporal });
  const { taskQueue } = api.services;
  api.services.commands = createCommands({ database: api.services.database, temporal, taskQueue });
  clerk = await api.as('hn-clerk');
});
afterEach(async () => {
  toDatabase.mend();
  toTemporal.mend();
  await eventually(async () => (await api.nobody.get('/readyz')).status === 200);
});
afterAll(async () => {
  await api.close();
  await Promise.all([toDatabase.close(), toTemporal.close()]);
  await kit.close();
});

describe('without the database', () => {
  test('every address says so, and when to come again; nothing is half written', async () => {
    expect((await clerk.get('/api/worklist')).status).toBe(200);
    const before = await kit.database.command.count();
    toDatabase.cut();
    for (const path of [
      '/api/worklist',
      '/api/session',
      '/api/processes',
      '/api/organisations',
      '/api/inbox',
      '/api/packs',
      '/api/session/demo-accounts',
    ]) {
      const reply = await clerk.get(path);
      expect(problemIn(reply)).toMatchObject({ code: 'database.unavailable', status: 503 });
      expect(reply.headers.get('retry-after')).toBe('5');
    }
    expect(problemIn(await open(clerk, 'hn')).code).toBe('database.unavailable');
    expect(problemIn(await api.nobody.send('POST', '/api/session', { body: { login: 'x', password: 'x' } })).code).toBe(
      'database.unavailable',
    );
    expect(await kit.database.command.count()).toBe(before);
  });

  test('the process lives and is not ready', async () => {
    toDatabase.cut();
    expect((await api.nobody.get('/livez')).status).toBe(200);
    const reply = await api.nobody.get('/readyz');
    expect(reply.status).toBe(503);
    expect(reply.body).toEqual({ database: 'down', temporal: 'ok' });
    toDatabase.mend();
    await eventually(async () => (await api.nobody.get('/readyz')).status === 200);
  });

  test('it is an outage in the log, not a defect, and the log holds no address of ours', async () => {
    const before = api.log.length;
    toDatabase.cut();
    await clerk.get('/api/worklist');
    const lines = api.log.slice(before).join();
    expect(lines).not.toMatch(/defect/);
    expect(lines).not.toMatch(/127\.0\.0\.1:\d+|postgres/);
  });

  test('afterwards all goes on', async () => {
    expect(await eventually(async () => (await clerk.get('/api/worklist')).status === 200)).toBe(true);
  });
});

describe('without Temporal', () => {
  test('a command is received: 202 with its address; it is decided when Temporal is back, on the day on which it came', async () => {
    toTemporal.cut();
    const opened = await open(clerk, 'hn', {}, 'dark-1');
    expect(opened.status).toBe(202);
    const { id, address } = opened.body.command;
    expect(opened.headers.get('location')).toBe(address);
    expect((await clerk.get(address)).body).toMatchObject({ id, outcome: 'pending', recordedAt: null });
    expect((await clerk.get('/api/processes')).status).toBe(200);
    expect((await api.nobody.get('/readyz')).body).toEqual({ database: 'ok', temporal: 'down' });

    // The worker has its own way to Temporal: its relay delivers what the API could not.
    await eventually(async () => (await clerk.get(address)).body.outcome === 'accepted');
    const processId = (await clerk.get(address)).body.processId;
    expect((await clerk.get(`/api/processes/${processId}`)).body.stage).toBe('planning');
  });

  test('the same key asks again and is not written again', async () => {
    toTemporal.cut();
    const first = await open(clerk, 'hn', {}, 'dark-2');
    const second = await open(clerk, 'hn', {}, 'dark-2');
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body.command).toEqual(first.body.command);
    toTemporal.mend();
    const third = await eventually(async () => {
      const reply = await open(clerk, 'hn', {}, 'dark-2');
      return reply.status === 201 && reply;
    });
    expect(third.body.command.id).toBe(first.body.command.id);
    expect(await kit.database.command.count({ where: { idempotencyKey: 'dark-2' } })).toBe(1);
  });

  test('what is refused at the gate is refused all the same', async () => {
    toTemporal.cut();
    const viewer = await api.as('hn-viewer');
    expect(problemIn(await open(viewer, 'hn')).code).toBe('access.forbidden');
  });

  test('an operator is told at once, and nothing waits', async () => {
    const { body } = await open(clerk, 'hn');
    const operator = await api.as('operator');
    toTemporal.cut();
    const headers = { 'idempotency-key': 'ops-1' };
    const reply = await operator.send('POST', `/api/operations/processes/${body.process.id}/rebuild`, {
      body: { reason: '测试' },
      headers,
    });
    expect(problemIn(reply)).toMatchObject({ code: 'engine.unreachable', status: 503 });
    expect(await kit.database.command.count({ where: { idempotencyKey: 'ops-1' } })).toBe(0);
  });

  test('commands that waited are decided in the order in which they came', async () => {
    const { body } = await open(clerk, 'hn');
    const { id, revision } = body.process;
    const head = await api.as('hn-head');
    toTemporal.cut();
    const prepared = await clerk.command(id, 'prepare-plan', planBody(api, 'hn'), { revision });
    expect(prepared.status).toBe(202);
    await eventually(async () => (await clerk.get(prepared.body.command.address)).body.outcome === 'accepted');
    toTemporal.mend();
    const approved = await eventually(async () => {
      const reply = await head.command(id, 'approve-plan', { approvedOn: '2026-01-09' }, { key: `approve-${id}` });
      return (reply.status === 200 || reply.status === 202) && reply;
    });
    expect([200, 202]).toContain(approved.status);
    await eventually(async () => (await head.get(`/api/processes/${id}`)).body.stage === 'filing');
  });
});
