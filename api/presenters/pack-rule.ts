import type { z } from 'zod';
import { FUNCTION_NAMES } from '../../domain/access.ts';
import { fillings } from '../../domain/inherit.ts';
import type { Binding, Pack, Rule, RuleExample, RuleValues, TriggerEvent } from '../../domain/pack.ts';
import type { RuleAnswer } from '../../domain/schema/api/pack.ts';
import type { SourceAnswer } from '../../domain/schema/api/pack-trial.ts';
import { awaitedProcess, SLOTS, type SlotName } from '../../domain/slots.ts';
import { MEASURES } from '../../policies/describe.ts';
import type { LoadedPacks } from '../../policies/load.ts';
import { awaitedBy, standingOf, tagsOf } from '../../policies/report.ts';
import { markQuote, sourceTexts } from '../../policies/source-text.ts';
import { presentRuleRow } from './pack.ts';
import { trialsOf } from './pack-trial.ts';
import { asksName, gradesOf, numberText, valuesInWords } from './pack-words.ts';
import { CONSEQUENCE_NAMES, EVENT_NAMES } from './words.ts';

/** A rule with its clause, what it does here, and its worked examples. */
export function presentRule(rule: Rule, pack: Pack, packs: LoadedPacks): z.infer<typeof RuleAnswer> {
  const { id, title, tags, basis, binding, slot, conditionOf, awaits, also = [], inferred = [], examples = [], kind, ...values } = rule;
  return {
    ...presentRuleRow(rule),
    basis,
    values: { ...values },
    inWords: valuesInWords({ slot, values: rule }, pack, packs),
    effects: effectsOf(rule),
    also: also.map((one) => ({
      slot: one.slot,
      slotTitle: SLOTS[one.slot].title,
      inWords: valuesInWords({ slot: one.slot, values: one }, pack, packs),
    })),
    inferred: defaultsOf(rule).flatMap((one) => presentDefault(one, packs) ?? []),
    trials: trialsOf(rule, pack, packs),
    examples: examples.map((example) => presentExample(rule, pack, example)),
  };
}

/** The numbers of the defaults that a rule takes a day or a reading from. */
export function defaultsOf(rule: Rule): string[] {
  const days = [rule, ...(rule.also ?? [])].flatMap((values) => ('default' in values && values.default ? [values.default] : []));
  return [...new Set([...days.map((reference) => reference.split('/')[0] ?? ''), ...(rule.inferred ?? [])])];
}

function presentDefault(id: string, { defaults }: LoadedPacks) {
  const entry = defaults.get(id);
  return entry && { id, title: entry.title, reason: entry.reason };
}

const UNMET: Record<Binding, string> = {
  mandatory: '不符合的不能办理',
  'in-principle': '不符合的不能办理，负责人说明理由的可以例外',
  target: '是努力目标，不符合的也可以办理',
  optional: '是可选的做法，不符合的也可以办理',
  reported: '是报道所载的做法，不符合的也可以办理',
};

/** What the rule does here, each effect a sentence. */
function effectsOf(rule: Rule): string[] {
  const waits = awaitedBy(rule);
  if (waits) return [`待启用：${waits.reason}。目前只收录和展示，不提醒，也不检查。`];
  if (standingOf(rule) === 'shown')
    return [rule.slot ? `供“${asksName(rule.slot)}”流程引用，不提醒，也不检查。` : '收录备查，不提醒，也不检查。'];
  const enforced = tagsOf(rule).includes('E');
  const own = rule.slot || !rule.conditionOf ? fillings(rule) : [{ slot: rule.conditionOf, values: rule }];
  const effects = own.map(({ slot, values }) => {
    const process = asksName(slot);
    const which = own.length > 1 ? `“${SLOTS[slot].title}”：` : '';
    if (awaitedProcess(slot)) return `“${SLOTS[slot].title}”待启用：“${process}”流程尚未建立。`;
    return `${which}在“${process}”流程中${effectOf(values, rule.binding, enforced)}`;
  });
  const condition = rule.conditionOf ? [`作为“${SLOTS[rule.conditionOf].title}”的条件，一并执行。`] : [];
  return [...new Set([...effects, ...condition, ...consequenceOf(rule)])];
}

