import { type ExampleContext, runExamples } from '../domain/examples.ts';
import { fillings } from '../domain/inherit.ts';
import type { Binding, Pack, Rule, RuleValues } from '../domain/pack.ts';
import { SLOTS, type SlotName } from '../domain/slots.ts';
import { checkBasis, type Sources } from './evidence.ts';
import type { PathProblem } from './problems.ts';

/** What a pack is checked against. */
export interface CheckContext extends ExampleContext {
  sources: Sources;
}

const BINDING_LETTERS: Record<Binding, string> = { mandatory: 'M', 'in-principle': 'P', target: 'T', optional: 'O', reported: 'F' };

/** A wage is a multiple of the minimum wage; everywhere else a percentage is a share of something. */
const MULTIPLES: readonly SlotName[] = ['money.wage-floor'];

/** Everything that the schema cannot see: ids, slots, evidence, defaults, values that contradict each other, worked examples. */
export function checkPack(pack: Pack, context: CheckContext): PathProblem[] {
  const problems = pack.rules.flatMap((rule, index) => {
    const own = [
      ...checkTags(rule),
      ...checkBasis(rule.basis, context.sources).map((one) => under(one, 'basis')),
      ...checkSlot(rule.slot, rule, ['slot']),
      ...checkValues(rule, rule.slot, context, []),
      ...(rule.also ?? []).flatMap(({ slot, ...values }, at) => [
        ...checkSlot(slot, values as RuleValues, ['also', at, 'slot']),
        ...checkValues(values as RuleValues, slot, context, ['also', at]),
      ]),
      ...runExamples(rule, context).map(({ index: at, field, problem, received, expected }) => ({
        path: field === 'examples' ? ['examples'] : ['examples', at, field],
        problem: received === undefined || expected === undefined ? problem : `${problem}，算得 ${received}，示例写 ${expected}`,
        received: expected ?? received,
      })),
    ];
    return own.map((one) => under(one, 'rules', index));
  });
  return [...problems, ...checkIds(pack.rules), ...checkFilledOnce(pack.rules)];
}

function under(problem: PathProblem, ...above: PropertyKey[]): PathProblem {
  return { ...problem, path: [...above, ...problem.path] };
}

/** What the tags promise, the rule must do: the catalogue's last letter is its binding, E, R and C say that software acts. */
function checkTags(rule: Rule): PathProblem[] {
  const problems: PathProblem[] = [];
  const letter = BINDING_LETTERS[rule.binding];
  if (!rule.tags.endsWith(letter)) problems.push({ path: ['binding'], problem: `与标记 ${rule.tags} 不符`, received: rule.binding });
  const acts = /[ERC] /.test(rule.tags);
  if (acts && !rule.slot && !rule.conditionOf && !rule.awaits) {
    problems.push({
      path: ['slot'],
      problem: '标记 E、R、C 的规则要填规则位，或写明 conditionOf 或 awaits',
      allowed: 'slot、conditionOf、awaits',
    });
  }
  if (rule.slot && rule.awaits) problems.push({ path: ['awaits'], problem: '已填规则位的规则不能再写 awaits', received: rule.awaits.slot });
  return problems;
}

// A slot is asked for one kind of values; any other kind could not be acted upon.
function checkSlot(slot: SlotName | undefined, values: RuleValues, path: PropertyKey[]): PathProblem[] {
  if (!slot || SLOTS[slot].kind === values.kind) return [];
  return [{ path, problem: `规则位 ${slot} 不接受 ${values.kind} 类规则`, received: values.kind, allowed: [SLOTS[slot].kind] }];
}

function checkValues(values: RuleValues, slot: SlotName | undefined, context: CheckContext, path: PropertyKey[]): PathProblem[] {
  switch (values.kind) {
    case 'deadline':
    case 'recurring':
      return checkDate(values, context).map((one) => under(one, ...path));
    case 'threshold':
      if (values.unit !== 'percent' || values.value <= 100 || (slot && MULTIPLES.includes(slot))) return [];
      return [{ path: [...path, 'value'], problem: '百分比不能超过 100', received: values.value, allowed: '0 至 100' }];
    case 'flow':
      return checkFlow(values).map((one) => under(one, ...path));
    default:
      return [];
  }
}

// A day of the text and a day of ours cannot both hold, and a default that is not there would leave the duty without a day.
function checkDate(values: Extract<RuleValues, { kind: 'deadline' | 'recurring' }>, context: CheckContext): PathProblem[] {
  if (values.default === undefined) return [];
  if (values.when) return [{ path: ['default'], problem: '写明了日期的规则不能再取默认值', received: values.default }];
  if (context.whenOfDefault(values.default)) return [];
  return [{ path: ['default'], problem: '默认值文件中没有这个日期', received: values.default, allowed: 'default.yaml 中带 when 的值' }];
}

function checkFlow({ steps, shares, ranks, pass, excellent }: Extract<RuleValues, { kind: 'flow' }>): PathProblem[] {
  const problems: PathProblem[] = [];
  if (shares && shares.reduce((sum, share) => sum + share, 0) !== 100) {
    problems.push({ path: ['shares'], problem: '各期比例之和应为 100', received: shares.join('、') });
  }
  if (shares && shares.length !== steps.length) {
    problems.push({ path: ['shares'], problem: '比例与步骤的个数应相同', received: shares.length, allowed: steps.length });
  }
  for (const [field, grade] of Object.entries({ pass, excellent })) {
    if (grade !== undefined && !ranks?.includes(grade)) {
      problems.push({ path: [field], problem: '等次不在 ranks 中', received: grade, allowed: ranks ?? [] });
    }
  }
  return problems;
}

// The second of two rules with one id is the wrong one: ids are never renumbered.
function checkIds(rules: Rule[]): PathProblem[] {
  const first = new Map<string, number>();
  return rules.flatMap((rule, index) => {
    if (!first.has(rule.id)) first.set(rule.id, index);
    return first.get(rule.id) === index
      ? []
      : [{ path: ['rules', index, 'id'], problem: '规则编号重复', received: rule.id, allowed: '本政策包未用过的编号' }];
  });
}

/** A slot that takes one rule holds one; which of two would act is no question that a process may have to ask. */
function checkFilledOnce(rules: Rule[]): PathProblem[] {
  const first = new Map<SlotName, string>();
  return rules.flatMap((rule, index) =>
    fillings(rule).flatMap(({ slot }) => {
      const held = first.get(slot);
      if (held === undefined) first.set(slot, rule.id);
      if (held === undefined || 'many' in SLOTS[slot]) return [];
      return [{ path: ['rules', index, 'slot'], problem: `规则位 ${slot} 已由 ${held} 填写，只能有一条`, received: slot }];
    }),
  );
}
