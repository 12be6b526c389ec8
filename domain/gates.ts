import type { ErrorCode, FieldProblem } from './errors.ts';
import type { PlainDate } from './ids.ts';
import type { Actor, ProcessEvent, Refusal } from './lifecycle.ts';
import type { ChecklistItem } from './pack.ts';
import type { SlotRule } from './policy.ts';
import { judgeThreshold } from './threshold.ts';

/** The answer of a gate: a refusal, or nothing if it is passed. */
export type Verdict = Refusal | undefined;

/** A day with the words for it, as refusals name it; `null` = it has not come about, so nothing is compared with it. */
interface NamedDate {
  label: string;
  date: PlainDate | null;
}

/** A refusal in the words of the person who is refused. */
export function refuse(refused: ErrorCode, detail: string, fields?: FieldProblem[]): Refusal {
  return fields ? { refused, detail, fields } : { refused, detail };
}

/** The first of several gates that is shut. */
export function firstRefusal(...verdicts: Verdict[]): Verdict {
  return verdicts.find((one) => one !== undefined);
}

/** Dates in their order: the later one may be the same day. `field` is the field of the body that holds the later one. */
export function inOrder(earlier: NamedDate, field: string, later: NamedDate): Verdict {
  if (earlier.date === null || later.date === null || later.date >= earlier.date) return undefined;
  const problem = `${later.label} ${later.date} 早于${earlier.label} ${earlier.date}`;
  return refuse('policy.out-of-order', problem, [{ field, problem, received: later.date, allowed: `${earlier.date} 或以后` }]);
}

/** What is reported as done lies neither in the future nor before what it rests on. */
export function doneInOrder(field: string, act: { label: string; date: PlainDate }, today: PlainDate, ...after: NamedDate[]): Verdict {
  if (act.date > today) {
    const problem = `${act.label} ${act.date} 晚于今天 ${today}`;
    return refuse('policy.date-in-future', problem, [{ field, problem, received: act.date, allowed: `${today} 或以前` }]);
  }
  return firstRefusal(...after.map((earlier) => inOrder(earlier, field, act)));
}

/** The event itself, if the day in its `field` lies neither in the future nor before what it rests on; the usual way of recording an act. */
export function done<Field extends string, const Event extends ProcessEvent & Record<Field, PlainDate>>(
  event: Event,
  field: Field,
  label: string,
  today: PlainDate,
  ...after: NamedDate[]
): Event[] | Refusal {
  return doneInOrder(field, { label, date: event[field] }, today, ...after) ?? [event];
}

/** A side task is done once: the refusal of the second time, or nothing. */
export function notTwice(label: string, doneOn: PlainDate | null): Verdict {
  return doneOn === null ? undefined : refuse('process.already-done', `${label}已于 ${doneOn} 办理`);
}

/** A condition of the pack, already measured; {@link judge} weighs how binding its rule is. */
export interface Condition {
  rule: Pick<SlotRule, 'id' | 'title' | 'binding'>;
  met: boolean;
  code: ErrorCode;
  field: string;
  detail: string;
  received?: unknown;
  allowed?: unknown;
}

/** The consent of the head of the unit to depart from what binds in principle only. */
interface Override {
  reason: string;
}

/**
 * Weighs all conditions of one command. A mandatory one that is not met refuses; one in principle asks for the head's override with a reason;
 * targets and options never refuse. Answers the ids of the rules departed from, or one refusal that names everything that is not met.
 */
export function judge(conditions: (Condition | undefined)[], override: Override | undefined, actor: Actor): string[] | Refusal {
  const unmet = conditions.filter((one): one is Condition => one !== undefined && !one.met);
  const mandatory = unmet.filter(({ rule }) => rule.binding === 'mandatory');
  const [first] = mandatory;
  if (first) return refusal(first.code, mandatory);
  const inPrinciple = unmet.filter(({ rule }) => rule.binding === 'in-principle');
  if (inPrinciple.length === 0) return [];
  if (!override || actor.role !== 'head') return { ...refusal('policy.override-needed', inPrinciple), whoMay: ['负责人'] };
  return inPrinciple.map(({ rule }) => rule.id);
}

function refusal(code: ErrorCode, unmet: Condition[]): Refusal {
  const fields = unmet.map(({ field, detail, received, allowed }): FieldProblem => ({ field, problem: detail, received, allowed }));
  return refuse(code, unmet.map(({ rule, detail }) => `${detail}（${rule.id}）`).join('；'), fields);
}

/** What a checklist rule asks for and what of it is ticked; further items are in order only where the clause ends in 等. */
export function complete(rule: SlotRule<'checklist'> | undefined, ticked: readonly string[], field: string): Condition | undefined {
  if (!rule) return undefined;
  const codes = rule.items.map(({ code }) => code);
  const unknown = rule.open ? [] : ticked.filter((code) => !codes.includes(code));
  if (unknown.length > 0) {
    const detail = `${rule.title}没有这些项目：${unknown.join('、')}`;
    return { rule, met: false, code: 'request.invalid', field, detail, received: unknown, allowed: codes };
  }
  const missing = rule.items.filter(({ code }) => !ticked.includes(code));
  const enough = rule.atLeast ?? codes.length;
  const met = codes.length - missing.length >= enough;
  const detail =
    rule.atLeast === undefined ? `${rule.title}缺少：${names(missing)}` : `${rule.title}至少具备${enough}项，可选：${names(rule.items)}`;
  return { rule, met, code: 'policy.document-missing', field, detail, received: [...ticked], allowed: codes };
}

/** As {@link complete}, for a slot that several rules fill: every one of them must be complete, and each item belongs to one of them. */
export function completeAll(rules: SlotRule<'checklist'>[], ticked: readonly string[], field: string): (Condition | undefined)[] {
  return rules.map((rule) => {
    const elsewhere = rules.filter((other) => other !== rule).flatMap(({ items }) => items.map(({ code }) => code));
    const own = rule.items.map(({ code }) => code);
    return complete(
      rule,
      ticked.filter((code) => own.includes(code) || !elsewhere.includes(code)),
      field,
    );
  });
}

function names(items: ChecklistItem[]): string {
  return items.map(({ label }) => label).join('、');
}

const UNITS: Record<SlotRule<'threshold'>['unit'], string> = {
  percent: '%',
  yuan: '元',
  person: '人',
  year: '年',
  month: '个月',
  'square-metre': '平方米',
  centimetre: '厘米',
  hour: '学时',
  minute: '分钟',
  grade: '级',
  count: '个',
};

/** What a threshold rule without a base asks for and what was measured; nothing measured does not pass. */
export function measured(rule: SlotRule<'threshold'> | undefined, value: number | undefined, field: string): Condition | undefined {
  if (!rule) return undefined;
  const met = value !== undefined && judgeThreshold(rule, value)?.passes === true;
  const limit = `${rule.operator === '>=' ? '不低于' : '不超过'}${rule.value}${UNITS[rule.unit]}`;
  return {
    rule,
    met,
    code: 'policy.condition-unmet',
    field,
    detail: `${rule.title}：应${limit}，${value === undefined ? '未填写' : `现为${value}${UNITS[rule.unit]}`}`,
    received: value,
    allowed: limit,
  };
}

/** A condition that is simply true or not. */
export function holds(rule: Condition['rule'] | undefined, met: boolean, field: string, detail: string): Condition | undefined {
  return rule && { rule, met, code: 'policy.condition-unmet', field, detail };
}
