import type { Pack, Rule, RuleValues } from './pack.ts';
import { SLOTS, type SlotName } from './slots.ts';
import { loosenedField } from './tighter.ts';

/** What is wrong with the inheritance of one pack. */
interface InheritanceProblem {
  pack: string;
  rule?: string;
  field: string;
  problem: string;
  received?: unknown;
  allowed?: unknown;
}

/** What `inheritAll` makes of packs: those that stand, with what they inherit, and what is wrong with the others. */
export interface Inherited {
  packs: Map<string, Pack>;
  problems: InheritanceProblem[];
}

/** The words of each binding from the weakest to the strongest; a county may not weaken what binds above it. */
const BINDINGS = ['reported', 'optional', 'target', 'in-principle', 'mandatory'];

/** Gives every pack the rules of the pack it extends; a county may tighten, never loosen, what is mandatory above. */
export function inheritAll(packs: ReadonlyMap<string, Pack>): Inherited {
  const whole = new Map<string, Pack | undefined>();
  const problems: InheritanceProblem[] = [];
  const refuse = (pack: Pack, found: InheritanceProblem[]): undefined => {
    whole.set(pack.id, undefined);
    problems.push(...found);
  };

  const resolve = (pack: Pack, below: readonly string[]): Pack | undefined => {
    if (whole.has(pack.id)) return whole.get(pack.id);
    if (pack.extends === undefined) return keep(pack);
    const wrong = (problem: string, allowed?: unknown) =>
      refuse(pack, [{ pack: pack.id, field: 'extends', problem, received: pack.extends, allowed }]);
    if (below.includes(pack.id)) return wrong('政策包的继承成环', [...below, pack.id].join(' → '));
    const above = packs.get(pack.extends);
    if (!above) return wrong('没有所继承的政策包，或该包有误', [...packs.keys()]);
    const parent = resolve(above, [...below, pack.id]);
    if (whole.has(pack.id)) return undefined; // it stands in the circle that was just found
    if (!parent) return wrong('所继承的政策包有误');
    const loose = loosened(pack, parent);
    if (loose.length > 0) return refuse(pack, loose);
    return keep({ ...pack, rules: [...remaining(parent.rules, pack.rules), ...pack.rules] });
  };
  const keep = (pack: Pack): Pack => {
    whole.set(pack.id, pack);
    return pack;
  };

  for (const pack of packs.values()) resolve(pack, []);
  return { packs: new Map([...whole].flatMap(([id, pack]) => (pack ? [[id, pack] as const] : []))), problems };
}

/** Every slot of a rule with the values that fill it. */
export function fillings(rule: Rule): { slot: SlotName; values: RuleValues }[] {
  const further = (rule.also ?? []).map(({ slot, ...values }) => ({ slot, values: values as RuleValues }));
  return rule.slot ? [{ slot: rule.slot, values: rule }, ...further] : further;
}

/** Rules above that the rules below do not replace; in a slot that takes several, the rules below are added. */
function remaining(above: Rule[], below: Rule[]): Rule[] {
  const replaced = new Set(below.flatMap(fillings).map(({ slot }) => slot));
  const stays = (slot: SlotName) => !replaced.has(slot) || 'many' in SLOTS[slot];
  return above.map((rule) => {
    const { slot, also, ...bare } = rule;
    const kept = also?.filter((one) => stays(one.slot));
    return { ...bare, ...(slot && stays(slot) && { slot }), ...(kept?.length && { also: kept }) } as Rule;
  });
}

function loosened(pack: Pack, parent: Pack): InheritanceProblem[] {
  const taken = new Set(parent.rules.map((rule) => rule.id));
  const ids = pack.rules.filter((rule) => taken.has(rule.id));
  const problems: InheritanceProblem[] = ids.map((rule) => ({
    pack: pack.id,
    rule: rule.id,
    field: 'id',
    problem: '规则编号已被上级政策包使用',
    received: rule.id,
  }));
  for (const rule of pack.rules) {
    for (const { slot, values } of fillings(rule)) {
      const above = heldAbove(parent, slot);
      if (!above) continue;
      const weaker = BINDINGS.indexOf(rule.binding) < BINDINGS.indexOf(above.rule.binding);
      const field = weaker ? 'binding' : loosenedField(above.values, values);
      if (field) problems.push(tooLoose(pack.id, rule, slot, field, above.rule.id));
    }
  }
  return problems;
}

/** The mandatory rule above in a slot that takes one rule only. */
function heldAbove(parent: Pack, slot: SlotName): { rule: Rule; values: RuleValues } | undefined {
  if ('many' in SLOTS[slot]) return undefined;
  for (const rule of parent.rules) {
    const filled = fillings(rule).find((one) => one.slot === slot);
    if (filled && rule.binding === 'mandatory') return { rule, values: filled.values };
  }
  return undefined;
}

function tooLoose(pack: string, rule: Rule, slot: SlotName, field: string, above: string): InheritanceProblem {
  return { pack, rule: rule.id, field, problem: `放宽了上级政策的强制规定（${slot}）`, allowed: `不低于 ${above}` };
}
