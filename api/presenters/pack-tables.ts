import type { z } from 'zod';
import { isJurisdiction, type Pack } from '../../domain/pack.ts';
import type { ComparisonAnswer, DefaultsAnswer, SlotsAnswer } from '../../domain/schema/api/pack-tables.ts';
import { awaitedProcess, SLOTS, type SlotName } from '../../domain/slots.ts';
import type { LoadedPacks } from '../../policies/load.ts';
import { compareFillings, type FilledSlot, filledIn } from '../../policies/report.ts';
import { valuesOf } from './default-words.ts';
import { presentPackRow } from './pack.ts';
import { defaultsOf } from './pack-rule.ts';
import { asksName, KIND_NAMES, valuesInWords } from './pack-words.ts';
import { BINDING_NAMES } from './words.ts';

/** Two packs side by side, by slot. */
export function presentComparison(left: Pack, right: Pack, packs: LoadedPacks): z.infer<typeof ComparisonAnswer> {
  const side = (pack: Pack, slot: SlotName, held: readonly FilledSlot[]) =>
    held.map(({ rule, values }) => ({
      id: rule.id,
      title: rule.title,
      bindingName: BINDING_NAMES[rule.binding],
      inWords: valuesInWords({ slot, values }, pack, packs),
    }));
  return {
    left: presentPackRow(left, packs),
    right: presentPackRow(right, packs),
    items: compareFillings(left, right).map(({ slot, left: here, right: there, same }) => ({
      slot,
      title: SLOTS[slot].title,
      asksName: asksName(slot),
      left: side(left, slot, here),
      right: side(right, slot, there),
      same,
    })),
  };
}

/** Every slot of the engine with the packs that fill it; single projects fill none. */
export function presentSlots({ packs }: LoadedPacks): z.infer<typeof SlotsAnswer> {
  const jurisdictions = [...packs.values()].filter(isJurisdiction);
  const items = (Object.keys(SLOTS) as SlotName[]).map((slot) => {
    const { title, kind, asks } = SLOTS[slot];
    const filledBy = jurisdictions.flatMap((pack) => {
      const rules = [...new Set(filledIn(pack, slot).map(({ rule }) => rule))];
      return rules.length === 0
        ? []
        : [{ packId: pack.id, packName: pack.name, rules: rules.map((rule) => ({ id: rule.id, title: rule.title })) }];
    });
    const built = awaitedProcess(slot) === undefined;
    return { slot, title, kind, kindName: KIND_NAMES[kind], many: 'many' in SLOTS[slot], asks, asksName: asksName(slot), built, filledBy };
  });
  return { items };
}

/** The defaults of ours, with the rules that rest on each. */
export function presentDefaults({ packs, defaults }: LoadedPacks): z.infer<typeof DefaultsAnswer> {
  const users = new Map<string, z.infer<typeof DefaultsAnswer>['items'][number]['usedBy']>();
  for (const pack of packs.values()) {
    for (const rule of pack.rules) {
      for (const id of defaultsOf(rule)) {
        users.set(id, [...(users.get(id) ?? []), { packId: pack.id, packName: pack.name, ruleId: rule.id, title: rule.title }]);
      }
    }
  }
  const nameOf = (id: string) => packs.get(id)?.name;
  return {
    items: [...defaults.values()].map(({ id, title, reason, replaceable, values }) => ({
      id,
      title,
      reason,
      replaceable,
      values: valuesOf(values, nameOf),
      usedBy: users.get(id) ?? [],
    })),
  };
}
