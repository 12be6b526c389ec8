import { describe, expect, test } from '@jest/globals';
import { type BureauDraft, levelsOf, organisationsOf, type PlacedDraft, standingKey, stationNameOf, topOf } from '../../domain/bureau.ts';
import { problemsOf } from '../../domain/bureau-problems.ts';
import { actingIn, functionsNamedIn, rolesOf } from '../../domain/bureau-roles.ts';
import { isJurisdiction, type Pack, type Rule } from '../../domain/pack.ts';
import { policyOf } from '../../domain/policy.ts';
import { loadPacks } from '../../policies/load.ts';
import { exampleOf } from '../../stack/bureau-example.ts';

const packs = loadPacks();
const NINE = [...packs.packs.values()].filter(isJurisdiction).map(({ id }) => id);

function packOf(id: string): Pack {
  const pack = packs.packs.get(id);
  if (!pack) throw new Error(`no pack ${id}`);
  return pack;
}

/** A complete draft for a pack, with what a test changes of it. */
function draftFor(id: string, change: (draft: BureauDraft) => Partial<BureauDraft> = () => ({})): BureauDraft {
  const draft = exampleOf(packOf(id), packs.policy(id));
  return { ...draft, ...change(draft) };
}

const wrongIn = (id: string, change: (draft: BureauDraft) => Partial<BureauDraft>) =>
  problemsOf(draftFor(id, change), packOf(id), packs.policy(id));
const fieldsIn = (id: string, change: (draft: BureauDraft) => Partial<BureauDraft>) => wrongIn(id, change).map(({ field }) => field);

/** The draft without the organisations of these keys, and with others. */
const without =
  (...keys: string[]) =>
  ({ organisations }: BureauDraft) => ({ organisations: organisations.filter(({ key }) => !keys.includes(key)) });
const withMore =
  (...more: BureauDraft['organisations']) =>
  ({ organisations }: BureauDraft) => ({ organisations: [...organisations, ...more] });
const withAccount =
  (...more: BureauDraft['accounts']) =>
  ({ accounts }: BureauDraft) => ({ accounts: [...accounts, ...more] });

