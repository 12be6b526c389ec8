import { describe, expect, test } from '@jest/globals';
import type { DeadlineWhen, RuleValues } from '../../domain/pack.ts';
import { loosenedField } from '../../domain/tighter.ts';
import { parsePlainDate as day } from '../../domain/time.ts';

const after = (
  count: number,
  unit: 'working-day' | 'day' = 'day',
  event: 'agreement-signed' | 'agreement-effective' = 'agreement-signed',
) => ({ after: event, term: { count, unit } }) satisfies DeadlineWhen;
const before = (count: number, unit: 'month' | 'day' = 'month', event: 'contract-ends' | 'period-ended' = 'contract-ends') =>
  ({ before: event, term: { count, unit } }) satisfies DeadlineWhen;
const by = (on: string): DeadlineWhen => ({ by: day(on) });
const window = (from: string, to: string): DeadlineWhen => ({ window: { from: day(from), to: day(to) } });
const items = (...codes: string[]) => codes.map((code) => ({ code, label: code }));

const deadline = (when?: DeadlineWhen, more: object = {}): RuleValues => ({
  kind: 'deadline',
  owes: 'contractor',
  ...(when && { when }),
  ...more,
});
const monthly = (more: object = {}): RuleValues => ({ kind: 'recurring', owes: 'contractor', every: 'month', ...more });
const floor = (value: number, more: object = {}): RuleValues => ({ kind: 'threshold', operator: '>=', value, unit: 'person', ...more });
const cap = (value: number): RuleValues => floor(value, { operator: '<=' });
const list = (codes: string[], more: object = {}): RuleValues => ({ kind: 'checklist', items: items(...codes), ...more });
const flow = (codes: string[], more: object = {}): RuleValues => ({ kind: 'flow', steps: items(...codes), ...more });
const role = (level: string, more: object = {}) => ({ kind: 'role', function: 'organiser', level, ...more }) as RuleValues;
const ranks = ['不合格', '合格', '良好'];

