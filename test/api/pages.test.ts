import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyJsonSchema, fieldsOfKind, type JsonSchema } from '../../api/command-schemas.ts';
import { choiceName } from '../../api/presenters/choices.ts';
import { PROCESS_KINDS } from '../../domain/ids.ts';
import { COMMAND_SCHEMAS } from '../../domain/schema/registry.ts';
import { eventually, type Kit, startKit } from '../support/kit.ts';
import { openedRoad, planBody, roadBody } from './road.ts';
import { type Api, type Asker, type Json, problemIn, startApi } from './support.ts';

let kit: Kit;
let api: Api;
let road: Awaited<ReturnType<typeof openedRoad>>;
let procurement: string;

beforeAll(async () => {
  kit = await startKit();
  api = await startApi({ on: { stored: kit.testDatabase, commands: kit.commands } });
  road = await openedRoad(api, 'lf');
  await road.clerk.command(road.id, 'prepare-plan', planBody(api, 'lf'));
  await road.head.command(road.id, 'approve-plan', { approvedOn: '2026-01-09' });
  await road.city.command(road.id, 'file-plan', { filedOn: '2026-01-12', number: '临民备〔2026〕3号' });
  await road.clerk.command(road.id, 'start-procurement', { startedOn: '2026-01-13' });
  procurement = await eventually(async () => {
    const { body } = await road.clerk.get(`/api/processes?cycleId=${road.id}&kind=procurement`);
    return body.items[0]?.id;
  });
});
afterAll(async () => {
  await api.close();
  await kit.close();
});

const page = async (asker: Asker, id: string): Promise<Json> => (await asker.get(`/api/processes/${id}`)).body;

describe('the page of a process', () => {
  test('stages on the ordinary way, without those aside', async () => {
    const { stages } = await page(road.clerk, road.id);
    expect(stages.map(({ code, state }: Json) => `${code} ${state}`)).toEqual([
      'planning done',
      'reviewing done',
      'filing done',
      'planned done',
      'procuring now',
      'contracting ahead',
      'performing ahead',
      'renewing ahead',
    ]);
  });

  test('related processes lead both ways', async () => {
    expect((await page(road.clerk, road.id)).related.map(({ id }: Json) => id)).toEqual([procurement]);
    expect((await page(road.clerk, procurement)).related.map(({ id }: Json) => id)).toEqual([road.id]);
  });

  test('facts are named, and names stand for ids', async () => {
    const { state } = await page(road.clerk, road.id);
    expect(state.facts).toContainEqual({ label: '预算金额', value: '240,000.00 元' });
    expect(JSON.stringify(state)).not.toMatch(/lf-|"(planYear|first)/);
  });

  test('each sees only what they may do', async () => {
    const commands = async (login: string) => (await page(await api.as(login), procurement)).actions.map(({ command }: Json) => command);
    expect(await commands('lf-clerk')).toContain('fix-plan');
    for (const login of ['lf-viewer', 'lf-city', 'lf-province', 'lf-town', 'operator']) expect(await commands(login)).toEqual([]);
  });

  test('a duty explains its day: clause and words, trigger, default, each day walked', async () => {
    const { duties } = await page(road.clerk, road.id);
    const filed = duties.find(({ slot }: Json) => slot === 'plan.filed');
    expect(filed).toMatchObject({
      status: 'met',
      metOn: '2026-01-09',
      owesName: '槐荫县民政局',
      trigger: { eventName: '计划年度开始', date: '2026-01-01' },
    });
    const { body } = await road.clerk.get(`/api/processes/${road.id}/duties/${filed.key}`);
    expect(body).toMatchObject({
      rule: { id: 'LF-56', basis: { source: '003', line: 695 } },
      default: { id: 'Q-24' },
      mode: 'fixed',
      strict: '2026-01-31',
      due: '2026-02-02',
      safe: '2026-01-30',
    });
    expect(body.trace.map(({ date, whyName }: Json) => `${date} ${whyName}`)).toEqual([
      '2026-01-01 起算日，不计入',
      '2026-01-31 规定的日期',
      '2026-02-01 周末',
      '2026-02-02 工作日',
    ]);
    expect(problemIn(await road.clerk.get(`/api/processes/${road.id}/duties/nothing`)).code).toBe('object.not-found');
  });
});

describe('the timeline', () => {
  test('tells in words what was done, the newest first', async () => {
    const { items } = (await road.clerk.get(`/api/processes/${road.id}/timeline`)).body;
    const done = items.filter(({ by }: Json) => by.role !== '系统').map(({ label }: Json) => label);
    expect(done).toEqual(['启动采购', '准予备案', '审定年度计划', '提交年度计划', '发起采购周期']);
    const filed = items.find(({ label }: Json) => label === '准予备案');
    expect(filed.data).toEqual([
      { label: '备案日期', value: '2026-01-12' },
      { label: '备案号', value: '临民备〔2026〕3号' },
    ]);
    const prepared = items.find(({ label }: Json) => label === '提交年度计划');
    expect(prepared.data).toContainEqual({ label: '计划文件', value: '年度实施计划' });
    expect(prepared.data.find(({ label }: Json) => label === '计划内容').value).toMatch(/项目背景、/);
  });

  test('names colleagues; others act for their organisation', async () => {
    const by = async (asker: Asker) => {
      const { items } = (await asker.get(`/api/processes/${road.id}/timeline`)).body;
      return Object.fromEntries(items.map((item: Json) => [item.label, item.by]));
    };
    expect(await by(road.clerk)).toMatchObject({
      提交年度计划: { person: '张示例', organisation: '槐荫县民政局', role: '经办人' },
      准予备案: { organisation: '临汾市（演示）民政局', role: '经办人' },
    });
    expect((await by(road.clerk)).准予备案).not.toHaveProperty('person');
    expect((await by(road.city)).提交年度计划).not.toHaveProperty('person');
  });

  test('an operator sees that something happened, not what', async () => {
    const { items } = (await (await api.as('operator')).get(`/api/processes/${road.id}/timeline`)).body;
    expect(items.length).toBeGreaterThanOrEqual(5);
    expect(items.every(({ data, by }: Json) => data.length === 0 && !by.person)).toBe(true);
  });
});

describe('forms', () => {
  test.each(PROCESS_KINDS.flatMap((kind) => Object.keys(COMMAND_SCHEMAS[kind]).map((command) => [kind, command] as const)))(
    '%s %s can be drawn: every field has a title, every list its items',
    async (kind, command) => {
      const { status, body } = await road.clerk.get(`/api/forms/${kind}/${command}`);
      expect(status).toBe(200);
      expect(body.label).not.toBe(command);
      expect(body.effect).not.toBe('');
      const untitled = Object.entries<Json>(body.schema.properties ?? {}).filter(([, field]) => !field.title || !field.description);
      expect(untitled.map(([name]) => name)).toEqual([]);
      for (const [slot, items] of Object.entries<Json>(body.checklists)) {
        if (api.services.packs.policy('lf').rules(slot as never).length > 0) expect(items.length).toBeGreaterThan(0);
      }
    },
  );

  test('every code that a field may hold has a name', () => {
    const codes = (schema: JsonSchema): unknown[] => [
      ...(schema.enum ?? []),
      ...[...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : []), ...(schema.anyOf ?? [])].flatMap(codes),
    ];
    const all = PROCESS_KINDS.flatMap((kind) => Object.values(fieldsOfKind(kind)).flatMap(codes));
    expect(all.length).toBeGreaterThan(20);
    expect(all.map(String).filter((code) => choiceName(code) === undefined)).toEqual([]);
    expect(bodyJsonSchema('contract', 'burn')).toBeUndefined();
  });

  test('what the process knows is filled in; another kind, or another bureau, gets nothing', async () => {
    const { body } = await road.clerk.get(`/api/forms/procurement/publish?processId=${procurement}`);
    expect(body.checklists['procurement.published-items'].length).toBe(5);
    expect(problemIn(await road.clerk.get(`/api/forms/contract/sign?processId=${procurement}`)).code).toBe('object.not-found');
    const stranger = await api.as('hn-clerk');
    expect(problemIn(await stranger.get(`/api/forms/procurement/publish?processId=${procurement}`)).code).toBe('object.not-found');
  });

  test('grades are those of the pack, from the highest', async () => {
    const { options } = (await road.clerk.get('/api/forms/evaluation/grade')).body;
    expect(options.grade.map(({ value }: Json) => value)).toEqual(['优秀', '合格', '不合格']);
  });
});