describe('what is refused', () => {
  test('a pack of a single project', () => {
    const project = [...packs.packs.values()].find((pack) => !isJurisdiction(pack));
    if (!project) throw new Error('no project');
    expect(problemsOf(draftFor('gz'), project, packs.policy('gz'))).toEqual([
      expect.objectContaining({ field: 'packId', received: project.id, problem: expect.stringContaining('单个项目') }),
    ]);
  });

  test('a level that the pack does not have', () => {
    const [problem, ...others] = wrongIn('gz', withMore({ key: 'village', level: 'community', name: '示例村', parent: 'town-1' }));
    expect(problem).toMatchObject({ field: 'organisations.5.level', received: 'community', allowed: expect.stringContaining('省民政厅') });
    expect(others).toEqual([]);
  });

  test('two organisations of one key, and two of one name under one parent', () => {
    const twice = withMore({ key: 'city', level: 'city', name: '示例市民政局', parent: 'province' });
    expect(fieldsIn('gz', twice)).toEqual(['organisations.5.key', 'organisations.5.name']);
    const town = ({ towns }: BureauDraft) => ({ towns: [...towns, { key: 'town-4', parent: 'county', name: '示例一镇人民政府' }] });
    expect(wrongIn('gz', town)).toEqual([expect.objectContaining({ field: 'towns.3.name', received: '示例一镇人民政府' })]);
  });

  test.each([
    ['a parent that does not exist', { key: 'x', level: 'county', name: '另一县民政局', parent: 'nowhere' }, 'nowhere'],
    ['its own parent', { key: 'x', level: 'county', name: '另一县民政局', parent: 'x' }, 'x'],
    ['a department as parent', { key: 'x', level: 'county', name: '另一县民政局', parent: 'finance' }, 'finance'],
    ['a parent two levels above', { key: 'x', level: 'county', name: '另一县民政局', parent: 'province' }, 'province'],
    ['a department beside another level', { key: 'x', level: 'county', name: '另一财政局', parent: 'city', department: 'finance' }, 'city'],
    ['a topmost level below something', { key: 'x', level: 'province', name: '另一省民政厅', parent: 'city' }, 'city'],
  ] as const)('%s', (_case, organisation, received) => {
    expect(wrongIn('gz', withMore(organisation))).toEqual([expect.objectContaining({ field: 'organisations.5.parent', received })]);
  });

  test('a second topmost organisation, a department of nobody, a contractor in the tree', () => {
    expect(wrongIn('gz', withMore({ key: 'x', level: 'city', name: '另一市民政局' }))).toEqual([
      expect.objectContaining({ field: 'organisations.5.parent', allowed: 'province' }),
    ]);
    const nobodys = withMore({ key: 'x', level: 'county', name: '某财政局', department: 'finance' });
    expect(fieldsIn('gz', nobodys)).toEqual(['organisations.5.parent', 'organisations.5.parent']);
    expect(fieldsIn('gz', withMore({ key: 'x', level: 'contractor', name: '某中心', parent: 'county' }))).toEqual([
      'organisations.5.parent',
    ]);
    const department = withMore({ key: 'x', level: 'third-party', name: '某评估中心', department: 'finance' });
    expect(fieldsIn('gz', department)).toEqual(['organisations.5.parent']);
  });

  test('facts of whoever is no contractor', () => {
    expect(fieldsIn('gz', withMore({ key: 'x', level: 'third-party', name: '某评估中心', facts: { local: true } }))).toContain(
      'organisations.5.facts',
    );
  });

  test('no station at all; a town without one is allowed', () => {
    const none = ({ towns }: BureauDraft) => ({ towns: towns.map((town) => ({ ...town, station: null })) });
    expect(fieldsIn('gz', none)).toEqual(['towns']);
    expect(fieldsIn('gz', () => ({ towns: [] }))).toEqual(['towns']);
    expect(
      fieldsIn('gz', ({ towns }) => ({ towns: [...towns, { key: 'town-4', parent: 'county', name: '四镇', station: null }] })),
    ).toEqual([]);
  });

  test('a tree in which somebody is missing whom a rule names, with that rule', () => {
    expect(wrongIn('sm', without('finance'))[0]).toMatchObject({ field: 'organisations', problem: expect.stringContaining('SM-17') });
    const noProvince = ({ organisations }: BureauDraft) => ({
      organisations: organisations
        .filter(({ key }) => key !== 'province')
        .map(({ parent, ...one }) => (parent && parent !== 'province' ? { ...one, parent } : one)),
    });
    const [problem] = wrongIn('hn', noProvince);
    expect(problem).toMatchObject({ field: 'organisations', problem: expect.stringContaining('缺少省级民政部门') });
  });

  test('an account of nobody, a login twice, a station worker elsewhere', () => {
    const account = { organisation: 'county', role: 'clerk', login: 'x-clerk', name: '张示例' } as const;
    expect(fieldsIn('gz', withAccount({ ...account, organisation: 'nowhere' }))).toEqual(['accounts.8.organisation']);
    expect(fieldsIn('gz', withAccount({ ...account, login: 'gz.county.clerk' }))).toEqual(['accounts.8.login']);
    expect(fieldsIn('gz', withAccount({ ...account, role: 'worker' }))).toEqual(['accounts.8.role']);
    expect(fieldsIn('gz', withAccount({ ...account, role: 'worker', organisation: 'town-1/station' }))).toEqual([]);
    expect(fieldsIn('gz', withAccount({ ...account, organisation: 'town-3/station' }))).toEqual(['accounts.8.organisation']);
  });

  test('whoever acts without somebody to prepare or to decide', () => {
    const noHead = ({ accounts }: BureauDraft) => ({ accounts: accounts.filter(({ login }) => login !== 'gz.county.head') });
    expect(wrongIn('gz', noHead)).toEqual([
      { field: 'accounts', problem: '示例县民政局（购买主体、合同签订方）缺少负责人账号', received: 'county' },
    ]);
    const nobody = wrongIn('gz', () => ({ accounts: [] }));
    expect(nobody.map(({ received }) => received)).toEqual(['county', 'province', 'city', 'contractor']);
    expect(nobody[0]?.problem).toContain('缺少经办人、负责人账号');
  });

  test('towns whose purchaser the tree does not hold', () => {
    const pack = packOf('gz');
    const rules: Rule[] = pack.rules.map((rule) => ({
      ...rule,
      also: rule.also?.map((one) => (one.slot === 'role.purchaser' && one.kind === 'role' ? { ...one, level: 'community' } : one)) ?? [],
    }));
    const other = { ...pack, rules };
    expect(problemsOf(draftFor('gz'), other, policyOf(other, packs.defaults))[0]).toMatchObject({
      field: 'organisations',
      problem: expect.stringContaining('购买主体'),
    });
  });

  test('a defect is no problem of the draft', () => {
    const broken = {
      ...packs.policy('gz'),
      rule: () => {
        throw new RangeError('defect');
      },
    };
    expect(() => problemsOf(draftFor('gz'), packOf('gz'), broken)).toThrow(RangeError);
  });
});

