import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Kit, startKit } from '../support/kit.ts';
import { type Api, type Asker, type Json, problemIn, startApi } from './support.ts';

let kit: Kit;
let api: Api;

beforeAll(async () => {
  kit = await startKit();
  api = await startApi({ on: { stored: kit.testDatabase, commands: kit.commands } });
  await api.owner.worker.update({ where: { personId: 'hn-contractor-1-worker-1' }, data: { stationId: 'hn-station-1-1' } });
});
afterAll(async () => {
  await api.close();
  await kit.close();
});

const roster = async (login: string, query = '') =>
  (await (await api.as(login)).get(`/api/workers${query}`)).body.items.map(({ id }: Json) => id);

describe('the roster', () => {
  test('is not for operators, nor for whoever has nothing to do with the workers', async () => {
    expect(problemIn(await (await api.as('operator')).get('/api/workers')).code).toBe('access.forbidden');
    for (const login of ['hn-contractor-2', 'hn-clerk-2', 'hn-town-2', 'lf-clerk', 'hn-evaluator']) {
      expect(await roster(login, '?employerId=hn-contractor-1')).toEqual([]);
    }
  });

  test('is for the employer, and for those above the station where somebody serves', async () => {
    expect(await roster('hn-contractor')).toHaveLength(6);
    for (const login of ['hn-clerk', 'hn-city', 'hn-town', 'hn-worker']) expect(await roster(login)).toEqual(['hn-contractor-1-worker-1']);
  });

  test('can be searched by a part of a name', async () => {
    const [{ name }] = (await (await api.as('hn-contractor')).get('/api/workers?limit=1')).body.items;
    expect(await roster('hn-contractor', `?q=${encodeURIComponent(name)}`)).toHaveLength(1);
    expect(await roster('hn-contractor', '?q=%25')).toEqual([]);
  });

  test('keeps who has read which name, and nothing for names that were not shown', async () => {
    await api.owner.accessLog.deleteMany();
    await roster('hn-clerk');
    await roster('hn-clerk-2');
    const rows = await api.owner.accessLog.findMany();
    expect(rows).toEqual([
      expect.objectContaining({
        personId: 'hn-clerk',
        organisationId: 'hn-county-1',
        object: 'worker',
        objectId: 'hn-contractor-1-worker-1',
      }),
    ]);
  });
});

describe('the directory', () => {
  test('shows the tree by level, parent and name', async () => {
    const clerk = await api.as('hn-clerk');
    const ids = async (query: string) => (await clerk.get(`/api/organisations?${query}`)).body.items.map(({ id }: Json) => id);
    expect(await ids('parentId=hn-city')).toEqual(expect.arrayContaining(['hn-county-1', 'hn-county-2']));
    expect(await ids(`level=contractor&q=${encodeURIComponent('微光')}`)).toEqual(['hn-contractor-2']);
    expect(problemIn(await clerk.get('/api/organisations?level=planet')).fields[0]).toMatchObject({ field: 'level', received: 'planet' });
  });

  test('tells of a contractor what the gates ask', async () => {
    const { body } = await (await api.as('hn-clerk')).get('/api/organisations/hn-contractor-3');
    expect(body.facts).toContainEqual({ label: '违规记录', value: '有' });
    expect(body.facts).toContainEqual({ label: '在民政部门登记', value: '否' });
    expect((await (await api.as('hn-clerk')).get('/api/organisations/hn-county-1')).body).toMatchObject({
      parent: { id: 'hn-city' },
      facts: [],
    });
  });
});

describe('the inbox', () => {
  let mine: Asker;
  beforeAll(async () => {
    mine = await api.as('hn-clerk');
    const line = { label: '签订合同', title: '某站服务', due: '2026-03-16', overdue: false, provisional: false, processId: 'p', key: 'k' };
    const rungs = ['opening', 'before-0-working-day', 'before-3-working-day', 'before-6-month', 'overdue-5'];
    const lines = rungs.map((rung) => ({ ...line, rung }));
    const digest = { morning: '2026-03-11', title: '今日提醒', lines };
    await api.owner.notification.createMany({
      data: [
        { id: 'mine', personId: 'hn-clerk', ...digest },
        { id: 'theirs', personId: 'hn-head', ...digest },
      ],
    });
  });

  test("somebody else's digest does not exist", async () => {
    expect(problemIn(await mine.send('POST', '/api/inbox/theirs/read')).code).toBe('object.not-found');
    expect((await mine.get('/api/inbox')).body.items.map(({ id }: Json) => id)).toEqual(['mine']);
  });

  test('the first reading counts', async () => {
    expect((await mine.get('/api/inbox')).body.items[0]).toMatchObject({
      readAt: null,
      lines: ['期限已开始计算', '今天是稳妥日', '距稳妥日 3 个工作日', '距稳妥日 6 个月', '已逾期 5 个工作日'].map((daysText) => ({
        label: '签订合同',
        processTitle: '某站服务',
        processId: 'p',
        key: 'k',
        daysText,
      })),
    });
    expect((await mine.send('POST', '/api/inbox/mine/read')).status).toBe(204);
    const first = (await mine.get('/api/inbox')).body.items[0].readAt;
    expect(first).toEqual(expect.any(String));
    await mine.send('POST', '/api/inbox/mine/read');
    expect((await mine.get('/api/inbox')).body.items[0].readAt).toBe(first);
  });
});

describe('a referral', () => {
  const body = { receiver: 'hn-station-2-1', caseReference: 'SQ-2026-001', minor: false, condition: '迁出本站服务区域', reason: '迁居' };
  const open = async (login: string, more: object = {}) =>
    await (await api.as(login)).send('POST', '/api/referrals', {
      body: { ...body, ...more },
      headers: { 'idempotency-key': crypto.randomUUID() },
    });

  test('is opened by a station worker, to a receiver that exists', async () => {
    expect(problemIn(await open('hn-viewer')).code).toBe('access.forbidden');
    expect(problemIn(await open('hn-worker', { receiver: 'nowhere' })).fields[0]).toMatchObject({ field: 'receiver', received: 'nowhere' });
  });

  test('is seen by sender and receiver and those above them, and by nobody else', async () => {
    const reply = await open('hn-worker');
    expect(reply.status).toBe(201);
    const { id } = reply.body.process;
    for (const login of ['hn-worker', 'hn-clerk', 'hn-clerk-2', 'hn-city'])
      expect((await (await api.as(login)).get(`/api/processes/${id}`)).status).toBe(200);
    for (const login of ['hn-worker-2', 'hn-town-2', 'hn-contractor', 'lf-clerk'])
      expect((await (await api.as(login)).get(`/api/processes/${id}`)).status).toBe(404);
  });
});
