import { describe, expect, test } from '@jest/globals';
import { policyOf } from '../../domain/policy.ts';
import { loadPacks } from '../../policies/load.ts';

const { packs, defaults } = loadPacks();
const guizhou = packs.get('gz');
if (!guizhou) throw new Error('no pack gz');
const policy = policyOf(guizhou, defaults);

describe('what a process asks of its pack', () => {
  test('silence is no rule, and never a borrowed one', () => {
    expect(policy.rule('renewal.decide')).toBe(undefined);
    expect(policy.rules('role.spot-checker')).toEqual([]);
  });

  test('a default that does not exist is a defect', () => {
    expect(() => policy.defaultEntry('Q-99')).toThrow(RangeError);
    expect(policy.defaultEntry('Q-30').values).toHaveProperty('bands');
  });

  test('the rule of a slot comes with its clause', () => {
    expect(policy.rule('onboarding.staffed')).toMatchObject({
      id: 'GZ-17',
      binding: 'mandatory',
      basis: { source: '001', line: 43 },
      when: { after: 'agreement-signed', term: { count: 15, unit: 'working-day' } },
    });
  });

  test('one clause fills further slots, and one slot several clauses', () => {
    expect(policy.rule('role.plan-receiver')).toMatchObject({ id: 'GZ-13', level: 'city' });
    expect(policy.rule('role.plan-receiver')).not.toHaveProperty('slot');
    expect(policy.rules('role.supervision').map(({ id, level }) => `${id} ${level}`)).toEqual(['GZ-23 county', 'GZ-23 city']);
  });
});