describe('what may be set up', () => {
  test.each(NINE)('%s: the example of the pack is complete', (id) => {
    expect(problemsOf(draftFor(id), packOf(id), packs.policy(id))).toEqual([]);
  });

  test('several counties with their towns under one city', () => {
    const more = ({ organisations, towns, accounts }: BureauDraft): Partial<BureauDraft> => ({
      organisations: [...organisations, { key: 'county-2', level: 'county', name: '第二县民政局', parent: 'city' }],
      towns: [...towns, { key: 'far', parent: 'county-2', name: '远山乡' }],
      accounts: [
        ...accounts,
        ...(['clerk', 'head'] as const).map((role) => ({ organisation: 'county-2', role, login: `two-${role}`, name: '李示例' })),
      ],
    });
    expect(wrongIn('gz', more)).toEqual([]);
    const [purchaser] = rolesOf(draftFor('gz', more), packs.policy('gz'));
    expect(purchaser).toEqual({ title: '购买主体', organisations: ['county', 'county-2'], reason: { ruleId: 'GZ-16' } });
  });

  test('villages where the pack has them; stations are named after their towns', () => {
    expect(fieldsIn('ja', withMore({ key: 'village', level: 'community', name: '示例社区', parent: 'town-1' }))).toEqual([]);
    expect(levelsOf(packOf('ja'))).toEqual(['county', 'town', 'community']);
    expect(stationNameOf({ name: '东河镇人民政府' })).toBe('东河镇社会工作服务站');
    expect(stationNameOf({ name: '城东街道办事处' })).toBe('城东街道社会工作服务站');
    expect(stationNameOf({ name: '东河镇', station: '东河社工站' })).toBe('东河社工站');
    expect(
      organisationsOf(draftFor('gz'))
        .filter(({ level }) => level === 'station')
        .map(({ key }) => key),
    ).toEqual(['town-1/station', 'town-2/station']);
  });
});

describe('what is put under organisations that stand already', () => {
  const standing = organisationsOf(draftFor('gz')).map((one) => ({
    ...one,
    key: standingKey(one.key),
    parent: one.parent && standingKey(one.parent),
  }));
  const placed = (change: Partial<BureauDraft>): PlacedDraft => ({
    packId: 'gz',
    organisations: [],
    towns: [],
    accounts: [],
    ...change,
    standing,
  });
  const wrong = (draft: PlacedDraft) => problemsOf(draft, packOf('gz'), packs.policy('gz'));

  test('a level that does not belong there, and a name that stands there', () => {
    const county = placed({
      under: 'county',
      organisations: [{ key: 'x', level: 'city', name: '另一市民政局' }],
      towns: [{ key: 't', name: '四街道' }],
    });
    expect(wrong(county)).toEqual([expect.objectContaining({ field: 'organisations.0.parent', allowed: '省民政厅' })]);
    const namesake = placed({ under: 'county', towns: [{ key: 't', name: '示例一镇人民政府' }] });
    expect(wrong(namesake)).toEqual([expect.objectContaining({ field: 'towns.0.name' })]);
  });

  test('another county under the city: its own people sign in, those above have theirs', () => {
    const accounts = (['clerk', 'head'] as const).map((role) => ({ organisation: 'x', role, login: `x-${role}`, name: '李示例' }));
    const draft = placed({
      under: 'city',
      organisations: [
        { key: 'x', level: 'county', name: '另一县民政局' },
        { key: 'y', level: 'contractor', name: '另一中心' },
      ],
      towns: [{ key: 't', parent: 'x', name: '四街道' }],
    });
    expect(wrong(draft).map(({ received }) => received)).toEqual(['x', 'y']);
    expect(wrong({ ...draft, accounts, organisations: draft.organisations.slice(0, 1) })).toEqual([]);
    expect(
      rolesOf(draft, packs.policy('gz'))
        .slice(0, 5)
        .map(({ organisations }) => organisations.join()),
    ).toEqual(['x', 'x', standingKey('province'), standingKey('province'), standingKey('city')]);
    expect(topOf(organisationsOf(draft))?.key).toBe('x');
  });

  test('further towns of a county that stands need nobody new', () => {
    expect(wrong(placed({ under: 'county', towns: [{ key: 't', name: '四街道' }] }))).toEqual([]);
  });

  test('towns of nobody have no purchaser', () => {
    const alone = { packId: 'gz', organisations: [], towns: [{ key: 't', name: '四街道' }], accounts: [] };
    expect(wrong(alone)).toEqual([expect.objectContaining({ field: 'organisations', problem: expect.stringContaining('购买主体') })]);
    expect(topOf(organisationsOf(alone))?.key).toBe('t');
  });
});

