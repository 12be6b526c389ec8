import { fillings } from '../domain/inherit.ts';
import type { Pack, Rule, RuleValues } from '../domain/pack.ts';
import { awaitedProcess, SLOTS, type SlotName } from '../domain/slots.ts';
import { describeValues } from './describe.ts';

/** A rule that no lifecycle acts on yet: the slot or subject that it waits for, and why. */
export interface AwaitingRule {
  rule: Rule;
  slot: string;
  reason: string;
}

/** What one pack holds and does, counted. */
export interface PackReport {
  rules: number;
  held: number;
  enforced: number;
  reminded: number;
  computed: number;
  displayed: number;
  /** Rules that no lifecycle can act on yet. */
  awaiting: AwaitingRule[];
  /** Rules whose day comes from a default of ours. */
  defaulted: number;
  examples: number;
  filled: SlotName[];
  /** Slots without a rule: this system has no such rule. */
  empty: SlotName[];
}

/** Counts what a pack does; rules that await their lifecycle are not counted as enforced, reminded or computed. */
export function reportOf(pack: Pack): PackReport {
  const acting = pack.rules.filter((rule) => !awaitedBy(rule));
  const tagged = (rules: Rule[], tag: string) => rules.filter((rule) => rule.tags.split(' ').slice(0, -1).includes(tag)).length;
  const filled = new Set(pack.rules.flatMap(fillings).map(({ slot }) => slot));
  const slots = Object.keys(SLOTS) as SlotName[];
  return {
    rules: pack.rules.length,
    held: tagged(pack.rules, 'H'),
    enforced: tagged(acting, 'E'),
    reminded: tagged(acting, 'R'),
    computed: tagged(acting, 'C'),
    displayed: tagged(pack.rules, 'D'),
    awaiting: pack.rules.flatMap((rule) => awaitedBy(rule) ?? []),
    defaulted: pack.rules.filter((rule) => fillings(rule).some(({ values }) => 'default' in values && values.default)).length,
    examples: pack.rules.reduce((sum, rule) => sum + (rule.examples?.length ?? 0), 0),
    filled: slots.filter((slot) => filled.has(slot)),
    empty: slots.filter((slot) => !filled.has(slot)),
  };
}

/** What a rule waits for before anything acts on it; `undefined` if something does, or if it is only held and shown. */
export function awaitedBy(rule: Rule): AwaitingRule | undefined {
  if (rule.awaits) return { rule, ...rule.awaits };
  const slots = rule.conditionOf ? [rule.conditionOf] : fillings(rule).map(({ slot }) => slot);
  const [slot] = slots;
  if (!slot || slots.some((one) => !awaitedProcess(one))) return undefined;
  return { rule, slot, reason: `“${awaitedProcess(slot)}”流程尚未建立` };
}

/** Whether something acts on a rule, whether it is only held and shown, or whether it awaits a process to come. */
export type Standing = 'acts' | 'shown' | 'awaits';

/** How a rule stands here; only tags E, R and C say that software acts. */
export function standingOf(rule: Rule): Standing {
  if (awaitedBy(rule)) return 'awaits';
  return tagsOf(rule).some((tag) => tag === 'E' || tag === 'R' || tag === 'C') ? 'acts' : 'shown';
}

/** What is done with a rule: enforce, remind, compute, display, hold. */
export type Tag = 'E' | 'R' | 'C' | 'D' | 'H';
const TAGS: readonly Tag[] = ['E', 'R', 'C', 'D', 'H'];

/** The tags of a rule without the letter of its binding, in the order of {@link Tag}. */
export function tagsOf({ tags }: Pick<Rule, 'tags'>): Tag[] {
  const letters = tags.split(' ').slice(0, -1);
  return TAGS.filter((tag) => letters.includes(tag));
}

/** One slot in two packs; an empty list means that the system has no such rule. */
export interface SlotDifference {
  slot: SlotName;
  left: string[];
  right: string[];
  same: boolean;
}

/** A rule that fills a slot, with the values that it puts there and those values in words. */
export interface FilledSlot {
  rule: Rule;
  values: RuleValues;
  text: string;
}

/** Two packs side by side, by slot, with the rules themselves; slots that neither fills are left out. The same if the values read the same. */
export function compareFillings(left: Pack, right: Pack): { slot: SlotName; left: FilledSlot[]; right: FilledSlot[]; same: boolean }[] {
  return (Object.keys(SLOTS) as SlotName[]).flatMap((slot) => {
    const [here, there] = [filledIn(left, slot), filledIn(right, slot)];
    if (here.length === 0 && there.length === 0) return [];
    const words = (held: FilledSlot[]) => held.map(({ text }) => text).join('\n');
    return [{ slot, left: here, right: there, same: words(here) === words(there) }];
  });
}

/** Two packs side by side, by slot, in words; slots that neither fills are left out. They are the same if their values read the same, whatever the clause. */
export function compare(left: Pack, right: Pack): SlotDifference[] {
  const show = (held: FilledSlot[]) => held.map(({ rule, text }) => `${text} [${rule.id}]`);
  return compareFillings(left, right).map(({ left: here, right: there, ...rest }) => ({ ...rest, left: show(here), right: show(there) }));
}

/** The rules of a pack that fill a slot, in the order of the text. */
export function filledIn(pack: Pack, slot: SlotName): FilledSlot[] {
  return pack.rules.flatMap((rule) =>
    fillings(rule)
      .filter((one) => one.slot === slot)
      .map(({ values }) => ({ rule, values, text: describeValues(values) })),
  );
}
