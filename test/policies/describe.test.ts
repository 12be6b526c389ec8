import { describe, expect, test } from '@jest/globals';
import type { DeadlineWhen, RuleValues } from '../../domain/pack.ts';
import { parsePlainDate as day } from '../../domain/time.ts';
import { describeValues, describeWhen } from '../../policies/describe.ts';

const items = [
  { code: 'a', label: '桌椅' },
  { code: 'b', label: '电脑' },
];

test.each<[DeadlineWhen, string]>([
  [{ after: 'agreement-signed', term: { count: 15, unit: 'working-day' } }, '协议签订后15个工作日内'],
  [{ after: 'first-day-in-post', notBefore: day('2021-09-01'), term: { count: 2, unit: 'year' } }, '到岗首日(不早于2021-09-01)后2年内'],
  [{ before: 'contract-ends', term: { count: 1, unit: 'month' } }, '合同期满前1个月'],
  [{ by: day('2021-08-15') }, '2021-08-15前(含)'],
  [{ window: { from: day('2022-07-01'), to: day('2022-07-31') } }, '2022-07-01至2022-07-31'],
  [{ dayOfLastMonth: 10, of: 'contract-ends' }, '合同期满当月10日前(含)'],
  [{ yearly: '01-31', rolls: true }, '每年01-31前(含)，遇休息日顺延'],
  [{ yearly: '12-31' }, '每年12-31前(含)'],
  [{ periodDay: 5 }, '次月5日'],
  [
    { earliestOf: [{ yearly: '12-31' }, { before: 'contract-ends', term: { count: 45, unit: 'day' } }] },
    '每年12-31前(含)，合同期满前45日，先到者',
  ],
])('%j reads %s', (when, words) => {
  expect(describeWhen(when)).toBe(words);
});

describe('the values of a rule in one line', () => {
  test.each<[RuleValues, string]>([
    [
      { kind: 'deadline', owes: 'contractor', to: ['superior', 'upper'], default: 'Q-24/staffing' },
      '承接机构→上级民政部门、省级民政部门：默认值 Q-24/staffing',
    ],
    [{ kind: 'deadline', owes: 'town' }, '乡镇(街道)：未定期限'],
    [{ kind: 'deadline', owes: 'contractor', when: { yearly: '07-31' } }, '承接机构：当年07-31前(含)'],
    [{ kind: 'recurring', owes: 'purchaser', every: 'year', times: 2, when: { yearly: '12-31' } }, '购买主体：每年2次，每年12-31前(含)'],
    [{ kind: 'recurring', owes: 'station', every: 'year', hours: 60 }, '社工站：每年60学时，未定期限'],
    [
      { kind: 'threshold', operator: '>=', value: 3, unit: 'percent', base: '社会救助资金', baseYear: 'current' },
      '不少于3%(当年社会救助资金)',
    ],
    [{ kind: 'threshold', operator: '<=', value: 3, unit: 'percent', base: '救助资金', baseYear: 'previous' }, '不超过3%(上年救助资金)'],
    [{ kind: 'threshold', operator: '>=', value: 2, unit: 'person' }, '不少于2人'],
    [{ kind: 'threshold', operator: '<=', value: 10, unit: 'minute' }, '不超过10分钟'],
    [{ kind: 'checklist', items }, '2项：桌椅、电脑'],
    [{ kind: 'checklist', items, open: true, atLeast: 1 }, '2项，至少1项：桌椅、电脑等'],
    [{ kind: 'flow', steps: items, shares: [60, 40] }, '桌椅 60% → 电脑 40%'],
    [
      {
        kind: 'flow',
        steps: items,
        cycleYears: 3,
        timesPerYear: 2,
        ranks: ['不合格', '合格', '优秀'],
        pass: '合格',
        excellent: '优秀',
        renews: true,
      },
      '桌椅 → 电脑；周期3年；每年2次；等次不合格＜合格＜优秀；合格及以上为通过；优秀及以上奖补；合格即续签',
    ],
    [{ kind: 'prohibition', acts: items }, '禁止：桌椅、电脑'],
    [{ kind: 'role', function: 'purchaser', level: 'county', alsoLevels: ['town'] }, '县级、乡镇级(购买主体)'],
    [{ kind: 'fact', text: '三社联动' }, '三社联动'],
    [{ kind: 'fact' }, ''],
  ])('%j', (values, words) => {
    expect(describeValues(values)).toBe(words);
  });
});
