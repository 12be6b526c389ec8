import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { DeadlineWhen, DefaultEntry, Pack, Rule } from '../../domain/pack.ts';
import { deadlineWhenSchema, defaultsFileSchema, packFileSchema, ruleSchema } from '../../domain/schema/pack.ts';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const holds = <T extends true>(verdict: T) => verdict;

const rule = {
  id: 'GZ-17',
  title: '驻站社工到位',
  tags: 'E R C M',
  basis: { source: '001', clause: '三(三)3', line: 43, quote: '15个工作日内' },
  binding: 'mandatory',
};
const deadline = { ...rule, kind: 'deadline', slot: 'onboarding.staffed', owes: 'contractor' };
const file = {
  id: 'gz',
  name: '贵州省',
  version: '1',
  effectiveFrom: '2020-03-24',
  region: 'CN',
  source: '001',
  levels: [{ level: 'province', name: '省民政厅' }],
  rules: [],
};
const fields = (result: { error?: z.ZodError }) => result.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`);

describe('the schema of a pack file', () => {
  test('infers exactly to the types of the domain', () => {
    expect(holds<Same<z.output<typeof ruleSchema>, Rule>>(true)).toBe(true);
    expect(holds<Same<z.output<typeof packFileSchema>, Omit<Pack, 'contentHash'>>>(true)).toBe(true);
    expect(holds<Same<z.output<typeof defaultsFileSchema>, DefaultEntry[]>>(true)).toBe(true);
  });

  test.each([
    ['an unknown key', { ...deadline, nonsense: 1 }, [' unrecognized_keys']],
    ['a key of another kind', { ...deadline, operator: '>=' }, [' unrecognized_keys']],
    ['an unknown kind', { ...deadline, kind: 'hint' }, ['kind invalid_union']],
    ['no clause', { ...deadline, basis: { ...rule.basis, clause: undefined } }, ['basis.clause invalid_type']],
    ['an empty clause', { ...deadline, basis: { ...rule.basis, clause: '  ' } }, ['basis.clause too_small']],
    ['an unknown slot', { ...deadline, slot: 'onboarding.stafed' }, ['slot invalid_value']],
    ['an unknown function', { ...deadline, owes: 'mayor' }, ['owes invalid_value']],
    ['a binding of its own', { ...deadline, binding: 'must' }, ['binding invalid_value']],
    ['tags without a binding', { ...deadline, tags: 'E R C' }, ['tags invalid_format']],
    ['a value that is undefined', { ...deadline, when: undefined }, ['when invalid_union']],
    ['two items of one code', { ...rule, kind: 'checklist', items: [item('a'), item('a')] }, ['items custom']],
    ['a checklist without items', { ...rule, kind: 'checklist', items: [] }, ['items too_small']],
    [
      'a trigger event of its own',
      { ...deadline, examples: [{ events: { signed: '2026-02-10' } }] },
      ['examples.0.events unrecognized_keys'],
    ],
  ])('refuses %s', (_, given, problems) => {
    expect(fields(ruleSchema.safeParse(given))).toEqual(problems);
  });

  test.each([
    { by: '2021-02-29' },
    { by: '2021-8-15' },
    { window: { from: '2022-07-31', to: '2022-07-01' } },
    { yearly: '02-29' },
    { yearly: '13-01' },
    { periodDay: 31 },
    { dayOfLastMonth: 0, of: 'contract-ends' },
    { after: 'agreement-signed', term: { count: -1, unit: 'day' } },
    { after: 'agreement-signed', term: { count: 1.5, unit: 'day' } },
    { after: 'agreement-signed', before: 'contract-ends', term: { count: 1, unit: 'day' } },
    { earliestOf: [{ by: '2021-08-15' }] },
  ])('refuses the day %j', (when) => {
    expect(deadlineWhenSchema.safeParse(when).success).toBe(false);
  });

  test('accepts every form of a day', () => {
    const forms: unknown[] = [
      { after: 'agreement-signed', term: { count: 15, unit: 'working-day' } },
      { before: 'contract-ends', term: { count: 1, unit: 'month' } },
      { by: '2024-02-29' },
      { window: { from: '2022-07-01', to: '2022-07-31' } },
      { dayOfLastMonth: 10, of: 'contract-ends' },
      { yearly: '01-31', rolls: true },
      { periodDay: 5 },
    ];
    const all = { earliestOf: forms } as DeadlineWhen;
    expect(deadlineWhenSchema.parse(all)).toEqual(all);
  });

  test('accepts a rule of each kind, with further slots', () => {
    const also = [{ slot: 'role.plan-receiver', kind: 'role', function: 'superior', level: 'city' }];
    const given = [
      { ...deadline, when: { after: 'agreement-signed', term: { count: 15, unit: 'working-day' } }, also },
      { ...rule, kind: 'recurring', owes: 'contractor', every: 'month', default: 'Q-18/contractor-monthly' },
      { ...rule, kind: 'threshold', operator: '<=', value: 3, unit: 'percent', base: '上年度资金', baseYear: 'previous' },
      { ...rule, kind: 'checklist', items: [item('a'), item('b')], open: true, atLeast: 1 },
      { ...rule, kind: 'flow', steps: [item('a'), item('b')], shares: [50, 50] },
      { ...rule, kind: 'prohibition', acts: [item('a')] },
      { ...rule, kind: 'role', function: 'organiser', level: 'province', also },
      { ...rule, kind: 'fact', awaits: { slot: 'training.hours', reason: '学时不载' } },
    ];
    expect(given.map((one) => ruleSchema.parse(one))).toEqual(given);
  });

  test.each([
    ['a version that is no number', { ...file, version: 'latest' }, ['version invalid_format']],
    ['a number as version', { ...file, version: 1 }, ['version invalid_type']],
    ['an id that is no file name', { ...file, id: '../gz' }, ['id invalid_format']],
    ['a region without a calendar', { ...file, region: 'CN-52' }, ['region invalid_value']],
    ['no levels', { ...file, levels: [] }, ['levels too_small']],
    ['a scope that is none', { ...file, scope: 'county' }, ['scope invalid_value']],
    ['a day that does not exist', { ...file, effectiveFrom: '2020-02-30' }, ['effectiveFrom invalid_format']],
    ['a hash of its own', { ...file, contentHash: 'x' }, [' unrecognized_keys']],
  ])('refuses a pack with %s', (_, given, problems) => {
    expect(fields(packFileSchema.safeParse(given))).toEqual(problems);
    expect(packFileSchema.safeParse(file).success).toBe(true);
  });
});

describe('the schema of the defaults', () => {
  const entry = { id: 'Q-24', title: '期限', reason: '条文未写', replaceable: true };
  const read = (values: unknown) => fields(defaultsFileSchema.safeParse([{ ...entry, values }]));

  test('refuses a day that is none, wherever it stands', () => {
    expect(read({ 'annual-plan': { when: { yearly: '02-30' } } })).toEqual(['0.values.annual-plan.when.yearly custom']);
    expect(read({ 'annual-plan': { when: { periodDay: 5 }, note: 'x' } })).toEqual(['0.values.annual-plan custom']);
    expect(read({ 'Annual Plan': 1 })).toEqual(['0.values.Annual Plan invalid_key']);
  });

  test('accepts days, and values that code reads by name', () => {
    expect(
      read({ 'annual-plan': { when: { yearly: '01-31', rolls: true } }, overdue: [1, 3, 5], nothing: null, hoursMode: 'alternative' }),
    ).toBe(undefined);
  });
});

function item(code: string) {
  return { code, label: '项目' };
}
