import { describe, expect, test } from '@jest/globals';
import { explain } from '../../api/presenters/duty.ts';
import { EVENT_NAMES } from '../../api/presenters/words.ts';
import { resolveDuty } from '../../domain/duty.ts';
import type { PlainDate } from '../../domain/ids.ts';
import type { TriggerEvent } from '../../domain/pack.ts';
import type { SlotName } from '../../domain/slots.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { loadPacks } from '../../policies/load.ts';
import { countingSteps, type Explained } from '../../web/src/parts/why/counting.ts';
import { marksOf } from '../../web/src/parts/why/marks.ts';

const packs = loadPacks();
const calendar = loadCalendars().calendarFor('CN');

/** A date of a real pack, as the API explains it. */
function dated(pack: string, slot: SlotName, event: TriggerEvent, day: string): Explained {
  const policy = packs.policy(pack);
  const duty = resolveDuty({ key: slot, slot, events: { [event]: day as PlainDate } }, policy, calendar);
  if (!duty) throw new Error(`${pack} has no rule in ${slot}`);
  const { due, trigger, ruleId = null, defaultId = null } = duty;
  const words = explain({ slot, ruleId, defaultId, calendarVersion: due?.calendarVersion ?? null, trace: due?.trace ?? null }, policy);
  return {
    label: duty.label,
    owesName: duty.owes,
    due: due?.due ?? null,
    strict: due?.strict ?? null,
    safe: due?.safe ?? null,
    provisional: due?.provisional ?? false,
    trigger: trigger ? { ...trigger, eventName: EVENT_NAMES[trigger.event] } : null,
    ...words,
    trace: words.trace.map((entry) => ({ ...entry })),
  };
}

describe('the steps that lead to a date', () => {
  test('tell the start, the count and the roll of a term in natural days', () => {
    const steps = countingSteps(dated('hn', 'contract.sign', 'award-notice-issued', '2026-02-12'));
    expect(steps).toHaveLength(4);
    expect(steps[0]).toContain('中标(成交)通知书发出：2026-02-12 周四，当日不计入');
    expect(steps[1]).toContain('按自然日计算，数满 30 日为 2026-03-14 周六');
    expect(steps[2]).toContain('2026-03-14 周六是休息日，期限顺延到其后第一个工作日 2026-03-16 周一');
    expect(steps[3]).toContain('稳妥日为 2026-03-13 周五');
  });

  test('tell which days are skipped where working days are counted', () => {
    const steps = countingSteps(dated('hn', 'contract.copy-filed', 'agreement-signed', '2026-09-18'));
    expect(steps[1]).toMatch(
      /按工作日计算，数满 15 个工作日为 \d{4}-\d{2}-\d{2} 周.，其间跳过周末 \d+ 天、节假日 \d+ 天（.*国庆.*），调休上班 \d+ 天计入/,
    );
  });

  test('count backwards without a roll', () => {
    const steps = countingSteps(dated('hn', 'evaluation.confirmed', 'contract-ends', '2027-03-01'));
    expect(steps[0]).toContain('从前一日起往前倒数');
    expect(steps[1]).toContain('数满 45 日为 2027-01-15 周五');
    expect(steps.some((step) => step.includes('顺延'))).toBe(false);
  });

  test('name the corresponding day of years', () => {
    const steps = countingSteps(dated('hn', 'certificate.obtain', 'project-starts', '2026-03-02'));
    expect(steps[1]).toContain('到期月的对应日 2028-03-02 周四');
  });

  test('say what is missing where a day cannot be told yet', () => {
    const unknown: Explained = {
      ...dated('hn', 'contract.sign', 'award-notice-issued', '2026-02-12'),
      due: null,
      strict: null,
      safe: null,
    };
    expect(countingSteps({ ...unknown, when: '合同签订后15个工作日内' })[0]).toBe('期限为：合同签订后15个工作日内。');
    expect(countingSteps(unknown)).toEqual(['条文没有规定日期，也没有可以推定日期的默认规则，因此不设截止日。']);
  });
});

describe('the small calendar', () => {
  test('numbers each counted day, and says why the others are skipped', () => {
    const marks = marksOf(dated('hn', 'contract.copy-filed', 'agreement-signed', '2026-09-18'));
    const counted = [...marks.values()].filter(({ long }) => /第\d+日/.test(long));
    expect(counted).toHaveLength(15);
    expect(marks.get('2026-09-18')).toMatchObject({ tone: 'event', short: '起算' });
    expect(marks.get('2026-09-19')).toMatchObject({ tone: 'skipped', short: '周末' });
    expect(marks.get('2026-10-01')).toMatchObject({ tone: 'skipped' });
    expect(marks.get('2026-10-01')?.long).toContain('国庆');
  });

  test('shows due day and safe day over what they are in the count', () => {
    const marks = marksOf(dated('hn', 'contract.sign', 'award-notice-issued', '2026-02-12'));
    expect(marks.get('2026-03-16')).toMatchObject({ tone: 'due', short: '截止' });
    expect(marks.get('2026-03-13')).toMatchObject({ tone: 'safe', long: expect.stringContaining('稳妥日；第29日') });
    expect(marks.get('2026-03-14')).toMatchObject({ tone: 'skipped', short: '周末' });
  });

  test('has nothing to show without a date', () => {
    const none: Explained = {
      ...dated('hn', 'contract.sign', 'award-notice-issued', '2026-02-12'),
      due: null,
      safe: null,
      trigger: null,
      trace: [],
    };
    expect(marksOf(none).size).toBe(0);
  });
});
