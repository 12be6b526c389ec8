import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Kit, startKit } from '../support/kit.ts';
import { open, openedRoad, planBody, roadBody, stationsOf } from './road.ts';
import { type Api, problemIn, startApi } from './support.ts';

let kit: Kit;
let api: Api;

beforeAll(async () => {
  kit = await startKit();
  api = await startApi({ on: { stored: kit.testDatabase, commands: kit.commands } });
});
afterAll(async () => {
  await api.close();
  await kit.close();
});

describe('opening is refused', () => {
  test.each(['lf-town', 'lf-viewer', 'lf-contractor', 'lf-city', 'lf-clerk-2', 'operator'])(
    'to %s: the purchaser opens its road',
    async (login) => {
      const problem = problemIn(await open(await api.as(login), 'lf'));
      expect(problem).toMatchObject({ code: 'access.forbidden', whoMay: ['购买主体经办人、负责人'] });
    },
  );

  test('for stations of two counties, an office, or one that is none', async () => {
    const clerk = await api.as('hn-clerk');
    const other = { station: 'hn-station-2-1', town: 'hn-town-2-1' };
    const field = async (stations: object[]) => problemIn(await open(clerk, 'hn', { stations })).fields[0].field;
    expect(await field([...stationsOf('hn'), other])).toBe('stations');
    expect(await field([{ station: 'hn-county-1', town: 'hn-town-1-1' }])).toBe('stations.0.station');
    expect(await field([{ station: 'nowhere', town: 'hn-town-1-1' }])).toBe('stations.0.station');
    expect(await field([{ station: 'hn-station-1-1', town: 'hn-town-1-2' }])).toBe('stations.0.town');
    expect(await field([])).toBe('stations');
  });

  test('with parties of the caller’s own: the server finds them', async () => {
    const problem = problemIn(await open(await api.as('hn-clerk'), 'hn', { parties: { purchaser: 'hn-county-2' } }));
    expect(problem).toMatchObject({ code: 'request.invalid', fields: [{ field: 'parties', problem: '没有这个字段' }] });
  });

  test('without a key, or with one that is none', async () => {
    const clerk = await api.as('hn-clerk');
    for (const headers of [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'k'.repeat(101) }, { 'idempotency-key': 'a b' }]) {
      const reply = await clerk.send('POST', '/api/purchase-cycles', { body: roadBody('hn'), headers });
      expect(problemIn(reply).code).toBe('request.key-missing');
    }
  });

  test('where no pack holds', async () => {
    await api.owner.organisation.createMany({
      data: [
        { id: 'far-town', name: '远方镇人民政府', level: 'town' },
        { id: 'far-station', name: '远方镇社会工作服务站', level: 'station', parentId: 'far-town' },
      ],
    });
    const stations = [{ station: 'far-station', town: 'far-town' }];
    expect(problemIn(await open(await api.as('hn-clerk'), 'hn', { stations })).code).toBe('pack.unknown');
  });

  test('under the pack of a single project', async () => {
    await api.owner.organisation.createMany({
      data: [
        { id: 'project-town', name: '项目镇人民政府', level: 'town', packId: 'lx' },
        { id: 'project-station', name: '项目镇社会工作服务站', level: 'station', parentId: 'project-town' },
      ],
    });
    const stations = [{ station: 'project-station', town: 'project-town' }];
    const problem = problemIn(await open(await api.as('hn-clerk'), 'hn', { stations }));
    expect(problem).toMatchObject({ code: 'pack.unknown', detail: '理县灾后老年人服务项目是单个项目，不能据以购买服务' });
  });
});

