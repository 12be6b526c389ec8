import { describe, expect, test } from '@jest/globals';
import { fillings, inheritAll } from '../../domain/inherit.ts';
import type { Binding, Pack, Rule, RuleValues } from '../../domain/pack.ts';
import type { SlotName } from '../../domain/slots.ts';
import { parsePlainDate as day } from '../../domain/time.ts';

const within = (count: number): RuleValues => ({
  kind: 'deadline',
  owes: 'contractor',
  when: { after: 'agreement-signed', term: { count, unit: 'day' } },
});
const atLeast = (value: number): RuleValues => ({ kind: 'threshold', operator: '>=', value, unit: 'person' });
const rule = (id: string, slot: SlotName | undefined, values: RuleValues, binding: Binding = 'mandatory', more: object = {}): Rule =>
  ({
    id,
    title: id,
    tags: 'E M',
    basis: { source: '003', clause: '[五](三)', line: 409, quote: '30日内' },
    binding,
    ...(slot && { slot }),
    ...values,
    ...more,
  }) as Rule;
const pack = (id: string, above: string | undefined, ...rules: Rule[]): Pack => ({
  id,
  name: id,
  version: '1',
  effectiveFrom: day('2021-01-01'),
  region: 'CN',
  contentHash: id,
  source: '003',
  levels: [{ level: 'county', name: '县民政局' }],
  rules,
  ...(above && { extends: above }),
});
const inherit = (...packs: Pack[]) => {
  const { packs: whole, problems } = inheritAll(new Map(packs.map((one) => [one.id, one])));
  return {
    ids: [...whole.keys()],
    whole,
    problems: problems.map(({ pack: id, rule: ruleId, field, problem }) => [id, ruleId, field, problem]),
  };
};

const province = pack('prov', undefined, rule('PR-01', 'contract.sign', within(30)), rule('PR-02', 'staff.minimum', atLeast(2)));

describe('what is refused', () => {
  test('a pack that extends itself, or a circle', () => {
    expect(inherit(pack('self', 'self')).problems).toEqual([['self', undefined, 'extends', '政策包的继承成环']]);
    const { ids, problems } = inherit(pack('a', 'b'), pack('b', 'c'), pack('c', 'a'), pack('d', 'a'));
    expect(ids).toEqual([]);
    expect(problems.map(([id, , , problem]) => `${id} ${problem}`)).toEqual([
      'a 政策包的继承成环',
      'c 所继承的政策包有误',
      'b 所继承的政策包有误',
      'd 所继承的政策包有误',
    ]);
  });

  test('a pack that extends one that is not there', () => {
    expect(inherit(pack('county', 'prov')).problems).toEqual([['county', undefined, 'extends', '没有所继承的政策包，或该包有误']]);
  });

  test('a looser rule below a mandatory one, also below a further slot of it', () => {
    const loose = pack('county', 'prov', rule('CO-01', 'contract.sign', within(31)));
    expect(inherit(loose, province)).toMatchObject({
      ids: ['prov'],
      problems: [['county', 'CO-01', 'when', '放宽了上级政策的强制规定（contract.sign）']],
    });
    const also = { also: [{ slot: 'contract.copy-filed', ...within(15) }] };
    const above = pack('prov', undefined, rule('PR-01', 'contract.sign', within(30), 'mandatory', also));
    const below = pack(
      'county',
      'prov',
      rule('CO-01', undefined, { kind: 'fact' }, 'mandatory', { also: [{ slot: 'contract.copy-filed', ...within(16) }] }),
    );
    expect(inherit(above, below).problems).toEqual([['county', 'CO-01', 'when', '放宽了上级政策的强制规定（contract.copy-filed）']]);
  });

  test('a weaker binding below a mandatory rule', () => {
    const weak = pack('county', 'prov', rule('CO-01', 'contract.sign', within(20), 'in-principle'));
    expect(inherit(province, weak).problems).toEqual([['county', 'CO-01', 'binding', '放宽了上级政策的强制规定（contract.sign）']]);
  });

  test('an id of the pack above, and a pack below a refused one', () => {
    const same = pack('county', 'prov', rule('PR-01', undefined, { kind: 'fact' }));
    expect(inherit(province, same, pack('town', 'county')).problems).toEqual([
      ['county', 'PR-01', 'id', '规则编号已被上级政策包使用'],
      ['town', undefined, 'extends', '所继承的政策包有误'],
    ]);
  });
});

describe('what is inherited', () => {
  const county = pack('county', 'prov', rule('CO-01', 'contract.sign', within(20)), rule('CO-02', 'onboarding.staffed', within(15)));
  const slotsOf = (one: Pack | undefined) => one?.rules.map((each) => `${each.id} ${fillings(each).map(({ slot }) => slot)}`);

  test('everything that the pack below does not say itself; its own rules come last', () => {
    const { whole, problems } = inherit(county, province);
    expect(problems).toEqual([]);
    expect(slotsOf(whole.get('county'))).toEqual(['PR-01 ', 'PR-02 staff.minimum', 'CO-01 contract.sign', 'CO-02 onboarding.staffed']);
    expect(whole.get('prov')).toBe(province);
  });

  test('over several steps, in whatever order the packs stand', () => {
    const town = pack('town', 'county', rule('TO-01', 'staff.minimum', atLeast(3)));
    const { whole } = inherit(town, county, province);
    expect(slotsOf(whole.get('town'))).toEqual([
      'PR-01 ',
      'PR-02 ',
      'CO-01 contract.sign',
      'CO-02 onboarding.staffed',
      'TO-01 staff.minimum',
    ]);
  });

  test('what is not mandatory above may be replaced freely', () => {
    const above = pack('prov', undefined, rule('PR-01', 'contract.sign', within(30), 'in-principle'));
    const { whole, problems } = inherit(above, pack('county', 'prov', rule('CO-01', 'contract.sign', within(60), 'optional')));
    expect(problems).toEqual([]);
    expect(slotsOf(whole.get('county'))).toEqual(['PR-01 ', 'CO-01 contract.sign']);
  });

  test('a slot that takes several keeps those above', () => {
    const evaluator = (id: string, level: 'county' | 'city') => rule(id, 'role.evaluator', { kind: 'role', function: 'purchaser', level });
    const { whole, problems } = inherit(
      pack('prov', undefined, evaluator('PR-01', 'city')),
      pack('county', 'prov', evaluator('CO-01', 'county')),
    );
    expect(problems).toEqual([]);
    expect(slotsOf(whole.get('county'))).toEqual(['PR-01 role.evaluator', 'CO-01 role.evaluator']);
  });

  test('of the further slots of a rule above only those that are not replaced', () => {
    const also = (...slots: SlotName[]) => ({ also: slots.map((slot) => ({ slot, ...within(15) })) });
    const above = pack(
      'prov',
      undefined,
      rule('PR-01', 'contract.sign', within(30), 'mandatory', also('contract.copy-filed', 'contract.announced')),
      rule('PR-02', undefined, { kind: 'fact' }, 'mandatory', also('onboarding.staffed')),
    );
    const below = pack('county', 'prov', rule('CO-01', 'contract.copy-filed', within(10)), rule('CO-02', 'onboarding.staffed', within(10)));
    expect(slotsOf(inherit(above, below).whole.get('county'))).toEqual([
      'PR-01 contract.sign,contract.announced',
      'PR-02 ',
      'CO-01 contract.copy-filed',
      'CO-02 onboarding.staffed',
    ]);
  });
});