describe('a county may not loosen (Q-86)', () => {
  test.each<[string, RuleValues, RuleValues, string]>([
    ['another kind', deadline(by('2021-08-15')), list(['a']), 'kind'],
    ['a later term', deadline(after(15)), deadline(after(16)), 'when'],
    ['a term in another unit', deadline(after(15)), deadline(after(15, 'working-day')), 'when'],
    ['a term from another event', deadline(after(15)), deadline(after(15, 'day', 'agreement-effective')), 'when'],
    ['a clock that starts later', deadline(after(15)), deadline({ ...after(15), notBefore: day('2021-09-01') }), 'when'],
    ['a term turned round', deadline(after(1)), deadline(before(1)), 'when'],
    ['a shorter lead', deadline(before(2)), deadline(before(1)), 'when'],
    ['a lead in another unit', deadline(before(1)), deadline(before(40, 'day')), 'when'],
    ['a lead turned round', deadline(before(1)), deadline(after(1)), 'when'],
    ['a later date', deadline(by('2021-08-15')), deadline(by('2021-08-16')), 'when'],
    ['a date turned into a term', deadline(by('2021-08-15')), deadline(after(1)), 'when'],
    ['a window that closes later', deadline(window('2022-07-01', '2022-07-31')), deadline(window('2022-07-01', '2022-08-01')), 'when'],
    ['a window that opens earlier', deadline(window('2022-07-01', '2022-07-31')), deadline(window('2022-06-30', '2022-07-31')), 'when'],
    ['a window turned into a date', deadline(window('2022-07-01', '2022-07-31')), deadline(by('2022-07-31')), 'when'],
    [
      'a later day of the last month',
      deadline({ dayOfLastMonth: 10, of: 'contract-ends' }),
      deadline({ dayOfLastMonth: 11, of: 'contract-ends' }),
      'when',
    ],
    [
      'the last month of something else',
      deadline({ dayOfLastMonth: 10, of: 'contract-ends' }),
      deadline({ dayOfLastMonth: 9, of: 'period-ended' }),
      'when',
    ],
    ['the last month turned into a date', deadline({ dayOfLastMonth: 10, of: 'contract-ends' }), deadline(by('2022-07-31')), 'when'],
    ['a later yearly day', deadline({ yearly: '01-31' }), deadline({ yearly: '02-01' }), 'when'],
    ['a yearly day that rolls', deadline({ yearly: '01-31' }), deadline({ yearly: '01-31', rolls: true }), 'when'],
    ['a yearly day turned into one date', deadline({ yearly: '01-31' }), deadline(by('2022-01-31')), 'when'],
    ['a later report day', monthly({ when: { periodDay: 5 } }), monthly({ when: { periodDay: 6 } }), 'when'],
    ['a report day turned into a yearly day', monthly({ when: { periodDay: 5 } }), monthly({ when: { yearly: '01-31' } }), 'when'],
    ['the earlier of two days given up', deadline({ earliestOf: [after(30), by('2022-07-31')] }), deadline(after(30)), 'when'],
    ['no day any more', deadline(after(15)), deadline(), 'when'],
    ['somebody else', deadline(after(15)), deadline(after(15), { owes: 'town' }), 'owes'],
    ['a receiver fewer', deadline(after(15), { to: ['upper', 'superior'] }), deadline(after(15), { to: ['upper'] }), 'to'],
    ['no consequence any more', deadline(after(15), { ifMissed: 'breach' }), deadline(after(15)), 'ifMissed'],
    ['rarer reports', monthly(), monthly({ every: 'quarter' }), 'every'],
    ['fewer times a year', monthly({ every: 'year', times: 2 }), monthly({ every: 'year' }), 'times'],
    ['fewer hours', monthly({ hours: 60 }), monthly(), 'hours'],
    ['a lower floor', floor(2), floor(1), 'value'],
    ['a higher cap', cap(45), cap(46), 'value'],
    ['a cap for a floor', floor(2), cap(2), 'operator'],
    ['another unit', floor(2), floor(2, { unit: 'year' }), 'unit'],
    ['another base', floor(3, { base: '救助资金' }), floor(3, { base: '福彩公益金' }), 'base'],
    ['another base year', floor(3, { baseYear: 'current' }), floor(3, { baseYear: 'previous' }), 'baseYear'],
    ['a demand fewer', list(['a', 'b']), list(['a', 'c']), 'items'],
    ['demands turned into a choice', list(['a', 'b']), list(['a', 'b'], { atLeast: 1 }), 'atLeast'],
    ['one more that is permitted', list(['a', 'b'], { atLeast: 1 }), list(['a', 'c'], { atLeast: 1 }), 'items'],
    ['a choice that is opened', list(['a', 'b'], { atLeast: 1 }), list(['a', 'b'], { atLeast: 1, open: true }), 'open'],
    ['fewer to be chosen', list(['a', 'b'], { atLeast: 2 }), list(['a', 'b'], { atLeast: 1 }), 'atLeast'],
    ['a step fewer', flow(['a', 'b', 'c']), flow(['a', 'c']), 'steps'],
    ['steps in another order', flow(['a', 'b']), flow(['b', 'a']), 'steps'],
    ['other shares', flow(['a', 'b'], { shares: [50, 50] }), flow(['a', 'b'], { shares: [60, 40] }), 'shares'],
    ['a longer cycle', flow(['a'], { cycleYears: 2 }), flow(['a'], { cycleYears: 3 }), 'cycleYears'],
    ['an open cycle', flow(['a'], { cycleYears: 2 }), flow(['a']), 'cycleYears'],
    ['other grades', flow(['a'], { ranks }), flow(['a'], { ranks: ['不合格', '合格'] }), 'ranks'],
    ['an easier pass', flow(['a'], { ranks, pass: '良好' }), flow(['a'], { ranks, pass: '合格' }), 'pass'],
    ['an easier award', flow(['a'], { ranks, excellent: '良好' }), flow(['a'], { ranks }), 'excellent'],
    ['no renewal any more', flow(['a'], { renews: true }), flow(['a'], { renews: false }), 'renews'],
    ['rarer evaluations', flow(['a'], { timesPerYear: 2 }), flow(['a']), 'timesPerYear'],
    ['a prohibition fewer', { kind: 'prohibition', acts: items('a', 'b') }, { kind: 'prohibition', acts: items('a') }, 'acts'],
    ['another function', role('county'), role('county', { function: 'signatory' }), 'function'],
    ['another level', role('province'), role('county'), 'level'],
    ['taken from another function', role('county', { from: 'purchaser' }), role('county'), 'from'],
    ['one more level', role('county'), role('county', { alsoLevels: ['town'] }), 'alsoLevels'],
  ])('%s', (_, above, below, field) => {
    expect(loosenedField(above, below)).toBe(field);
  });
});

