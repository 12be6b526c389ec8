import type { z } from 'zod';
import { FUNCTION_NAMES } from '../../domain/access.ts';
import { workingDaysBetween } from '../../domain/calendar.ts';
import { whenOfDefault } from '../../domain/duty.ts';
import type { DeadlineWhen } from '../../domain/pack.ts';
import type { Policy, SlotRule } from '../../domain/policy.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import type { DutyExplanation, DutyOfProcess, DutyRow } from '../../domain/schema/api/duty.ts';
import { SLOTS, type SlotName } from '../../domain/slots.ts';
import type { TraceDay } from '../../domain/term.ts';
import { type Caller, dayOn } from '../auth/caller.ts';
import type { DutyRecord, DutyWhole } from '../queries/duties.ts';
import { calendarOf, policyOf, type Services } from '../services.ts';
import { modeInWords, modeOf } from './when.ts';
import { CONSEQUENCE_NAMES, EVENT_NAMES, NO_CONSEQUENCE, TRACE_NAMES } from './words.ts';

/** A duty as one row of a list. */
export function presentDuty(duty: DutyRecord, caller: Caller, services: Services): z.infer<typeof DutyRow> {
  const today = dayOn(caller.now, duty.offsetSeconds);
  const isOpen = duty.status === 'open' && duty.due !== null;
  return {
    processId: duty.processId,
    kind: duty.kind,
    kindName: LIFECYCLES[duty.kind].title,
    processTitle: duty.processTitle,
    key: duty.key,
    label: duty.label,
    slot: duty.slot,
    owes: duty.owes,
    owesName: duty.owesName ?? FUNCTION_NAMES[duty.owes],
    owedByMe: duty.owesId === caller.actor.organisationId,
    due: duty.due,
    safe: duty.safe,
    strict: duty.strict,
    provisional: duty.provisional,
    status: duty.status,
    ruleId: duty.ruleId,
    daysLeft: isOpen && duty.due ? workingDaysBetween(calendarOf(services, duty.region), today, duty.due) : null,
    command: duty.command,
    allowed: isAllowed(duty, caller),
    station: duty.station,
  };
}

/** A list answers by role and stage, which its rows carry; the state of each process would have to be read for more. */
function isAllowed({ kind, command, stage, status, owesId }: DutyRecord, { actor }: Caller): boolean {
  const rule = command === null ? undefined : LIFECYCLES[kind].commands[command];
  if (!rule || status !== 'open' || owesId !== actor.organisationId || !rule.roles.includes(actor.role)) return false;
  return rule.stages === 'open' || (rule.stages !== 'opening' && rule.stages.includes(stage));
}

/** A duty on the page of its process. */
export function presentDutyOfProcess(duty: DutyRecord, caller: Caller, services: Services): z.infer<typeof DutyOfProcess> {
  const { triggerEvent, triggerDate } = duty;
  return {
    ...presentDuty(duty, caller, services),
    metOn: duty.metOn,
    trigger: triggerEvent && triggerDate ? { event: triggerEvent, eventName: EVENT_NAMES[triggerEvent], date: triggerDate } : null,
    binding: duty.binding,
    defaultId: duty.defaultId,
    basis: duty.basis,
  };
}

/** 为什么是这一天. */
export function presentExplanation(duty: DutyWhole, caller: Caller, services: Services): z.infer<typeof DutyExplanation> {
  const policy = policyOf(services, duty.packId, duty.packVersion);
  const { calendarVersion, trace } = duty;
  return {
    ...presentDutyOfProcess(duty, caller, services),
    ...explain({ ...duty, calendarVersion, trace }, policy),
  };
}

/** What an explanation starts from. */
interface Explained {
  slot: SlotName;
  ruleId: string | null;
  defaultId: string | null;
  calendarVersion: string | null;
  trace: readonly TraceDay[] | null;
}

/** Rule, default, counting mode and trace of one date. */
export function explain(duty: Explained, policy: Policy) {
  return explainBy(duty.ruleId === null ? undefined : rulesIn(policy, duty.slot).find(({ id }) => id === duty.ruleId), duty, policy);
}

/** The same for a rule that is at hand already, whether or not it fills a slot. */
export function explainBy(rule: SlotRule | undefined, duty: Pick<Explained, 'defaultId' | 'calendarVersion' | 'trace'>, policy: Policy) {
  const when = whenOf(rule, duty.defaultId, policy);
  const mode = rule ? modeOf(when) : 'fixed';
  return {
    rule: rule ? { id: rule.id, title: rule.title, binding: rule.binding, basis: rule.basis } : null,
    default: duty.defaultId === null ? null : presentDefault(duty.defaultId, policy),
    mode,
    modeName: rule ? modeInWords(when) : '流程中约定的日期',
    trace: (duty.trace ?? []).map(({ why, dayOff, ...day }) => ({
      ...day,
      why,
      whyName: TRACE_NAMES[why],
      ...(dayOff && { dayOff: TRACE_NAMES[dayOff] }),
    })),
    calendarVersion: duty.calendarVersion,
    ifMissed: rule?.kind === 'deadline' && rule.ifMissed ? CONSEQUENCE_NAMES[rule.ifMissed] : rule ? NO_CONSEQUENCE : null,
  };
}

/** The day of the rule, or of the default that stands in for it. */
function whenOf(rule: SlotRule | undefined, defaultId: string | null, policy: Policy): DeadlineWhen | undefined {
  if (defaultId !== null) return whenOfDefault(defaultId, policy);
  return rule && (rule.kind === 'deadline' || rule.kind === 'recurring') ? rule.when : undefined;
}

/** The rules in a slot, whatever their kind; a slot that is not ours any more holds none. */
function rulesIn(policy: Policy, slot: SlotName): readonly SlotRule[] {
  return slot in SLOTS ? policy.rules(slot) : [];
}

function presentDefault(reference: string, policy: Policy) {
  const [id = ''] = reference.split('/');
  const { title, reason } = policy.defaultEntry(id);
  return { id, title, reason };
}