describe('who will fill which role', () => {
  const rows = (id: string) =>
    rolesOf(draftFor(id), packs.policy(id)).map(({ title, organisations, reason }) => [title, organisations.join(), reason]);

  test('Guizhou: the county purchases and signs, the province organises and evaluates', () => {
    expect(rows('gz')).toEqual([
      ['购买主体', 'county', { ruleId: 'GZ-16' }],
      ['合同签订方', 'county', { ruleId: 'GZ-16' }],
      ['采购组织方', 'province', { ruleId: 'GZ-15' }],
      ['评估方', 'province', { ruleId: 'GZ-25' }],
      ['上级民政部门', 'city', { ruleId: 'GZ-13' }],
      ['省级民政部门', 'province', null],
      ['财政部门', 'finance', null],
      ['年度计划备案机关（上级民政部门）', 'city', { ruleId: 'GZ-13' }],
      ['监督方（购买主体）', 'county', { ruleId: 'GZ-23' }],
      ['监督方（上级民政部门）', 'city', { ruleId: 'GZ-23' }],
      ['承接机构', '', null],
    ]);
  });

  test('Henan: a third party evaluates as soon as it is chosen; the province has no finance department here', () => {
    expect(rows('hn')).toEqual(
      expect.arrayContaining([
        ['评估方', 'county', { ruleId: 'HN-61' }],
        ['评估方', '', { ruleId: 'HN-70' }],
        ['扩大范围审批机关（财政部门）', '', { ruleId: 'HN-24' }],
      ]),
    );
  });

  test('whom the tree does not hold is absent; whom somebody will choose is not', () => {
    const empty = (id: string) =>
      rolesOf(draftFor(id), packs.policy(id)).flatMap(({ title, organisations, absent }) =>
        organisations.length > 0 ? [] : [[title, absent]],
      );
    expect(empty('hn')).toEqual([
      ['评估方', undefined],
      ['扩大范围审批机关（财政部门）', true],
      ['承接机构', undefined],
    ]);
    expect(empty('ja')).toContainEqual(['监督方（评估方）', undefined]);
  });

  test('where the pack is silent, the default says so', () => {
    expect(rows('sx')[0]).toEqual(['购买主体', 'county', { defaultId: 'Q-62' }]);
    expect(rows('sm')).toEqual(
      expect.arrayContaining([
        ['购买主体', 'town-1,town-2', { ruleId: 'SM-09' }],
        ['合同签订方', 'town-1,town-2', { defaultId: 'Q-62' }],
        ['上级民政部门', 'county', { defaultId: 'Q-25' }],
      ]),
    );
    // A county that stands alone has nobody above it, and its evaluator is a third party.
    expect(rows('ja').map(([title]) => title)).toEqual([
      '购买主体',
      '合同签订方',
      '采购组织方',
      '评估方',
      '财政部门',
      '监督方（评估方）',
      '承接机构',
    ]);
  });

  test('whoever acts has a seat to fill: those of the rules, the contractors, the third parties; a town only where it purchases', () => {
    const acting = (id: string, change?: (draft: BureauDraft) => Partial<BureauDraft>) =>
      Object.fromEntries(actingIn(draftFor(id, change), packOf(id), packs.policy(id)));
    expect(acting('hn', withMore({ key: 'third', level: 'third-party', name: '某评估中心' }))).toEqual({
      county: ['purchaser', 'signatory', 'organiser', 'evaluator'],
      city: ['superior'],
      province: ['upper'],
      contractor: ['contractor'],
      third: ['evaluator'],
    });
    expect(Object.keys(acting('sm'))).toEqual(['town-1', 'county', 'finance', 'town-2', 'contractor']);
  });

  test('what a rule names is told with the rule; slots that nobody asks yet ask for nobody', () => {
    expect(functionsNamedIn(packOf('sm')).get('finance')).toBe('SM-17');
    expect(functionsNamedIn(packOf('hn')).has('finance')).toBe(false);
  });
});
