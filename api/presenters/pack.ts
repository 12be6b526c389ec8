import type { z } from 'zod';
import { fillings } from '../../domain/inherit.ts';
import { isJurisdiction, type Pack, type Rule } from '../../domain/pack.ts';
import type { PackAnswer, PackRow, SlotAnswer } from '../../domain/schema/api/pack.ts';
import { SLOTS, type SlotName } from '../../domain/slots.ts';
import type { LoadedPacks } from '../../policies/load.ts';
import { awaitedBy, reportOf, type Standing, standingOf, tagsOf } from '../../policies/report.ts';
import { chapterOf, chaptersOf } from './pack-chapters.ts';
import { asksName, KIND_NAMES } from './pack-words.ts';
import { BINDING_NAMES } from './words.ts';

type Row = z.infer<typeof PackRow>;

/** A pack in the list. */
export function presentPackRow(pack: Pack, packs: Pick<LoadedPacks, 'defaults' | 'heldBack'>): Row {
  const { id, name, version, effectiveFrom, region, rules } = pack;
  const whole = isJurisdiction(pack);
  return {
    id,
    name,
    scope: whole ? 'jurisdiction' : 'project',
    version,
    effectiveFrom,
    heldBack: packs.heldBack.has(id),
    region,
    ruleCount: rules.length,
    completeness: whole ? completenessOf(pack, packs) : null,
  };
}

function completenessOf(pack: Pack, packs: Pick<LoadedPacks, 'defaults'>): NonNullable<Row['completeness']> {
  const { filled, empty, enforced, reminded, computed, awaiting, defaulted, examples } = reportOf(pack);
  const standing = (wanted: Standing) => pack.rules.filter((rule) => standingOf(rule) === wanted).length;
  return {
    slots: filled.length + empty.length,
    filled: filled.length,
    empty: empty.length,
    digest: isDigest(pack, packs),
    acting: standing('acts'),
    enforced,
    reminded,
    computed,
    shown: standing('shown'),
    awaiting: awaiting.length,
    defaulted,
    examples,
  };
}

/** Whether the source of a pack is a digest, so that its silence is no word of the whole text. */
function isDigest({ id }: Pack, { defaults }: Pick<LoadedPacks, 'defaults'>): boolean {
  const digests = defaults.get('Q-77')?.values.digests;
  return Array.isArray(digests) && digests.includes(id);
}

/** A pack with its rules. */
export function presentPack(pack: Pack, packs: LoadedPacks): z.infer<typeof PackAnswer> {
  const { contentHash, source, levels, rules } = pack;
  return {
    ...presentPackRow(pack, packs),
    contentHash,
    source,
    levels,
    chapters: chaptersOf(pack),
    rules: rules.map(presentRuleRow),
    emptySlots: isJurisdiction(pack)
      ? reportOf(pack).empty.map((slot) => ({ slot, title: SLOTS[slot].title, asksName: asksName(slot) }))
      : [],
  };
}

/** A rule in a list. */
export function presentRuleRow(rule: Rule): z.infer<typeof PackAnswer>['rules'][number] {
  const { id, title, kind, binding, slot, conditionOf, basis } = rule;
  return {
    id,
    title,
    kind,
    kindName: KIND_NAMES[kind],
    binding,
    bindingName: BINDING_NAMES[binding],
    tags: tagsOf(rule),
    standing: standingOf(rule),
    awaits: awaitedBy(rule)?.reason ?? null,
    clause: basis.clause,
    chapter: chapterOf(basis.clause),
    slot: slot ?? null,
    slotTitle: slot ? SLOTS[slot].title : null,
    conditionOf: conditionOf ? { slot: conditionOf, title: SLOTS[conditionOf].title } : null,
    slots: [...new Set(fillings(rule).map((filling) => filling.slot))].map((one) => ({ slot: one, title: SLOTS[one].title })),
  };
}

/** What a pack says in one slot. */
export function presentSlot({ rules }: Pack, slot: SlotName): z.infer<typeof SlotAnswer> {
  const { title, kind } = SLOTS[slot];
  const filling = rules.filter((rule) => fillings(rule).some((one) => one.slot === slot));
  return { slot, title, kind, rules: filling.map(presentRuleRow) };
}
