import type { Calendar } from './calendar.ts';
import { partThatBinds, resolveDeadline } from './deadline.ts';
import type { PlainDate } from './ids.ts';
import type { Basis, Binding, DeadlineWhen, PartyFunction, TriggerEvent } from './pack.ts';
import type { Policy, SlotRule } from './policy.ts';
import { SLOTS, type SlotName } from './slots.ts';
import { type DueDate, dueOnFixedDate } from './term.ts';

/** What a lifecycle says is owed: the slot that dates it and the events it may count from. Without a rule in the slot there is no duty. */
export interface DutyClaim {
  /** Unique in the process, stable over its life, for example `report.contractor:2026-03`. */
  key: string;
  slot: SlotName;
  /** Replaces the slot's title, for example 2026年3月工作报告. */
  label?: string;
  /** Replaces the function that the rule names. */
  owes?: PartyFunction;
  events: Partial<Record<TriggerEvent, PlainDate>>;
  /** The command of this process that fulfils it; the worklist opens it. */
  command?: string;
  /** The day on which it was met; absent = still owed. */
  met?: PlainDate;
  /** The date comes from this default (`Q-19/last-report`) instead of the rule's own term. */
  default?: string;
  /** The date is the process's own (agreed in the contract, announced for the opening of bids), not counted from a rule. */
  agreedOn?: PlainDate;
}

/** A duty with its date and everything that explains it; a rule without any day gives an undated duty. */
export interface ResolvedDuty {
  key: string;
  slot: SlotName;
  label: string;
  owes: PartyFunction;
  to: PartyFunction[];
  command?: string;
  /** Absent for a date that the process itself agreed on. */
  ruleId?: string;
  basis?: Basis;
  binding?: Binding;
  /** Id of the default of ours that gives the day, where the text is silent. */
  defaultId?: string;
  trigger?: { event: TriggerEvent; date: PlainDate };
  met?: PlainDate;
  due?: DueDate;
}

/**
 * Dates one claim by the pack's rule in its slot, or by the default that the rule names; `undefined` where this system has no such rule,
 * or where its only date is a one-off of a roll-out that was over when the process was opened.
 */
export function resolveDuty(claim: DutyClaim, policy: Policy, calendar: Calendar, openedOn?: PlainDate): ResolvedDuty | undefined {
  if (claim.agreedOn) return agreedDate(claim, claim.agreedOn, calendar);
  const rule: SlotRule | undefined = policy.rule(claim.slot);
  if (!rule || (rule.kind !== 'deadline' && rule.kind !== 'recurring')) return undefined;
  const defaultId = claim.default ?? (rule.when ? undefined : rule.default);
  const named = defaultId ? whenOfDefault(defaultId, policy) : rule.when;
  const when = named && openedOn ? binding(named, openedOn) : named;
  if (named && !when) return undefined;
  const due = when && resolveDeadline(when, claim.events, calendar);
  // Of several days, the event of the one that binds is the reason.
  const part = when && partThatBinds(when, claim.events, calendar);
  const event = part && triggerOf(part, claim.events);
  const date = event && claim.events[event];
  return {
    key: claim.key,
    slot: claim.slot,
    label: claim.label ?? SLOTS[claim.slot].title,
    owes: claim.owes ?? rule.owes,
    to: rule.to ?? [],
    ruleId: rule.id,
    basis: rule.basis,
    binding: rule.binding,
    ...(claim.command && { command: claim.command }),
    ...(defaultId && { defaultId }),
    ...(event && date && { trigger: { event, date } }),
    ...(claim.met && { met: claim.met }),
    ...(due && { due }),
  };
}

function agreedDate(claim: DutyClaim, date: PlainDate, calendar: Calendar): ResolvedDuty {
  return {
    key: claim.key,
    slot: claim.slot,
    label: claim.label ?? SLOTS[claim.slot].title,
    owes: claim.owes ?? 'purchaser',
    to: [],
    due: dueOnFixedDate(date, calendar),
    ...(claim.command && { command: claim.command }),
    ...(claim.met && { met: claim.met }),
  };
}

/** The `when` of a default such as `Q-24/contract-copy`: the open point and the key of its value. */
export function whenOfDefault(reference: string, policy: Policy): DeadlineWhen | undefined {
  const [id = '', key = ''] = reference.split('/');
  const value = policy.defaultEntry(id).values[key];
  return isDated(value) ? value.when : undefined;
}

function isDated(value: unknown): value is { when: DeadlineWhen } {
  return typeof value === 'object' && value !== null && 'when' in value;
}

/** What of a `when` still binds a process opened on this day: fixed dates and windows of the past are one-off data. */
function binding(when: DeadlineWhen, openedOn: PlainDate): DeadlineWhen | undefined {
  if ('by' in when) return when.by < openedOn ? undefined : when;
  if ('window' in when) return when.window.to < openedOn ? undefined : when;
  if (!('earliestOf' in when)) return when;
  const left = when.earliestOf.flatMap((one) => binding(one, openedOn) ?? []);
  const [only] = left;
  return left.length > 1 ? { earliestOf: left } : only;
}

/** The event that a term counts from; of several, the first whose day is known. */
export function triggerOf(when: DeadlineWhen, events: DutyClaim['events']): TriggerEvent | undefined {
  if ('after' in when) return when.after;
  if ('before' in when) return when.before;
  if ('dayOfLastMonth' in when) return when.of;
  if ('periodDay' in when) return 'period-ended';
  if ('yearly' in when) return events['plan-year-starts'] ? 'plan-year-starts' : 'year-starts';
  if ('earliestOf' in when) return when.earliestOf.map((one) => triggerOf(one, events)).find((event) => event && events[event]);
  return undefined;
}
