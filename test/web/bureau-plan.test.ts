import { describe, expect, test } from '@jest/globals';
import { accountsOf, bodyOf, seatsOf } from '../../web/src/pages/bureau/accounts.ts';
import {
  draftingOf,
  levelsAbove,
  levelsToFill,
  NEW_CONTRACTOR,
  NEW_COUNTY,
  NOTHING,
  type Plan,
  townsIn,
} from '../../web/src/pages/bureau/plan.ts';
import { placedProblems, stepOf } from '../../web/src/pages/bureau/problems.ts';

const LEVELS = [
  { level: 'province', name: '省民政厅' },
  { level: 'city', name: '市民政局' },
  { level: 'county', name: '县民政局' },
  { level: 'town', name: '乡镇(街道)' },
  { level: 'community', name: '村(社区)' },
];
const PLAN: Plan = {
  ...NOTHING,
  packId: 'xx',
  prefix: 'xx',
  above: { province: '某省民政厅', city: '某市民政局' },
  counties: [
    {
      ...NEW_COUNTY,
      name: '甲县民政局',
      finance: '甲县财政局',
      towns: '东河镇\n\n 西岭乡 \r\n南塘镇',
      without: ['西岭乡'],
      stations: { 南塘镇: '南塘社工站' },
    },
    { ...NEW_COUNTY, name: '乙县民政局', towns: '城关镇' },
  ],
  contractors: [{ ...NEW_CONTRACTOR, name: '某中心' }],
  evaluators: ['某评估中心'],
};
const drafting = draftingOf(PLAN, LEVELS);
const ACTING = [{ key: 'county-1', name: '甲县民政局', functions: ['购买主体'] }];

describe('the draft that is sent', () => {
  test('nothing typed is nothing but an empty county', () => {
    expect(draftingOf(NOTHING, []).organisations).toEqual([{ key: 'county-1', level: 'county', name: '' }]);
    expect(bodyOf(NOTHING, [], draftingOf(NOTHING, []))).toMatchObject({ packId: '', towns: [], accounts: [] });
  });

  test('the levels above the towns, the last with several organisations, departments and whoever stands outside', () => {
    expect(levelsAbove(LEVELS).map(({ level }) => level)).toEqual(['province', 'city', 'county']);
    expect(levelsAbove([])).toEqual([]);
    expect(drafting.organisations.map(({ key, parent, name, department }) => [key, parent, name, department])).toEqual([
      ['province', undefined, '某省民政厅', undefined],
      ['city', 'province', '某市民政局', undefined],
      ['county-1', 'city', '甲县民政局', undefined],
      ['finance-1', 'county-1', '甲县财政局', 'finance'],
      ['county-2', 'city', '乙县民政局', undefined],
      ['contractor-1', undefined, '某中心', undefined],
      ['evaluator-1', undefined, '某评估中心', undefined],
    ]);
    expect(drafting.organisations[5]?.facts).toEqual({
      kind: 'social-organisation',
      rating: 0,
      registeredWithCivilAffairs: true,
      scopeIncludesSocialWork: true,
      local: true,
      hasPartyOrganisation: false,
    });
  });

  test('one town a line, each with a station unless told otherwise', () => {
    expect(townsIn(' \n')).toEqual([]);
    expect(drafting.towns).toEqual([
      { key: 'town-1-1', parent: 'county-1', name: '东河镇' },
      { key: 'town-1-2', parent: 'county-1', name: '西岭乡', station: null },
      { key: 'town-1-3', parent: 'county-1', name: '南塘镇', station: '南塘社工站' },
      { key: 'town-2-1', parent: 'county-2', name: '城关镇' },
    ]);
    expect(drafting.places.has('town-1-2/station')).toBe(false);
    expect(drafting.places.get('town-2-1/station')).toBe('某省民政厅 / 某市民政局 / 乙县民政局 / 城关镇 / 社工站');
  });
});