describe('a county may tighten', () => {
  test.each<[string, RuleValues, RuleValues]>([
    ['an earlier term', deadline(after(30)), deadline(after(20), { ifMissed: 'flag' })],
    ['a longer lead', deadline(before(1)), deadline(before(2))],
    ['an earlier date', deadline(by('2021-08-15')), deadline(by('2021-08-14'))],
    ['a window inside', deadline(window('2022-07-01', '2022-07-31')), deadline(window('2022-07-05', '2022-07-30'))],
    [
      'an earlier day of the last month',
      deadline({ dayOfLastMonth: 10, of: 'contract-ends' }),
      deadline({ dayOfLastMonth: 5, of: 'contract-ends' }),
    ],
    ['an earlier yearly day', deadline({ yearly: '01-31' }), deadline({ yearly: '01-15' })],
    ['a rolling yearly day', deadline({ yearly: '01-31', rolls: true }), deadline({ yearly: '01-15', rolls: true })],
    ['an earlier report day', monthly({ when: { periodDay: 5 } }), monthly({ when: { periodDay: 3 } })],
    ['a second day beside the first', deadline(after(30)), deadline({ earliestOf: [by('2022-07-31'), after(30)] })],
    [
      'both of two days, tighter',
      deadline({ earliestOf: [after(30), by('2022-07-31')] }),
      deadline({ earliestOf: [by('2022-07-30'), after(20)] }),
    ],
    ['a day where there was none', deadline(undefined, { default: 'Q-24/contract-copy' }), deadline(after(15, 'working-day'))],
    ['one more receiver', monthly({ to: ['upper'] }), monthly({ to: ['superior', 'upper'] })],
    ['more often', monthly({ every: 'quarter', times: 2 }), monthly()],
    ['more hours', monthly({ every: 'year', hours: 60 }), monthly({ every: 'year', hours: 72 })],
    ['a higher floor', floor(2), floor(3)],
    ['a lower cap', cap(45), cap(35)],
    ['a demand more', list(['a']), list(['a', 'b'])],
    ['fewer that are permitted', list(['a', 'b'], { atLeast: 1 }), list(['a'])],
    ['an open choice that is settled', list(['a'], { atLeast: 1, open: true }), list(['b'], { atLeast: 1, open: true })],
    ['a step between', flow(['a', 'c'], { cycleYears: 3 }), flow(['a', 'b', 'c'], { cycleYears: 2, shares: [50, 30, 20] })],
    ['a harder pass', flow(['a'], { ranks, pass: '合格' }), flow(['a'], { ranks, pass: '良好', timesPerYear: 2 })],
    ['a prohibition more', { kind: 'prohibition', acts: items('a') }, { kind: 'prohibition', acts: items('a', 'b') }],
    ['one level fewer', role('county', { alsoLevels: ['town'] }), role('county')],
    ['other words', { kind: 'fact', text: '三社联动' }, { kind: 'fact', text: '五社联动' }],
  ])('%s', (_, above, below) => {
    expect(loosenedField(above, below)).toBe(undefined);
    expect(loosenedField(above, above)).toBe(undefined);
  });
});
