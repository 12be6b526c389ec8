import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually, type Kit, startKit } from '../support/kit.ts';
import { openedRoad, planBody } from './road.ts';
import { writeProcesses } from './rows.ts';
import { type Api, type Asker, type Json, problemIn, startApi } from './support.ts';

let kit: Kit;
let api: Api;
let operator: Asker;

beforeAll(async () => {
  kit = await startKit();
  api = await startApi({ on: { stored: kit.testDatabase, commands: kit.commands } });
  operator = await api.as('operator');
  await writeProcesses(api, [
    { id: 'w-date', parties: { purchaser: 'hn-county-1' }, waitsFor: 'date' },
    { id: 'w-person', parties: { purchaser: 'hn-county-1' }, waitsFor: 'purchaser', waitingForId: 'hn-county-1' },
    {
      id: 'w-other',
      parties: { purchaser: 'hn-county-1', contractor: 'hn-contractor-1' },
      waitsFor: 'contractor',
      waitingForId: 'hn-contractor-1',
    },
    { id: 'w-process', parties: { purchaser: 'hn-county-1' }, waitsFor: 'process' },
    { id: 'w-broken', parties: { purchaser: 'hn-county-1' }, broken: 'TypeError' },
    { id: 'w-over', parties: { purchaser: 'hn-county-1' }, ended: true },
  ]);
  await api.owner.$executeRaw`INSERT INTO command (id, process_id, kind, name, body, body_hash, role, outcome, result, delivered_at)
    VALUES ('w-failed', 'w-broken', 'contract', 'announce', '{}', '', 'clerk', 'failed', '{"code": "command.failed"}', clock_timestamp())`;
});
afterAll(async () => {
  await api.close();
  await kit.close();
});

const act = async (asker: Asker, id: string, what: string, reason = '系统修复后恢复', key: string = crypto.randomUUID()) =>
  await asker.send('POST', `/api/operations/processes/${id}/${what}`, { body: { reason }, headers: { 'idempotency-key': key } });

describe('who is refused', () => {
  test.each(['hn-clerk', 'hn-head', 'hn-province-head', 'hn-viewer'])('%s: this is for operators', async (login) => {
    const asker = await api.as(login);
    for (const path of ['/api/operations', '/api/operations/processes?kind=broken'])
      expect(problemIn(await asker.get(path)).code).toBe('access.forbidden');
    expect(problemIn(await act(asker, 'w-broken', 'rebuild')).code).toBe('access.forbidden');
  });

  test('an act without a reason, without a key, of another kind, on nothing', async () => {
    expect(problemIn(await act(operator, 'w-broken', 'rebuild', ' ')).fields[0].field).toBe('reason');
    const keyless = await operator.send('POST', '/api/operations/processes/w-broken/rebuild', { body: { reason: '测试' } });
    expect(problemIn(keyless).code).toBe('request.key-missing');
    expect(problemIn(await act(operator, 'w-broken', 'delete')).code).toBe('object.not-found');
    expect(problemIn(await act(operator, 'nothing', 'rebuild')).code).toBe('object.not-found');
  });

  test('looking again where nothing runs', async () => {
    expect(problemIn(await act(operator, 'w-date', 'refresh')).code).toBe('object.not-found');
  });

  test('operators decide nothing', async () => {
    const { id } = await openedRoad(api, 'hn');
    expect(problemIn(await operator.command(id, 'prepare-plan', planBody(api, 'hn'))).code).toBe('access.forbidden');
  });
});

