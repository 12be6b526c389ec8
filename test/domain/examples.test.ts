import { describe, expect, test } from '@jest/globals';
import { type ExampleContext, runExamples, whenOfRule } from '../../domain/examples.ts';
import type { DeadlineWhen, Rule, RuleExample, RuleValues } from '../../domain/pack.ts';
import { parsePlainDate as day } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';

const context: ExampleContext = {
  calendar: loadCalendars().calendarFor('CN'),
  whenOfDefault: (reference) => (reference === 'Q-18/contractor-monthly' ? { periodDay: 5 } : undefined),
};
const head = {
  id: 'GZ-17',
  title: '驻站社工到位',
  tags: 'E R C M',
  basis: { source: '001', clause: '三(三)3', line: 43, quote: '15个工作日内' },
  binding: 'mandatory' as const,
};
const rule = (values: RuleValues, ...examples: RuleExample[]): Rule =>
  ({ ...head, ...values, ...(examples.length > 0 && { examples }) }) as Rule;
const fifteen: DeadlineWhen = { after: 'agreement-signed', term: { count: 15, unit: 'working-day' } };
const staffed = (...examples: RuleExample[]) => rule({ kind: 'deadline', owes: 'contractor', when: fifteen }, ...examples);
const monthly = (reference: string, ...examples: RuleExample[]) =>
  rule({ kind: 'recurring', owes: 'contractor', every: 'month', default: reference }, ...examples);
const atLeastTwo = (...examples: RuleExample[]) => rule({ kind: 'threshold', operator: '>=', value: 2, unit: 'person' }, ...examples);
const signed = (on: string) => ({ events: { 'agreement-signed': day(on) } });
const problems = (given: Rule) =>
  runExamples(given, context).map(({ index, field, received, expected }) => [index, field, received, expected]);

const spring = { ...signed('2026-02-10'), due: day('2026-03-09') };
const nextYear = { ...signed('2026-12-15'), due: day('2027-01-06'), provisional: true };

describe('worked examples of a rule', () => {
  test('a wrong day, kind of day or certainty fails and tells what came out', () => {
    const wrong = { ...spring, due: day('2026-03-10'), strict: day('2026-03-08'), safe: day('2026-03-07'), provisional: true };
    expect(problems(staffed(nextYear, wrong))).toEqual([
      [1, 'due', '2026-03-09', '2026-03-10'],
      [1, 'strict', '2026-03-09', '2026-03-08'],
      [1, 'safe', '2026-03-09', '2026-03-07'],
      [1, 'provisional', false, true],
    ]);
  });

  test('an example that proves nothing fails', () => {
    expect(problems(staffed(spring, signed('2026-02-10')))).toEqual([[1, 'due', undefined, undefined]]);
    expect(problems(staffed(spring, { due: day('2026-03-09') }))).toEqual([[1, 'events', undefined, undefined]]);
    expect(problems(staffed(spring, { ...spring, events: {} }))).toEqual([[1, 'events', {}, undefined]]);
    expect(problems(atLeastTwo({ value: 2, passes: true }, { value: 1 }))).toEqual([[1, 'value', undefined, undefined]]);
    expect(problems(atLeastTwo({ value: 2, passes: true }, { passes: true }))).toEqual([[1, 'value', undefined, undefined]]);
  });

  test('a day that the calendar does not know fails; a defect of the engine is thrown', () => {
    expect(problems(staffed(spring, { ...signed('2017-12-01'), due: day('2017-12-22') }))).toEqual([
      [1, 'events', { 'agreement-signed': '2017-12-01' }, undefined],
    ]);
    const broken = { ...context, calendar: { ...context.calendar, days: undefined } } as unknown as ExampleContext;
    expect(() => runExamples(staffed(spring), broken)).toThrow(TypeError);
  });

  test('one example is not enough for a rule that computes, none is right for one that does not', () => {
    expect(problems(staffed(spring))).toEqual([[1, 'examples', undefined, undefined]]);
    expect(problems(staffed())).toEqual([[0, 'examples', undefined, undefined]]);
    expect(problems(atLeastTwo())).toEqual([[0, 'examples', undefined, undefined]]);
    expect(problems(rule({ kind: 'fact' }, spring))).toEqual([[0, 'examples', undefined, undefined]]);
    expect(problems(monthly('Q-99/nothing', spring))).toEqual([[0, 'examples', undefined, undefined]]);
    expect(problems(rule({ kind: 'deadline', owes: 'contractor' }))).toEqual([]);
    expect(problems(rule({ kind: 'fact' }))).toEqual([]);
  });

  test('a threshold on the wrong side fails, and a percentage without its base', () => {
    expect(problems(atLeastTwo({ value: 2, passes: true }, { value: 1, passes: true }))).toEqual([[1, 'passes', false, true]]);
    const share = { kind: 'threshold', operator: '<=', value: 2, unit: 'percent', base: '资金' } as const;
    expect(problems(rule(share, { value: 2, passes: true }, { value: 2, baseValue: 100, passes: true }))).toEqual([
      [0, 'baseValue', undefined, undefined],
    ]);
  });

  test('examples that come out as written pass', () => {
    expect(problems(staffed(spring, nextYear))).toEqual([]);
    expect(problems(atLeastTwo({ value: 2, passes: true }, { value: 1, passes: false }))).toEqual([]);
    const ended = (on: string, due: string) => ({ events: { 'period-ended': day(on) }, due: day(due) });
    expect(problems(monthly('Q-18/contractor-monthly', ended('2026-08-31', '2026-09-07'), ended('2026-09-30', '2026-10-08')))).toEqual([]);
  });

  test('the day of a rule is its own, else that of the default it names', () => {
    expect(whenOfRule(staffed(), context)).toBe(fifteen);
    expect(whenOfRule(monthly('Q-18/contractor-monthly'), context)).toEqual({ periodDay: 5 });
    expect(whenOfRule(rule({ kind: 'deadline', owes: 'contractor' }), context)).toBe(undefined);
    expect(whenOfRule(rule({ kind: 'fact' }), context)).toBe(undefined);
  });
});
