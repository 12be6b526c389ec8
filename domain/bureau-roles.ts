import { FUNCTION_NAMES } from './access.ts';
import { organisationsOf, type PlacedDraft, partiesByStation, wholeOf } from './bureau.ts';
import type { Pack, PartyFunction, RuleValues } from './pack.ts';
import type { PartyReason } from './parties.ts';
import type { Policy } from './policy.ts';
import { awaitedProcess, SLOTS, type SlotName } from './slots.ts';

/** A role by function with who will fill it (keys of the draft) and why. */
export interface RoleAssignment {
  title: string;
  organisations: string[];
  reason: PartyReason;
  /** Nobody fills it, because the tree does not hold such an organisation; otherwise nobody = chosen later. */
  absent?: true;
}

type RoleSlot = { [Slot in SlotName]: (typeof SLOTS)[Slot]['kind'] extends 'role' ? Slot : never }[SlotName];

/** Functions that a slot of the pack fills; where the slot is empty, a default of ours does. */
const FILLED: readonly (readonly [RoleSlot, PartyFunction])[] = [
  ['role.purchaser', 'purchaser'],
  ['role.signatory', 'signatory'],
  ['role.organiser', 'organiser'],
  ['role.evaluator', 'evaluator'],
];
/** Functions that follow from the tree. */
const FROM_TREE = ['superior', 'upper', 'finance'] as const;
/** All other slots for roles: each names one of the functions above for a purpose of its own. */
const NAMING = (Object.keys(SLOTS) as SlotName[]).filter(isRoleSlot).filter((slot) => !FILLED.some(([filled]) => filled === slot));

/** Each role of the pack with the organisations of the draft that will fill it, over all stations; throws as `partiesOf` does. */
export function rolesOf(draft: PlacedDraft, policy: Policy): RoleAssignment[] {
  const found = partiesByStation(draft, policy);
  const levels = new Map(wholeOf(draft).map(({ key, level }) => [key, level]));
  const who = (name: PartyFunction): string[] => [...new Set<string>(found.flatMap(({ parties }) => parties[name] ?? []))];
  const why = (name: PartyFunction): PartyReason | undefined => found.find(({ reasons }) => name in reasons)?.reasons[name];
  const filled = FILLED.flatMap(([slot, name]): RoleAssignment[] => {
    const reason = why(name);
    // A third party fills nothing until somebody chooses it.
    const open = policy
      .rules(slot)
      .filter(({ id, level }) => level === 'third-party' && !(reason && 'ruleId' in reason && reason.ruleId === id));
    const { title } = SLOTS[slot];
    return [
      ...(reason === undefined ? [] : [{ title, organisations: who(name), reason }]),
      ...open.map(({ id }) => ({ title, organisations: [], reason: { ruleId: id } })),
    ];
  });
  const above = FROM_TREE.flatMap((name): RoleAssignment[] => {
    const reason = why(name);
    return reason === undefined ? [] : [{ title: FUNCTION_NAMES[name], organisations: who(name), reason }];
  });
  const named = NAMING.flatMap((slot) =>
    policy.rules(slot).map((rule): RoleAssignment => {
      const organisations = who(rule.function).filter((key) => levels.get(key) === rule.level);
      const absent = organisations.length === 0 && rule.level !== 'third-party';
      const title = `${SLOTS[slot].title}（${FUNCTION_NAMES[rule.function]}）`;
      return { title, organisations, reason: { ruleId: rule.id }, ...(absent && { absent }) };
    }),
  );
  return [...filled, ...above, ...named, { title: FUNCTION_NAMES.contractor, organisations: [], reason: null }];
}

/** Functions that rules which are carried out already speak of, each with the first such rule: who owes, who receives, who is named. */
export function functionsNamedIn({ rules }: Pick<Pack, 'rules'>): ReadonlyMap<PartyFunction, string> {
  const named = new Map<PartyFunction, string>();
  for (const rule of rules) {
    for (const { slot, ...values } of [rule, ...(rule.also ?? [])]) {
      if (!slot || awaitedProcess(slot)) continue;
      for (const name of functionsIn(values)) if (!named.has(name)) named.set(name, rule.id);
    }
  }
  return named;
}

function functionsIn(values: RuleValues): PartyFunction[] {
  if (values.kind === 'role') return [values.function];
  return values.kind === 'deadline' || values.kind === 'recurring' ? [values.owes, ...(values.to ?? [])] : [];
}

/**
 * Organisations of the draft that roads wait for, with what they do there: purchaser, signatory, organiser, evaluator, and those above that
 * the pack names; whatever a town gives, its purchaser may give too. Contractors and third parties of the draft act as soon as they are chosen.
 */
export function actingIn(draft: PlacedDraft, pack: Pack, policy: Policy): Map<string, PartyFunction[]> {
  const named = functionsNamedIn(pack);
  const functions: PartyFunction[] = [...FILLED.map(([, name]) => name), ...FROM_TREE.filter((name) => named.has(name))];
  const acting = new Map<string, PartyFunction[]>();
  // Whoever stands already has its people.
  const own = new Set(organisationsOf(draft).map(({ key }) => key));
  const put = (key: string, name: PartyFunction): void => {
    if (!own.has(key)) return;
    const held = acting.get(key) ?? [];
    if (!held.includes(name)) acting.set(key, [...held, name]);
  };
  for (const { parties } of partiesByStation(draft, policy)) {
    for (const name of functions) {
      const key = parties[name];
      if (key) put(key, name);
    }
  }
  for (const { key, level } of draft.organisations) {
    if (level === 'contractor') put(key, 'contractor');
    if (level === 'third-party') put(key, 'evaluator');
  }
  return acting;
}

function isRoleSlot(slot: SlotName): slot is RoleSlot {
  return SLOTS[slot].kind === 'role';
}
