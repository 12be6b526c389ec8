import type { z } from 'zod';
import { FUNCTION_NAMES } from '../../domain/access.ts';
import { type EventDates, partThatBinds, resolveDeadline } from '../../domain/deadline.ts';
import { triggerOf } from '../../domain/duty.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { DeadlineWhen, Pack, Rule, RuleValues, TriggerEvent } from '../../domain/pack.ts';
import type { SlotRule } from '../../domain/policy.ts';
import type { RuleAnswer } from '../../domain/schema/api/pack.ts';
import type { DayAnswer, VerdictAnswer } from '../../domain/schema/api/pack-trial.ts';
import { SLOTS } from '../../domain/slots.ts';
import { judgeThreshold } from '../../domain/threshold.ts';
import { MEASURES } from '../../policies/describe.ts';
import type { LoadedPacks } from '../../policies/load.ts';
import { calendarOf, policyOf, type Services } from '../services.ts';
import { explainBy } from './duty.ts';
import { dayInWords, type Filling, gradesOf, numberText, valuesInWords, whenOf } from './pack-words.ts';
import { EVENT_NAMES } from './words.ts';

type Trial = z.infer<typeof RuleAnswer>['trials'][number];
type Threshold = Extract<RuleValues, { kind: 'threshold' }>;

/** The values of a rule itself, then those of the further slots that it fills. */
function fillingsOf(rule: Rule): Filling[] {
  const further = (rule.also ?? []).map(({ slot, ...values }) => ({ slot, values: values as RuleValues }));
  return [{ slot: rule.slot, values: rule }, ...further];
}

/** What can be worked out live with a rule: each of its dated values, each of its thresholds. */
export function trialsOf(rule: Rule, pack: Pack, packs: LoadedPacks): Trial[] {
  return fillingsOf(rule).flatMap((filling, at): Trial[] => {
    const { slot, values } = filling;
    const title = slot ? SLOTS[slot].title : rule.title;
    if (values.kind === 'threshold') {
      const limit = valuesInWords(filling, pack, packs);
      const grades = values.unit === 'grade' ? (gradesOf(slot, pack) ?? null) : null;
      return [{ kind: 'verdict', filling: at, title, limit, ...measuredIn(values, title), grades: grades && [...grades] }];
    }
    const when = whenOf(values, packs);
    const events = when ? eventsOf(when, inPlanYear(rule)) : [];
    const named = events.map((event) => ({ event, eventName: EVENT_NAMES[event] }));
    return when ? [{ kind: 'day', filling: at, title, when: dayInWords(when), events: named }] : [];
  });
}

function measuredIn(rule: Threshold, title: string): { measured: string; unit: string; base: string | null } {
  const { base = null, unit, baseYear } = rule;
  if (unit !== 'percent' || base === null) return { measured: base ?? title, unit: MEASURES[unit], base: null };
  const year = baseYear ? { current: '当年', previous: '上年' }[baseYear] : '';
  return { measured: '实际数', unit: '', base: base.startsWith(year) ? base : `${year}${base}` };
}

/** Whether a day of the year lies in a plan year, the examples of the rule tell. */
function inPlanYear({ examples = [] }: Rule): boolean {
  return examples.some(({ events }) => events?.['plan-year-starts'] !== undefined);
}

/** The events that a day counts from. */
function eventsOf(when: DeadlineWhen, planYear: boolean): TriggerEvent[] {
  if ('earliestOf' in when) return [...new Set(when.earliestOf.flatMap((part) => eventsOf(part, planYear)))];
  if ('yearly' in when) return [planYear ? 'plan-year-starts' : 'year-starts'];
  const event = triggerOf(when, {});
  return event ? [event] : [];
}

