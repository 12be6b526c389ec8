import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BureauDraft } from '../../domain/bureau.ts';
import { exampleOf } from '../../stack/bureau-example.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { type Api, type Asker, askerOf, type Json, problemIn, type Reply, startApi } from './support.ts';

let kit: Kit;
let api: Api;
let operator: Asker;

beforeAll(async () => {
  kit = await startKit();
  api = await startApi({ on: { stored: kit.testDatabase, commands: kit.commands } });
  operator = await api.as('operator');
});
afterAll(async () => {
  await api.close();
  await kit.close();
});

const MARKS: Record<string, string> = { 不: 'no', 预览: 'look', 新: 'new', 别: 'else', 同时: 'both', 甲: 'one', 乙: 'two' };

/** A complete draft; the mark keeps its names and logins apart from those of other tests. */
function draftFor(mark: keyof typeof MARKS, pack = 'gz'): BureauDraft {
  const { packs } = api.services;
  const found = packs.packs.get(pack);
  if (!found) throw new Error(`no pack ${pack}`);
  const { organisations, towns, accounts, packId } = exampleOf(found, packs.policy(pack));
  return {
    packId,
    organisations: organisations.map((one) => ({ ...one, name: `${mark}${one.name}` })),
    towns,
    accounts: accounts.map((one) => ({ ...one, login: `${MARKS[mark]}.${one.login}` })),
  };
}

const setUp = async (body: unknown, key: string = crypto.randomUUID(), asker = operator): Promise<Reply> =>
  await asker.send('POST', '/api/bureaus', { body, headers: { 'idempotency-key': key } });
const preview = async (body: unknown, asker = operator): Promise<Reply> => await asker.send('POST', '/api/bureaus/preview', { body });
const counts = async () =>
  await Promise.all([api.owner.organisation.count(), api.owner.person.count(), api.owner.account.count(), api.owner.membership.count()]);
const fieldsOf = (reply: Reply): string[] => problemIn(reply).fields.map(({ field }: Json) => field);