describe('the preview of a road', () => {
  test('is refused for what cannot be opened', async () => {
    const reply = await road.clerk.send('POST', '/api/purchase-cycles/preview', { body: { ...roadBody('lf'), planYear: 1999 } });
    expect(problemIn(reply).fields[0]).toMatchObject({ field: 'planYear', received: 1999 });
  });

  test('lists parties and dates; each date explains itself', async () => {
    const assumed = { awardNoticeOn: '2026-02-12', signedOn: '2026-03-02' };
    const { body } = await road.clerk.send('POST', '/api/purchase-cycles/preview', { body: { ...roadBody('lf'), assumed } });
    expect(body.parties).toContainEqual({ label: '上级民政部门', value: '临汾市（演示）民政局', organisationId: 'lf-city' });
    const copy = body.dates.find(({ slot }: Json) => slot === 'contract.copy-filed');
    expect(copy).toMatchObject({
      due: '2026-03-23',
      assumed: true,
      when: '合同签订后15个工作日内',
      owesName: '槐荫县民政局',
      rule: { id: 'LF-71' },
      modeName: '按工作日计算',
      trigger: { eventName: '合同签订', date: '2026-03-02' },
    });
    expect(copy.trace.filter(({ counted }: Json) => counted)).toHaveLength(15);
  });

  test('without suppositions the dates that depend on them are open, and nothing is written', async () => {
    const before = await api.owner.command.count();
    const { body } = await road.clerk.send('POST', '/api/purchase-cycles/preview', {
      body: { planYear: 2026, stations: [{ station: 'lf-station-1-1', town: 'lf-town-1-1' }] },
    });
    expect(body.dates.find(({ slot }: Json) => slot === 'contract.sign')).toMatchObject({
      due: null,
      when: '中标(成交)通知书发出后30日内',
      trace: [],
    });
    expect(await api.owner.command.count()).toBe(before);
  });
});