describe('a command is refused', () => {
  test('to another bureau, its contractor and its town: the process does not exist for them', async () => {
    const { id } = await openedRoad(api, 'hn');
    for (const login of ['hn-clerk-2', 'hn-head-2', 'hn-contractor', 'hn-town-2', 'lf-clerk', 'lf-city']) {
      const stranger = await api.as(login);
      expect(problemIn(await stranger.get(`/api/processes/${id}`)).code).toBe('object.not-found');
      expect(problemIn(await stranger.get(`/api/processes/${id}/timeline`)).code).toBe('object.not-found');
      expect(problemIn(await stranger.get(`/api/processes/${id}/duties/plan.filed`)).code).toBe('object.not-found');
      expect(problemIn(await stranger.command(id, 'prepare-plan', planBody(api, 'hn'), { revision: 1 })).code).toBe('object.not-found');
      expect((await stranger.get('/api/processes')).body.items).toEqual([]);
    }
  });

  test('to a wrong role, with who may', async () => {
    const { id, city } = await openedRoad(api, 'hn');
    const viewer = await api.as('hn-viewer');
    for (const asker of [viewer, city]) {
      const problem = problemIn(await asker.command(id, 'prepare-plan', planBody(api, 'hn')));
      expect(problem).toMatchObject({ code: 'access.forbidden', whoMay: ['购买主体经办人、负责人'] });
    }
    expect((await viewer.get(`/api/processes/${id}`)).body.actions).toEqual([]);
  });

  test('to the same person twice: who prepares does not approve', async () => {
    const { id, head } = await openedRoad(api, 'hn');
    expect((await head.command(id, 'prepare-plan', planBody(api, 'hn'))).status).toBe(200);
    expect(problemIn(await head.command(id, 'approve-plan', { approvedOn: '2026-01-09' })).code).toBe('access.same-person');
  });

  test('in a wrong stage, with what is allowed now', async () => {
    const { id, head } = await openedRoad(api, 'hn');
    const problem = problemIn(await head.command(id, 'approve-plan', { approvedOn: '2026-01-09' }));
    expect(problem).toMatchObject({ code: 'process.wrong-stage', allowedNow: expect.arrayContaining(['提交年度计划']) });
  });

  test('without If-Match, with a strange one, with a stale one', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    const send = async (headers: Record<string, string>) => {
      const options = { body: planBody(api, 'hn'), headers: { 'idempotency-key': crypto.randomUUID(), ...headers } };
      return problemIn(await clerk.send('POST', `/api/processes/${id}/commands/prepare-plan`, options)).code;
    };
    expect(await send({})).toBe('object.revision-missing');
    for (const header of ['1', '*', 'W/"1"', '"x"', '""']) expect(await send({ 'if-match': header })).toBe('request.malformed');
    expect(await send({ 'if-match': '"99"' })).toBe('object.stale');
    expect(await send({ 'if-match': '"0"' })).toBe('object.stale');
  });

  test('with an unknown name, and when only the system gives it', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    for (const name of ['burn', 'constructor', '__proto__'])
      expect(problemIn(await clerk.command(id, name, {})).code).toBe('command.unknown');
    const body = { contractId: 'c', endedOn: '2026-01-01' };
    expect(problemIn(await clerk.command(id, 'record-contract-ended', body)).code).toBe('access.forbidden');
  });

  test('with a body that is not its own', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    const problem = problemIn(await clerk.command(id, 'prepare-plan', { preparedOn: '2026-02-30', contents: 'all', more: 1 }));
    expect(problem.fields.map(({ field }: { field: string }) => field).toSorted()).toEqual(['contents', 'documents', 'more', 'preparedOn']);
    const nul = { ...planBody(api, 'hn'), documents: [{ name: '年度\u0000计划' }] };
    expect(problemIn(await clerk.command(id, 'prepare-plan', nul)).fields[0].field).toBe('documents.0.name');
  });

  test('by policy: a day to come, contents that are missing', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    const future = { ...planBody(api, 'hn'), preparedOn: '2098-01-05' };
    expect(problemIn(await clerk.command(id, 'prepare-plan', future)).code).toBe('policy.date-in-future');
    const empty = { ...planBody(api, 'hn'), contents: [] };
    expect(problemIn(await clerk.command(id, 'prepare-plan', empty)).code).toBe('policy.document-missing');
  });

  test('once the process is over', async () => {
    const { id, clerk, head } = await openedRoad(api, 'hn');
    expect((await head.command(id, 'end', { reason: '不再购买' })).body.process).toMatchObject({ ended: true });
    expect(problemIn(await clerk.command(id, 'prepare-plan', planBody(api, 'hn'))).code).toBe('process.closed');
  });
});