describe('what is put under an organisation that stands already', () => {
  const under = (level: string): Plan => ({ ...PLAN, under: { id: 'o-1', name: '已有机构', level } });

  test('only the levels below it are filled', () => {
    expect(levelsToFill(PLAN, LEVELS)).toHaveLength(3);
    expect(levelsToFill(under('city'), LEVELS).map(({ level }) => level)).toEqual(['county']);
    const below = draftingOf(under('city'), LEVELS);
    expect(below.organisations[0]).toEqual({ key: 'county-1', level: 'county', name: '甲县民政局' });
    expect(bodyOf(under('city'), [], below).under).toBe('o-1');
    expect(bodyOf(PLAN, [], drafting)).not.toHaveProperty('under');
  });

  test('under the lowest level there are towns only', () => {
    const towns = draftingOf(under('county'), LEVELS);
    expect(towns.organisations.map(({ level }) => level)).toEqual(['contractor', 'third-party']);
    expect(towns.towns[0]).toEqual({ key: 'town-1-1', name: '东河镇' });
    expect(towns.places.get('town-1-1/station')).toBe('东河镇 / 社工站');
  });
});

describe('accounts', () => {
  const id = '某省民政厅 / 某市民政局 / 甲县民政局#clerk';

  test('a seat to prepare and a seat to decide, named as usual until somebody types', () => {
    expect(seatsOf(PLAN, ACTING, drafting).map(({ login, name }) => [login, name])).toEqual([
      ['xx-county-1-clerk', '甲县民政局经办人'],
      ['xx-county-1-head', '甲县民政局负责人'],
    ]);
    expect(seatsOf({ ...PLAN, prefix: '' }, ACTING, drafting)[0]?.login).toBe('');
    const typed = { ...PLAN, seats: { [id]: { login: 'jia' } } };
    expect(seatsOf(typed, ACTING, drafting)[0]).toMatchObject({ login: 'jia', name: '甲县民政局经办人' });
  });

  test('stay with their organisation when others move up, and lose it when it is gone', () => {
    const extra = [{ place: '某省民政厅 / 某市民政局 / 乙县民政局 / 城关镇', role: 'clerk', login: 'chengguan', name: '张示例' }];
    const moved = { ...PLAN, counties: PLAN.counties.slice(1), extra };
    expect(accountsOf(moved, [], draftingOf(moved, LEVELS))).toEqual([
      { organisation: 'town-1-1', role: 'clerk', login: 'chengguan', name: '张示例' },
    ]);
    const gone = { ...PLAN, counties: PLAN.counties.slice(0, 1), extra };
    expect(accountsOf(gone, [], draftingOf(gone, LEVELS))).toEqual([expect.objectContaining({ organisation: '' })]);
  });
});

describe('problems', () => {
  const at = (field: string) => [...placedProblems([{ field, problem: '有误' }], drafting).keys()];

  test('stand where it was typed', () => {
    expect(at('organisations.1.name')).toEqual(['above.city']);
    expect(at('organisations.3.name')).toEqual(['county.0.finance']);
    expect(at('organisations.6.name')).toEqual(['evaluator.0']);
    expect(at('accounts.3.login')).toEqual(['accounts.3']);
    expect([...placedProblems([{ field: 'towns.2.name', problem: '重名' }], drafting)]).toEqual([
      ['county.0.towns', ['第 3 个乡镇：重名']],
    ]);
  });

  test('of the whole stand above it', () => {
    expect(at('organisations')).toEqual(['organisations']);
    expect(at('towns')).toEqual(['organisations']);
    expect(at('accounts')).toEqual(['accounts']);
    expect(at('packId')).toEqual(['packId']);
    expect(at('under')).toEqual(['under']);
  });

  test('are solved at the first step that they belong to', () => {
    const step = (...fields: string[]) => stepOf(fields.map((field) => ({ field, problem: '有误' })));
    expect([step('accounts.0.login', 'packId'), step('accounts', 'towns'), step('accounts.0.login')]).toEqual([0, 1, 2]);
  });
});