function effectOf(values: RuleValues, binding: Binding, enforced: boolean): string {
  switch (values.kind) {
    case 'deadline':
    case 'recurring': {
      const often = values.kind === 'recurring' ? '逐期' : '';
      if (!values.when && !values.default) return `登记为${FUNCTION_NAMES[values.owes]}应办的事项；条文没有日期，不设截止日，也不算逾期。`;
      return `${often}列为${FUNCTION_NAMES[values.owes]}的应办事项：算出截止日，到期前提醒，逾期的逐级提醒。`;
    }
    case 'threshold':
    case 'checklist':
    case 'prohibition':
      return enforced ? `办理时核对：${UNMET[binding]}。` : '用于计算和显示，不影响办理。';
    case 'flow':
      return '决定办理的步骤、等次或比例。';
    case 'role':
      return `决定由哪一级机构担任${FUNCTION_NAMES[values.function]}。`;
    case 'fact':
      return '作为事实显示。';
  }
}

function consequenceOf(rule: Rule): string[] {
  return rule.kind === 'deadline' && rule.ifMissed ? [`逾期的后果：${CONSEQUENCE_NAMES[rule.ifMissed]}。`] : [];
}

function presentExample(rule: Rule, pack: Pack, example: RuleExample): z.infer<typeof RuleAnswer>['examples'][number] {
  const { events = {}, due = null, value = null, baseValue = null, passes = null } = example;
  return { inWords: exampleInWords(rule, pack, example), events: { ...events }, due, value, baseValue, passes };
}

/** A worked example as a sentence: what happened when, and what must come out. */
function exampleInWords(rule: Rule, pack: Pack, { events = {}, due, value, baseValue, passes, provisional }: RuleExample): string {
  const given = Object.entries(events).map(([event, day]) => `${EVENT_NAMES[event as TriggerEvent]} ${day}`);
  const measured = rule.kind === 'threshold' ? measuredInWords(rule, pack, value, baseValue) : [];
  const verdict = passes === undefined ? '' : passes ? '符合' : '不符合';
  const outcome = due ? `截止 ${due}${provisional ? '（暂定）' : ''}` : verdict;
  return [[...given, ...measured].join('，'), outcome].filter(Boolean).join(' → ');
}

function measuredInWords(rule: Extract<Rule, { kind: 'threshold' }>, pack: Pack, value?: number, baseValue?: number): string[] {
  const grade = rule.unit === 'grade' && value !== undefined ? gradesOf(rule.slot, pack)?.[value] : undefined;
  const unit = rule.unit === 'percent' && rule.base ? '' : MEASURES[rule.unit];
  return [
    ...(value === undefined ? [] : [grade ?? `${numberText(value)}${unit}`]),
    ...(baseValue === undefined ? [] : [`${rule.base ?? '基数'} ${numberText(baseValue)}`]),
  ];
}

/** The clause in its source text, with the quote marked and the nearest lines that are not empty. */
export function presentSource({ basis }: Rule, around: number): z.infer<typeof SourceAnswer> {
  const lines = (sourceTexts().get(basis.source) ?? []).map((text, at) => ({ line: at + 1, text: text.trim() }));
  const spoken = lines.filter(({ text }) => text !== '');
  const before = spoken.filter(({ line }) => line < basis.line);
  return {
    source: basis.source,
    clause: basis.clause,
    line: basis.line,
    before: around === 0 ? [] : before.slice(-around),
    cited: markQuote(lines[basis.line - 1]?.text ?? '', basis.quote),
    after: spoken.filter(({ line }) => line > basis.line).slice(0, around),
  };
}

/** Whether a text names a slot. */
export function isSlot(text: string): text is SlotName {
  return Object.hasOwn(SLOTS, text);
}