describe('what stands still', () => {
  test.each([
    ['date', ['w-date']],
    ['person', ['w-person']],
    ['organisation', ['w-other', 'w-process']],
    ['broken', ['w-broken']],
  ])('%s', async (kind, expected) => {
    const { items } = (await operator.get(`/api/operations/processes?kind=${kind}`)).body;
    expect(items.map(({ id }: Json) => id).filter((id: string) => id.startsWith('w-'))).toEqual(expected);
  });

  test('with the cause, since when, and the way to its run; no title, no name', async () => {
    const [row] = (await operator.get('/api/operations/processes?kind=broken')).body.items;
    expect(row).toMatchObject({ cause: 'TypeError', since: '2026-03-02', kindName: '服务合同', undelivered: 0 });
    expect(row.temporalUrl).toBe('http://127.0.0.1:8233/namespaces/luyue-test/workflows/contract-w-broken');
    expect(row.daysWaiting).toBeGreaterThan(200);
    expect(row).not.toHaveProperty('title');
  });

  test('a command that nobody could deliver for five minutes is broken', async () => {
    await api.owner.$executeRaw`INSERT INTO command (id, process_id, kind, name, body, body_hash, role, received_at)
      VALUES ('lost', 'w-date', 'contract', 'renew', '{}', '', 'system', clock_timestamp() - interval '6 minutes')`;
    const { items } = (await operator.get('/api/operations/processes?kind=broken')).body;
    expect(items.find(({ id }: Json) => id === 'w-date')).toMatchObject({ cause: 'undelivered', undelivered: 1 });
    await api.owner.command.delete({ where: { id: 'lost' } });
  });

  test('counts and health', async () => {
    const { body } = await operator.get('/api/operations');
    expect(body.counts).toMatchObject({ date: 1, broken: 1 });
    expect(body).toMatchObject({ temporalUiUrl: 'http://127.0.0.1:8233', health: { database: 'ok', temporal: 'ok' } });
  });
});

describe('what an operator does', () => {
  const runId = async (id: string) => (await kit.temporal.workflow.getHandle(`purchase-cycle-${id}`).describe()).runId;

  test('rebuild starts a new run from the record, and the process goes on', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    const before = await runId(id);
    expect((await act(operator, id, 'rebuild')).body).toEqual({ done: '运行已按记录重建' });
    expect(await runId(id)).not.toBe(before);
    expect((await clerk.command(id, 'prepare-plan', planBody(api, 'hn'))).body.process.stage).toBe('reviewing');
  });

  test('the same key does it once; who and why is kept', async () => {
    const { id } = await openedRoad(api, 'hn');
    await act(operator, id, 'rebuild', '恢复数据后重建', 'rebuild-1');
    const run = await runId(id);
    expect((await act(operator, id, 'rebuild', '恢复数据后重建', 'rebuild-1')).status).toBe(200);
    expect(await runId(id)).toBe(run);
    expect(problemIn(await act(operator, id, 'refresh', '恢复数据后重建', 'rebuild-1')).code).toBe('request.key-reused');
    const row = await api.owner.command.findFirstOrThrow({ where: { idempotencyKey: 'rebuild-1' } });
    expect(row).toMatchObject({ name: 'operator-rebuild', personId: 'operator', role: 'operator', body: { reason: '恢复数据后重建' } });
    expect(row.deliveredAt).not.toBeNull();
  });

  test('refresh asks the run to look at its record', async () => {
    const { id } = await openedRoad(api, 'hn');
    expect((await act(operator, id, 'refresh')).body).toEqual({ done: '已请流程重新查看记录' });
  });

  test('retry gives a command that ended in a defect once more, with its old day of receipt', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    const { command } = (await clerk.command(id, 'prepare-plan', planBody(api, 'hn'))).body;
    // As if the worker of that day had had a defect: the command failed, and nothing but its row remains.
    const { sequence: _, ...row } = await api.owner.command.findUniqueOrThrow({ where: { id: command.id } });
    const failed = {
      ...row,
      id: 'failed-1',
      idempotencyKey: null,
      outcome: 'failed',
      name: 'return-plan',
      body: { reason: '须补充' },
      personId: 'hn-head',
    };
    await api.owner.command.create({
      data: { ...failed, opening: undefined, result: { code: 'command.failed' }, receivedAt: '2026-11-20T02:00:00.000Z' } as never,
    });
    await api.owner.process.update({ where: { id }, data: { broken: 'TypeError' } });
    await api.owner.command.update({ where: { id: 'failed-1' }, data: { role: 'head' } });

    expect((await act(operator, id, 'retry')).body).toEqual({ done: '未完成的操作已重新送办' });
    const page = await eventually(async () => {
      const { body } = await clerk.get(`/api/processes/${id}`);
      return body.stage === 'planning' && body;
    });
    expect(page.broken).toBe(false);
    const again = await api.owner.command.findFirstOrThrow({ where: { causeId: 'failed-1' } });
    expect(again).toMatchObject({ outcome: 'accepted', personId: 'hn-head', receivedAt: new Date('2026-11-20T02:00:00.000Z') });
    await act(operator, id, 'retry');
    expect(await api.owner.command.count({ where: { causeId: 'failed-1' } })).toBe(1);
  });
});