/** The day that a rule gives for these events, explained as the day of a duty is. */
export function presentDay(rule: Rule, pack: Pack, at: number, given: EventDates, services: Services): z.infer<typeof DayAnswer> {
  const { slot, values } = fillingAt(rule, at);
  const when = whenOf(values, services.packs);
  if (!when || (values.kind !== 'deadline' && values.kind !== 'recurring'))
    throw new CatalogueError('policy.no-rule', '这项规则不计算日期');
  checkEvents(given, eventsOf(when, inPlanYear(rule)), 'earliestOf' in when);
  const calendar = calendarOf(services, pack.region);
  const due = resolveDeadline(when, given, calendar);
  const part = partThatBinds(when, given, calendar);
  const event = part && triggerOf(part, given);
  const date = event && given[event];
  const held = { ...values, id: rule.id, title: rule.title, basis: rule.basis, binding: rule.binding } as SlotRule;
  const defaultId = values.when ? null : (values.default ?? null);
  return {
    label: slot ? SLOTS[slot].title : rule.title,
    owesName: FUNCTION_NAMES[values.owes],
    when: dayInWords(when),
    due: due?.due ?? null,
    strict: due?.strict ?? null,
    safe: due?.safe ?? null,
    provisional: due?.provisional ?? false,
    trigger: event && date ? { event, eventName: EVENT_NAMES[event], date } : null,
    ...explainBy(
      held,
      { defaultId, calendarVersion: due?.calendarVersion ?? null, trace: due?.trace ?? null },
      policyOf(services, pack.id, pack.version),
    ),
  };
}

/** Each event must be one that the rule counts from, and one that it counts from must be there; of several, one is enough. */
function checkEvents(given: EventDates, needed: readonly TriggerEvent[], oneIsEnough: boolean): void {
  const names = Object.keys(given) as TriggerEvent[];
  const strange = names.filter((name) => !needed.includes(name));
  const missing = needed.filter((name) => given[name] === undefined);
  const lacks = oneIsEnough ? false : missing.length > 0;
  if (strange.length === 0 && !lacks) return;
  const problem = strange.length > 0 ? '这条规则不从这个事件起算' : '缺少起算事件';
  throw new CatalogueError('request.invalid', problem, [{ field: 'event', problem, received: names, allowed: [...needed] }]);
}

function fillingAt(rule: Rule, at: number): Filling {
  const all = fillingsOf(rule);
  const found = all[at];
  if (found) return found;
  const problem = '规则没有这项取值';
  throw new CatalogueError('request.invalid', problem, [{ field: 'filling', problem, received: at, allowed: `0 至 ${all.length - 1}` }]);
}

/** Whether a value meets a threshold, with the comparison in words. */
export function presentVerdict(rule: Rule, pack: Pack, at: number, value: number, baseValue?: number): z.infer<typeof VerdictAnswer> {
  const { slot, values } = fillingAt(rule, at);
  if (values.kind !== 'threshold') throw new CatalogueError('policy.no-rule', '这项规则没有数量标准');
  const verdict = judgeThreshold(values, value, baseValue);
  if (!verdict) {
    const problem = '请填写百分比的基数';
    throw new CatalogueError('request.invalid', problem, [{ field: 'baseValue', problem, allowed: '不小于 0 的数值' }]);
  }
  const { base, unit } = measuredIn(values, rule.title);
  const grades = values.unit === 'grade' ? gradesOf(slot, pack) : undefined;
  const show = (number: number) => grades?.[number] ?? `${numberText(number)}${unit}`;
  const limit =
    base === null ? `标准是${show(verdict.limit)}` : `${base} ${numberText(baseValue ?? 0)} 的 ${values.value}% 是 ${show(verdict.limit)}`;
  const relation = relationOf(values.operator, value, verdict);
  return { ...verdict, inWords: `${limit}；现为 ${show(value)}，${relation}，${verdict.passes ? '符合' : '不符合'}。` };
}

function relationOf(operator: Threshold['operator'], value: number, { passes, limit }: { passes: boolean; limit: number }): string {
  if (value === limit) return '正好等于标准';
  if (operator === '>=') return passes ? '高于标准' : '低于标准';
  return passes ? '低于标准' : '超过标准';
}