describe('a command is accepted', () => {
  test('an opening: the parties come from the tree and the pack, the pack is pinned', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    const { body, headers } = await clerk.get(`/api/processes/${id}`);
    expect(headers.get('etag')).toBe(`"${body.revision}"`);
    expect(body).toMatchObject({ kind: 'purchase-cycle', packId: 'hn', cycleId: id, stage: 'planning', title: '乡镇社工站购买服务' });
    const parties = Object.fromEntries(
      body.parties.map((party: { function: string; organisation: { id: string } }) => [party.function, party.organisation.id]),
    );
    expect(parties).toMatchObject({
      purchaser: 'hn-county-1',
      superior: 'hn-city',
      upper: 'hn-province',
      town: 'hn-town-1-1',
      station: 'hn-station-1-1',
      finance: 'hn-finance-1',
    });
    expect(body.actions.map(({ command }: { command: string }) => command)).toContain('prepare-plan');
    expect(body.duties.find(({ key }: { key: string }) => key.startsWith('plan.filed'))).toMatchObject({
      slot: 'plan.filed',
      ruleId: 'HN-10',
      owedByMe: true,
    });
  });

  test('an opening by a town, where the pack lets towns purchase for themselves', async () => {
    const town = await api.as('hn-town');
    const { body } = await open(town, 'hn');
    expect(body.process).toMatchObject({ waitsFor: 'purchaser', waitingForName: '石桥镇人民政府' });
    const page = (await town.get(`/api/processes/${body.process.id}`)).body;
    expect(page.parties.find((party: { function: string }) => party.function === 'superior').organisation.id).toBe('hn-county-1');
  });

  test('the revision goes on, and with it what is waited for', async () => {
    const { id, clerk, head, city } = await openedRoad(api, 'lf');
    const prepared = await clerk.command(id, 'prepare-plan', planBody(api, 'lf'));
    expect(prepared.body).toMatchObject({ command: { outcome: 'accepted' }, process: { stage: 'reviewing' } });
    expect(prepared.headers.get('etag')).toBe(`"${prepared.body.process.revision}"`);
    const approved = await head.command(id, 'approve-plan', { approvedOn: '2026-01-09' });
    expect(approved.body.process).toMatchObject({ stage: 'filing', waitsFor: 'superior', waitingForName: '临汾市（演示）民政局' });
    expect((await city.command(id, 'file-plan', { filedOn: '2026-01-12' })).body.process.stage).toBe('planned');
  });

  test('its ledger row tells the one who gave it what became of it, and nobody else', async () => {
    const { id, clerk, head } = await openedRoad(api, 'hn');
    const { command } = (await clerk.command(id, 'prepare-plan', planBody(api, 'hn'))).body;
    const { body } = await clerk.get(`/api/commands/${command.id}`);
    expect(body).toMatchObject({
      id: command.id,
      name: 'prepare-plan',
      processId: id,
      outcome: 'accepted',
      recordedAt: expect.any(String),
    });
    expect(problemIn(await head.get(`/api/commands/${command.id}`)).code).toBe('object.not-found');
  });
});

describe('a command comes twice', () => {
  test('an opening with one key opens one road, even at the same moment', async () => {
    const clerk = await api.as('hn-clerk');
    const replies = await Promise.all(Array.from({ length: 6 }, () => open(clerk, 'hn', {}, 'road-key-1')));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(replies.map(({ body }) => body.process.id)).size).toBe(1);
    expect(await api.owner.command.count({ where: { idempotencyKey: 'road-key-1' } })).toBe(1);
  });

  test('a command with one key is done once and answered twice, although the process has moved on', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    const first = await clerk.command(id, 'prepare-plan', planBody(api, 'hn'), { key: 'plan-key-1' });
    const second = await clerk.command(id, 'prepare-plan', planBody(api, 'hn'), { key: 'plan-key-1', revision: 1 });
    expect(second.status).toBe(200);
    expect(second.body.command).toEqual(first.body.command);
    expect(second.body.process.revision).toBe(first.body.process.revision);
  });

  test('the same key with another body, another command or another process is refused', async () => {
    const { id, clerk } = await openedRoad(api, 'hn');
    const other = await openedRoad(api, 'hn');
    await clerk.command(id, 'prepare-plan', planBody(api, 'hn'), { key: 'plan-key-2' });
    const again = async (processId: string, body: object) =>
      problemIn(await clerk.command(processId, 'prepare-plan', body, { key: 'plan-key-2' })).code;
    expect(await again(id, { ...planBody(api, 'hn'), preparedOn: '2026-01-07' })).toBe('request.key-reused');
    expect(await again(other.id, planBody(api, 'hn'))).toBe('request.key-reused');
    expect(problemIn(await open(clerk, 'hn', {}, 'plan-key-2')).code).toBe('request.key-reused');
  });

  test('two people at the same revision: one is first, the other is told', async () => {
    const { id, clerk, head } = await openedRoad(api, 'hn');
    const revision = (await clerk.get(`/api/processes/${id}`)).body.revision;
    const replies = await Promise.all([clerk, head].map((asker) => asker.command(id, 'prepare-plan', planBody(api, 'hn'), { revision })));
    const statuses = replies.map(({ status }) => status).toSorted();
    expect(statuses[0]).toBe(200);
    expect([409, 412]).toContain(statuses[1]);
  });
});
