import type { DefaultEntry, Pack, Rule, RuleKind, RuleValues } from './pack.ts';
import { SLOTS, type SlotKind, type SlotName } from './slots.ts';

/** A rule that fills a slot: the clause with the values for this slot. */
export type SlotRule<K extends RuleKind = RuleKind> = Pick<Rule, 'id' | 'title' | 'basis' | 'binding'> & Extract<RuleValues, { kind: K }>;

/** What a process asks of its pack: the rule in a slot, or nothing where the texts are silent. */
export interface Policy {
  pack: Pick<Pack, 'id' | 'name' | 'version' | 'region'>;
  /** The rule in the slot; `undefined` means that this system has no such rule. */
  rule<S extends SlotName>(slot: S): SlotRule<SlotKind<S>> | undefined;
  /** All rules in a slot that takes several. */
  rules<S extends SlotName>(slot: S): SlotRule<SlotKind<S>>[];
  /** A default of ours, by the id of its open point; unknown ids are a defect. */
  defaultEntry(id: string): DefaultEntry;
}

/** Makes the view of a loaded pack that lifecycles ask; look-ups are by map and read no file. */
export function policyOf(pack: Pack, defaults: ReadonlyMap<string, DefaultEntry>): Policy {
  const bySlot = new Map<SlotName, SlotRule[]>();
  const put = (slot: SlotName, rule: Rule, values: RuleValues) => {
    const held = bySlot.get(slot) ?? [];
    held.push({ id: rule.id, title: rule.title, basis: rule.basis, binding: rule.binding, ...values } as SlotRule);
    bySlot.set(slot, held);
  };
  for (const rule of pack.rules) {
    if (rule.slot) put(rule.slot, rule, rule);
    for (const { slot, ...values } of rule.also ?? []) put(slot, rule, values as RuleValues);
  }
  return {
    pack: { id: pack.id, name: pack.name, version: pack.version, region: pack.region },
    rule: (slot) => bySlot.get(slot)?.[0] as never,
    rules: (slot) => (bySlot.get(slot) ?? []) as never,
    defaultEntry(id) {
      const entry = defaults.get(id);
      if (!entry) throw new RangeError(`no default ${id}; slots: ${Object.keys(SLOTS).length}`);
      return entry;
    },
  };
}