/** Signs in with an account and password, as the sign-in page does. */
async function signIn(login: string, password: string): Promise<Reply> {
  return await api.nobody.send('POST', '/api/session', { body: { login, password } });
}
const askerFrom = (reply: Reply): Asker => askerOf(api.url, (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '');

describe('what is refused', () => {
  test.each(['hn-clerk', 'hn-head', 'hn-province-head', 'hn-viewer'])('%s: bureaus are set up by operators', async (login) => {
    const asker = await api.as(login);
    expect(problemIn(await setUp(draftFor('不'), 'no', asker)).code).toBe('access.forbidden');
    expect(problemIn(await preview(draftFor('不'), asker)).code).toBe('access.forbidden');
  });

  test('nobody, and without a key', async () => {
    expect(problemIn(await setUp(draftFor('不'), 'no', api.nobody)).code).toBe('access.signed-out');
    expect(problemIn(await operator.send('POST', '/api/bureaus', { body: draftFor('不') })).code).toBe('request.key-missing');
  });

  test('a pack that does not exist, and a project', async () => {
    expect(problemIn(await setUp({ ...draftFor('不'), packId: 'nowhere' })).code).toBe('pack.unknown');
    expect(fieldsOf(await setUp({ ...draftFor('不'), packId: 'lx' }))).toEqual(['packId']);
  });

  test('names that are too long, empty or cannot be stored, a login that nobody can type, more than 300 towns', async () => {
    const draft = draftFor('不');
    const [first, ...rest] = draft.organisations;
    const named = (name: string) => ({ ...draft, organisations: [{ ...first, name }, ...rest] });
    expect(fieldsOf(await setUp(named('名'.repeat(101))))).toEqual(['organisations.0.name']);
    expect(fieldsOf(await setUp(named(' ')))).toEqual(['organisations.0.name']);
    expect(fieldsOf(await setUp(named('省\u0000厅')))).toEqual(['organisations.0.name']);
    const [account] = draft.accounts;
    expect(fieldsOf(await setUp({ ...draft, accounts: [{ ...account, login: '张三' }] }))).toEqual(['accounts.0.login']);
    expect(fieldsOf(await setUp({ ...draft, accounts: [{ ...account, role: 'operator' }] }))).toEqual(['accounts.0.role']);
    const towns = Array.from({ length: 301 }, (_, at) => ({ key: `t-${at}`, parent: 'county', name: `第${at}镇` }));
    const tooMany = problemIn(await setUp({ ...draft, towns }));
    expect(tooMany.fields).toEqual([expect.objectContaining({ field: 'towns', problem: '一次最多设300个乡镇(街道)' })]);
  });

  test('a login that is taken, and names that stand at the top already; nothing is written', async () => {
    const before = await counts();
    const draft = draftFor('不');
    const taken = { ...draft, accounts: draft.accounts.map((one, at) => (at === 0 ? { ...one, login: 'hn-clerk' } : one)) };
    expect(fieldsOf(await setUp(taken))).toEqual(['accounts.0.login']);
    const standing = {
      ...draft,
      organisations: draft.organisations.map((one) => (one.key === 'province' ? { ...one, name: '贵州省（演示）民政厅' } : one)),
    };
    expect(fieldsOf(await setUp(standing))).toContain('organisations.0.name');
    expect(await counts()).toEqual(before);
    expect(await api.owner.command.count({ where: { kind: 'bureau' } })).toBe(0);
  });
});

describe('the preview', () => {
  test('shows the tree in the words of the place, and who fills which role under which rule', async () => {
    const { body } = await preview(draftFor('预览'));
    expect(body.problems).toEqual([]);
    expect(body.pack).toEqual({ id: 'gz', name: '贵州省', version: '1' });
    expect(body.tree.map(({ depth, levelName, name }: Json) => [depth, levelName, name])).toEqual([
      [0, '省民政厅', '预览示例省民政厅'],
      [1, '市(州)民政局', '预览示例市民政局'],
      [2, '县(市、区)民政局', '预览示例县民政局'],
      [3, '财政部门', '预览示例县财政局'],
      [3, '街道', '示例一镇人民政府'],
      [4, '社工站', '示例一镇社会工作服务站'],
      [3, '街道', '示例二镇人民政府'],
      [4, '社工站', '示例二镇社工站'],
      [3, '街道', '示例三街道办事处'],
      [0, '承接机构', '预览示例社会工作服务中心'],
    ]);
    const [purchaser] = body.roles;
    expect(purchaser).toEqual({
      title: '购买主体',
      organisations: ['预览示例县民政局'],
      instead: null,
      reason: { ruleId: 'GZ-16', defaultId: null, inWords: 'GZ-16 县级签订服务协议' },
    });
    expect(body.roles.at(-1)).toMatchObject({
      title: '承接机构',
      organisations: [],
      instead: '办理时确定',
      reason: { inWords: '由采购结果确定' },
    });
    expect(body.acting[0]).toEqual({ key: 'county', name: '预览示例县民政局', functions: ['购买主体', '合同签订方'] });
  });

  test('names the default where the pack is silent', async () => {
    const { body } = await preview(draftFor('预览', 'sx'));
    expect(body.roles[0].reason).toMatchObject({ ruleId: null, defaultId: 'Q-62', inWords: expect.stringContaining('默认值 (Q-62)') });
    expect(body.roles).toContainEqual(
      expect.objectContaining({ title: '财政部门', reason: expect.objectContaining({ inWords: '按机构层级' }) }),
    );
  });

  test('tells what is wrong, and who acts although nobody signs in for it yet; a tree that does not stand has no roles', async () => {
    const draft = draftFor('预览');
    const early = (await preview({ ...draft, accounts: [] })).body;
    expect(early.acting).toHaveLength(4);
    expect(early.problems.every(({ field }: Json) => field === 'accounts')).toBe(true);
    const broken = (await preview({ ...draft, accounts: [], organisations: draft.organisations.filter(({ key }) => key !== 'city') })).body;
    expect(broken).toMatchObject({ roles: [], acting: [], problems: [expect.objectContaining({ field: 'organisations.1.parent' })] });
    expect(broken.tree).toHaveLength(9);
  });

  test('shows what hangs in a ring', async () => {
    const draft = draftFor('预览');
    const ring = draft.organisations.map((one) => (one.key === 'city' ? { ...one, parent: 'county' } : one));
    const { body } = await preview({ ...draft, organisations: ring });
    expect(body.tree).toHaveLength(10);
    expect(body.problems[0].field).toBe('organisations.1.parent');
  });
});

describe('a bureau that was set up', () => {
  let draft: BureauDraft;
  let first: Reply;

  beforeAll(async () => {
    draft = draftFor('新');
    first = await setUp(draft, 'bureau-1');
    expect(first.status).toBe(201);
  });

  const passwordOf = (login: string): string => first.body.accounts.find((one: Json) => one.login === login).password;

  test('stands with its pack at the top, its region, its stations; outside it the contractor', async () => {
    expect(first.body).toMatchObject({ name: '新示例省民政厅', packId: 'gz', organisations: 10, stations: 2, passwordsShown: true });
    const rows = await api.owner.organisation.findMany({ where: { name: { startsWith: '新' } } });
    const top = rows.find(({ id }) => id === first.body.id);
    expect(top).toMatchObject({ level: 'province', parentId: null, packId: 'gz', region: 'CN', rehearsal: false });
    expect(rows.filter(({ packId }) => packId !== null)).toHaveLength(1);
    const contractor = rows.find(({ level }) => level === 'contractor');
    expect(contractor).toMatchObject({ parentId: null, facts: expect.objectContaining({ rating: 3, registeredWithCivilAffairs: true }) });
    expect(rows.find(({ name }) => name === '新示例县财政局')?.facts).toEqual({ department: 'finance' });
  });

  test('keeps passwords as argon2id only; neither the ledger nor the log knows them, nor the names of people', async () => {
    const accounts = await api.owner.account.findMany({ where: { login: { startsWith: 'new.' } } });
    expect(accounts).toHaveLength(draft.accounts.length);
    expect(accounts.every(({ passwordHash, demo }) => passwordHash.startsWith('$argon2id$') && !demo)).toBe(true);
    const entry = await api.owner.command.findFirstOrThrow({ where: { idempotencyKey: 'bureau-1' } });
    expect(entry).toMatchObject({
      kind: 'bureau',
      name: 'set-up',
      personId: 'operator',
      role: 'operator',
      outcome: 'accepted',
      processId: first.body.id,
    });
    const kept = JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? String(value) : value)) + api.log.join('');
    for (const { password } of first.body.accounts) expect(kept).not.toContain(password);
    expect(kept).not.toContain('经办人姓名');
  });

  test('a clerk signs in with the one-time password and starts a purchase cycle for a new station', async () => {
    expect(problemIn(await signIn('new.gz.county.clerk', 'wrong-password')).code).toBe('access.bad-credentials');
    const signedIn = await signIn('new.gz.county.clerk', passwordOf('new.gz.county.clerk'));
    expect(signedIn.status).toBe(200);
    const clerk = askerFrom(signedIn);
    const station = await api.owner.organisation.findFirstOrThrow({
      where: { level: 'station', parent: { parent: { name: '新示例县民政局' } } },
    });
    const body = {
      title: '新站购买服务',
      planYear: 2026,
      stations: [{ station: station.id, town: station.parentId }],
      amountBudgetYuan: 100_000,
    };
    const opened = await clerk.send('POST', '/api/purchase-cycles', { body, headers: { 'idempotency-key': 'cycle-1' } });
    expect(opened.status).toBe(201);
    const parties = await api.owner.processParty.findMany({ where: { processId: opened.body.process.id } });
    const names = new Map((await api.owner.organisation.findMany()).map(({ id, name }) => [id, name]));
    expect(Object.fromEntries(parties.map((one) => [one.function, names.get(one.organisationId)]))).toMatchObject({
      purchaser: '新示例县民政局',
      organiser: '新示例省民政厅',
      superior: '新示例市民政局',
      finance: '新示例县财政局',
    });
  });

  test('the same key again answers the same, sets nothing up and says that the passwords cannot be shown again', async () => {
    const before = await counts();
    const again = await setUp(draft, 'bureau-1');
    expect(again.status).toBe(201);
    expect(again.body).toMatchObject({
      id: first.body.id,
      organisations: 10,
      passwordsShown: false,
      note: expect.stringContaining('不能再次显示'),
    });
    expect(again.body.accounts.map(({ login, password }: Json) => [login, password])).toEqual(
      draft.accounts.map(({ login }) => [login, null]),
    );
    expect(await counts()).toEqual(before);
    expect((await signIn('new.gz.county.head', passwordOf('new.gz.county.head'))).status).toBe(200);
  });

  test('the same key for something else, and another key for the same', async () => {
    expect(problemIn(await setUp(draftFor('别'), 'bureau-1')).code).toBe('request.key-reused');
    expect(fieldsOf(await setUp(draft, 'bureau-2'))).toEqual(expect.arrayContaining(['organisations.0.name', 'accounts.0.login']));
  });

  test('the same key twice at the same moment sets it up once', async () => {
    const twice = draftFor('同时');
    const replies = await Promise.all([setUp(twice, 'bureau-3'), setUp(twice, 'bureau-3')]);
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(replies.map(({ body }) => body.passwordsShown).sort()).toEqual([false, true]);
    expect(await api.owner.organisation.count({ where: { name: '同时示例省民政厅' } })).toBe(1);
  });

  test('two that want one login at the same moment: one of them is told so', async () => {
    const [one, other] = [draftFor('甲'), draftFor('乙')];
    const replies = await Promise.all([setUp(one), setUp({ ...other, accounts: one.accounts })]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422]);
    const refused = replies.find(({ status }) => status === 422);
    expect(refused && fieldsOf(refused)).toContain('accounts.0.login');
  });
});

