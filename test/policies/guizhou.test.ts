import { describe, expect, test } from '@jest/globals';
import { fillings } from '../../domain/inherit.ts';
import { loadPacks } from '../../policies/load.ts';

const { packs, policy } = loadPacks();
const guizhou = policy('gz');

describe('what is peculiar to Guizhou', () => {
  test('it has no renewal, no contract term and no signing deadline', () => {
    const filled = new Set(
      packs
        .get('gz')
        ?.rules.flatMap(fillings)
        .map(({ slot }) => slot),
    );
    expect([...filled].filter((slot) => slot.startsWith('renewal.') || slot.startsWith('contract.') || slot.startsWith('staff.'))).toEqual(
      [],
    );
  });

  test('the province procures, the county buys and signs (Q-63)', () => {
    expect(guizhou.rule('role.organiser')).toMatchObject({ id: 'GZ-15', level: 'province' });
    expect(guizhou.rule('role.signatory')).toMatchObject({ id: 'GZ-16', level: 'county' });
    expect(guizhou.rule('role.purchaser')).toMatchObject({ id: 'GZ-16', level: 'county' });
    expect(guizhou.rules('role.evaluator')).toMatchObject([{ id: 'GZ-25', level: 'province' }]);
  });

  test('workers come within 15 working days, the self-evaluation before the 10th of the last month', () => {
    expect(guizhou.rule('onboarding.staffed')).toMatchObject({
      when: { after: 'agreement-signed', term: { count: 15, unit: 'working-day' } },
    });
    expect(guizhou.rule('evaluation.self')).toMatchObject({ when: { dayOfLastMonth: 10, of: 'contract-ends' } });
  });

  test('where the text gives no day the rule names the default that does', () => {
    expect(guizhou.rule('plan.filed')).toMatchObject({ default: 'Q-24/annual-plan', to: ['superior'] });
    expect(guizhou.rule('report.contractor')).toMatchObject({ default: 'Q-18/contractor-monthly', every: 'month' });
    expect(guizhou.rule('report.mid-term')).toMatchObject({ default: 'Q-20/mid-term' });
    expect(guizhou.rule('report.final')).toMatchObject({ default: 'Q-20/final' });
    expect(guizhou.rule('evaluation.final')).not.toHaveProperty('default');
  });
});
