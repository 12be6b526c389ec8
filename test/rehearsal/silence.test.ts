import { describe, expect, test } from '@jest/globals';
import type { PlainDate } from '../../domain/ids.ts';
import { SLOTS, type SlotName } from '../../domain/slots.ts';
import { loadPacks } from '../../policies/load.ts';
import { goalOf } from '../../rehearsal/goal.ts';
import { type Silence, silencesOf } from '../../rehearsal/silence.ts';
import { unusedRules } from '../../rehearsal/unused.ts';

const NINE = ['hn', 'lf', 'gz', 'nm', 'ja', 'yz', 'sx', 'zl', 'sm'];
const FROM = '2026-01-05' as PlainDate;
const policyOf = (pack: string) => loadPacks().policy(pack);
const inWords = ({ step, defaultId, does }: Silence) => `${step}：${does}${defaultId ? ` ${defaultId}` : ''}`;
const silencesIn = (pack: string) => silencesOf(policyOf(pack)).map(inWords);

describe('where the texts are silent', () => {
  // Read off the matrix of the nine systems by hand.
  test.each([
    ['hn', ['签订服务合同', '年度计划备案'], ['合同到期提醒：到期前90日 Q-14', '评估结果公布：不公布，内部使用 Q-34']],
    ['gz', ['购买主体', '采购组织方'], ['签订服务合同：照常办理，不设期限', '续签规则：不续签，也不自动延期；到期前重新采购 Q-28']],
    ['nm', ['编制年度计划', '抽查评估'], ['采购组织方：购买主体 Q-62', '合同期限：1年 Q-59', '承接机构定期报告：跳过']],
    ['ja', ['终期评估'], ['编制年度计划：照常办理，不设期限', '年度计划备案：跳过', '取得职业资格：跳过']],
    ['yz', ['工作计划备案', '中期评估'], ['年度计划备案：跳过', '合同副本备案：跳过']],
    ['sx', ['签订服务合同', '乡镇报告'], ['购买主体：发起采购的民政部门', '采购周期：不设年限']],
    ['zl', ['评估情况上报', '取得职业资格'], ['年度计划备案：跳过', '签订服务合同：照常办理，不设期限']],
    ['sm', ['落实购买经费'], ['合同签订方：购买主体 Q-62', '承接机构定期报告：跳过', '确定新一期方案：跳过']],
  ])('%s: what has a rule is not named, the rest is', (pack, ruled, silent) => {
    const lines = silencesIn(pack);
    expect(lines.filter((line) => ruled.some((step) => line.startsWith(`${step}：`)))).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(silent));
  });

  test.each(NINE)('%s: no step with a rule is called silent, and each is named once', (pack) => {
    const policy = policyOf(pack);
    const steps = silencesOf(policy).map(({ step }) => step);
    const ruled = (Object.keys(SLOTS) as SlotName[])
      .filter((slot) => policy.rules(slot).length > 0)
      .map((slot) => SLOTS[slot].title as string);
    expect(steps.filter((step) => ruled.includes(step))).toEqual([]);
    expect(new Set(steps).size).toBe(steps.length);
  });

  test.each(NINE)('%s: a default that acts is one of ours', (pack) => {
    const acting = silencesOf(policyOf(pack)).flatMap(({ defaultId }) => defaultId ?? []);
    expect(acting.map((id) => policyOf(pack).defaultEntry(id).id)).toEqual(acting);
  });
});

describe('rules that gave no duty', () => {
  const used = (...slots: SlotName[]) => slots.map((slot) => ({ slot }));

  test('are named, until a duty of theirs has been seen', () => {
    const lines = (slots: SlotName[]) => unusedRules(policyOf('hn'), used(...slots), FROM).map(({ ruleId }) => ruleId);
    expect(lines([])).toContain('HN-57');
    expect(lines(['contract.sign'])).not.toContain('HN-57');
  });

  test('those of a roll-out that is over say so; in its year they do not', () => {
    const budget = (from: string) => unusedRules(policyOf('yz'), [], from as PlainDate).find(({ ruleId }) => ruleId === 'YZ-60')?.why;
    expect(budget('2021-08-20')).toBe('没有形成义务');
    expect(budget('2021-08-21')).toBe('只适用于当年的推进（Q-16）');
  });

  test('a station that is never short of workers owes nothing for it', () => {
    expect(unusedRules(policyOf('hn'), [], FROM)).toContainEqual({ ruleId: 'HN-39', step: '人员补缺', why: '没有人员空缺' });
  });

  test('a system without a rule has none to use', () => {
    expect(unusedRules(policyOf('ja'), [], FROM).map(({ step }) => step)).not.toContain('签订服务合同');
  });
});

describe('where the policy leads', () => {
  test.each(NINE)('%s: a good year is renewed only where the texts know renewal', (pack) => {
    const renewed = { road: 'performing', firstContract: 'renewed', yearOfCycle: 2 };
    const procured = { road: 'performing', firstContract: 'completed', procurement: 'not-renewed', yearOfCycle: 1 };
    expect(goalOf(policyOf(pack), 'pass')).toEqual(['nm', 'gz', 'ja'].includes(pack) ? procured : renewed);
  });

  test.each(NINE)('%s: a bad year is never renewed', (pack) => {
    expect(goalOf(policyOf(pack), 'fail').firstContract).not.toBe('renewed');
    expect(goalOf(policyOf(pack), 'lapse').firstContract).not.toBe('renewed');
  });
});