describe('what is put under a bureau that stands', () => {
  const county = (mark: string, under: string): BureauDraft => ({
    packId: 'gz',
    under,
    organisations: [{ key: 'x', level: 'county', name: `${mark}县民政局` }],
    towns: [{ key: 't', parent: 'x', name: '新区街道办事处' }],
    accounts: (['clerk', 'head'] as const).map((role) => ({ organisation: 'x', role, login: `${MARKS[mark]}-x-${role}`, name: '李示例' })),
  });

  test.each([
    ['nothing', 'nowhere', '没有这个机构'],
    ['another policy', 'hn-city', '这个机构适用另一个政策包'],
    ['no policy', 'gz-contractor-1', '这个机构没有适用的政策包'],
    ['a department', 'gz-finance-1', '不能设在部门之下'],
    ['a rehearsal', 'gz-rehearsal-city', '演练机构之下不能新设机构'],
  ])('not under %s', async (_what, under, problem) => {
    expect(problemIn(await setUp(county('不', under))).fields).toEqual([{ field: 'under', problem, received: under }]);
    expect((await preview(county('不', under))).body).toMatchObject({ roles: [], problems: [{ field: 'under', problem }] });
  });

  test('nor beside a namesake', async () => {
    const draft = county('不', 'gz-city');
    expect(fieldsOf(await setUp({ ...draft, organisations: [{ key: 'x', level: 'county', name: '桐坪县民政局' }] }))).toEqual([
      'organisations.0.name',
    ]);
  });

  test('a county under a city: who stands above fills its roles, and the clerk starts a cycle', async () => {
    const draft = county('别', 'gz-city');
    const { body } = await preview(draft);
    expect(body.tree.map(({ depth, name }: Json) => [depth, name])).toEqual([
      [0, '别县民政局'],
      [1, '新区街道办事处'],
      [2, '新区街道社会工作服务站'],
    ]);
    expect(body.roles.find(({ title }: Json) => title === '采购组织方').organisations).toEqual(['贵州省（演示）民政厅']);
    const done = await setUp(draft);
    expect(done.body).toMatchObject({ name: '别县民政局', organisations: 3 });
    const row = await api.owner.organisation.findUniqueOrThrow({ where: { id: done.body.id } });
    expect(row).toMatchObject({ parentId: 'gz-city', packId: null, region: 'CN' });
    const clerk = askerFrom(await signIn('else-x-clerk', done.body.accounts[0].password));
    const station = await api.owner.organisation.findFirstOrThrow({ where: { level: 'station', parent: { parentId: done.body.id } } });
    const cycle = {
      title: '新区购买服务',
      planYear: 2026,
      stations: [{ station: station.id, town: station.parentId }],
      amountBudgetYuan: 100_000,
    };
    const opened = await clerk.send('POST', '/api/purchase-cycles', { body: cycle, headers: { 'idempotency-key': 'cycle-2' } });
    expect(opened.status).toBe(201);
  });

  test('further towns under a county need no account', async () => {
    const towns = [{ key: 't', name: '城南街道办事处' }];
    const done = await setUp({ packId: 'gz', under: 'gz-county-2', organisations: [], towns, accounts: [] });
    expect(done.body).toMatchObject({ name: '城南街道办事处', organisations: 2, stations: 1, accounts: [] });
  });
});
