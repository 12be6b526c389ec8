import type { z } from 'zod';
import { isJurisdiction, type Pack, type Rule, type RuleExample, type TriggerEvent } from '../../domain/pack.ts';
import type { PackAnswer, PacksAnswer, RuleAnswer, SlotAnswer } from '../../domain/schema/api/pack.ts';
import { SLOTS, type SlotName } from '../../domain/slots.ts';
import { describeValues } from '../../policies/describe.ts';
import { awaitedBy } from '../../policies/report.ts';
import { BINDING_NAMES, EVENT_NAMES } from './words.ts';

/** A pack in the list. */
export function presentPackRow(pack: Pack): z.infer<typeof PacksAnswer>['items'][number] {
  const { id, name, version, effectiveFrom, region, rules } = pack;
  return { id, name, scope: isJurisdiction(pack) ? 'jurisdiction' : 'project', version, effectiveFrom, region, ruleCount: rules.length };
}

/** A pack with its rules. */
export function presentPack(pack: Pack): z.infer<typeof PackAnswer> {
  const { contentHash, source, levels, rules } = pack;
  return { ...presentPackRow(pack), contentHash, source, levels, rules: rules.map(presentRuleRow) };
}

function presentRuleRow({ id, title, kind, binding, slot }: Rule): z.infer<typeof PackAnswer>['rules'][number] {
  return { id, title, kind, binding, bindingName: BINDING_NAMES[binding], slot: slot ?? null, slotTitle: slot ? SLOTS[slot].title : null };
}

/** What a pack says in one slot. */
export function presentSlot({ rules }: Pack, slot: SlotName): z.infer<typeof SlotAnswer> {
  const { title, kind } = SLOTS[slot];
  const filling = rules.filter((rule) => rule.slot === slot || rule.also?.some((one) => one.slot === slot));
  return { slot, title, kind, rules: filling.map(presentRuleRow) };
}

/** A rule with its clause, its values and its worked examples. */
export function presentRule(rule: Rule): z.infer<typeof RuleAnswer> {
  const { id, title, tags, basis, binding, slot, conditionOf, awaits, also = [], inferred = [], examples = [], kind, ...values } = rule;
  return {
    ...presentRuleRow(rule),
    basis,
    values: { ...values, ...(conditionOf && { conditionOf }), ...(awaits && { awaits: awaits.reason }) },
    awaits: awaitedBy(rule)?.reason ?? null,
    inWords: describeValues(rule),
    also: also.map((one) => ({ slot: one.slot, slotTitle: SLOTS[one.slot].title, inWords: describeValues(one) })),
    inferred,
    examples: examples.map((example) => ({ ...example })),
    examplesInWords: examples.map(exampleInWords),
  };
}

/** A worked example as a sentence: what happened when, and what must come out. */
function exampleInWords({ events = {}, due, value, baseValue, passes, provisional }: RuleExample): string {
  const given = Object.entries(events).map(([event, day]) => `${EVENT_NAMES[event as TriggerEvent]} ${day}`);
  const measured = [value !== undefined && `取值 ${value}`, baseValue !== undefined && `基数 ${baseValue}`].filter(Boolean);
  const verdict = passes === undefined ? '' : passes ? '符合' : '不符合';
  const outcome = due ? `截止 ${due}${provisional ? '（暂定）' : ''}` : verdict;
  return [[...given, ...measured].join('，'), outcome].filter(Boolean).join(' → ');
}
