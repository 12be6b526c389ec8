import { addWorkingDays, type Calendar, isWorkingDay, nextWorkingDay, previousWorkingDay } from './calendar.ts';
import { type ResolvedDuty, triggerOf, whenOfDefault } from './duty.ts';
import type { PlainDate } from './ids.ts';
import type { DeadlineWhen, TermLength } from './pack.ts';
import type { Policy } from './policy.ts';
import { addDays, addMonths } from './time.ts';

/** Who is reminded: who owes, their superior, the purchaser. */
export type Audience = 'owner' | 'superior' | 'purchaser';

/** How a duty is reminded of, as Q-14 and C-7 of the defaults say; numbers count back from `safe`, overdue ones on from `due`. */
export interface Ladder {
  unit: 'working-day' | 'day' | 'month';
  /** From the farthest to the nearest; 0 is the safe day itself. */
  before: readonly number[];
  /** On the first working morning after the trigger: terms so short that nothing could be counted back. */
  opening: boolean;
  /** Working days after `due`; empty for a day that the parties agreed on, which arrives and is not missed. */
  overdue: Readonly<Partial<Record<Audience, number>>>;
}

/** What a reminder knows of a duty. */
export interface RemindedDuty {
  ladder: Ladder;
  /** The day of the event that the term runs from; nothing is sent on it or before. */
  trigger?: PlainDate;
  safe: PlainDate;
  due: PlainDate;
}

/** One reminder: its stable code, the working morning on which it is sent, and who gets it. */
export interface Rung {
  rung: string;
  on: PlainDate;
  audience: Audience;
}

/** What the choice of a ladder looks at. */
type DatedBy = Pick<ResolvedDuty, 'slot' | 'ruleId' | 'defaultId' | 'trigger'>;

/** The ladder of a duty: by its slot, else by the kind of term that gives its date (Q-14, C-7). */
export function ladderOf(duty: DatedBy, policy: Policy): Ladder {
  return { ...stepsOf(duty, policy), overdue: duty.ruleId === undefined ? {} : overdueOf(policy) };
}

type Steps = Omit<Ladder, 'overdue'>;

function stepsOf(duty: DatedBy, policy: Policy): Steps {
  if (duty.slot === 'contract.ends' || duty.slot === 'contract.expiry-notice') return steps(policy, 'contract-expiry', 'day');
  if (duty.slot.startsWith('certificate.')) return steps(policy, 'certificate', 'month');
  const rule = policy.rules(duty.slot).find(({ id }) => id === duty.ruleId);
  const dated = duty.defaultId ? whenOfDefault(duty.defaultId, policy) : rule && 'when' in rule ? rule.when : undefined;
  const when = dated && bindingPart(dated, duty);
  // A report that was sent back has a term of its own; the lines themselves come every month, quarter, half-year or year.
  if (rule?.kind === 'recurring' && duty.trigger?.event !== 'report-returned' && (duty.slot.startsWith('report.') || comesByPeriod(when))) {
    return steps(policy, 'report', 'working-day');
  }
  return when && 'after' in when ? stepsOfTerm(when.term, policy) : steps(policy, 'thirty-days', 'working-day');
}

/** Of several days the one that binds is the one whose event the duty names. */
function bindingPart(when: DeadlineWhen, duty: DatedBy): DeadlineWhen | undefined {
  if (!('earliestOf' in when)) return when;
  const parts = when.earliestOf.map((part) => bindingPart(part, duty));
  return parts.find((part) => part && duty.trigger && triggerOf(part, {}) === duty.trigger.event) ?? parts[0];
}

function comesByPeriod(when: DeadlineWhen | undefined): boolean {
  if (!when) return false;
  return 'periodDay' in when || 'yearly' in when || ('after' in when && when.after === 'period-ended');
}

function stepsOfTerm({ count, unit }: TermLength, policy: Policy): Steps {
  if (unit === 'year') return steps(policy, 'certificate', 'month');
  const short = unit !== 'month' && count <= numberOf(policy, 'shortUpTo');
  if (short) return { unit: 'working-day', before: [0], opening: true };
  const fewWorkingDays = unit === 'working-day' && count <= numberOf(policy, 'workingDaysUpTo');
  return steps(policy, fewWorkingDays ? 'working-days' : 'thirty-days', 'working-day');
}

function steps(policy: Policy, name: string, unit: Ladder['unit']): Steps {
  return { unit, before: numbersOf(policy, name), opening: false };
}

/**
 * Every reminder of a duty: those before the safe day, then those when it is overdue. All lie on working days: a rung counted in days or months
 * that falls on a day off is sent on the next working morning; of two on one morning the nearer to the day is sent.
 */
export function rungsFor(duty: RemindedDuty, calendar: Calendar): Rung[] {
  const { ladder, trigger, due } = duty;
  // A term that runs back from an event has its trigger on or behind the due day: there is no opening to wait for.
  const opened = trigger !== undefined && trigger < due ? trigger : undefined;
  const before = new Map<PlainDate, Rung>();
  const put = (rung: string, on: PlainDate): void => {
    if (on <= due) before.set(on, { rung, on, audience: 'owner' });
  };
  if (ladder.opening && opened) put('opening', addWorkingDays(calendar, opened, 1));
  for (const step of ladder.before) {
    const nominal = countBack(duty, step, calendar);
    if (opened === undefined || nominal > opened) put(`before-${step}-${ladder.unit}`, nextWorkingDay(calendar, nominal));
  }
  const overdue = (Object.entries(ladder.overdue) as [Audience, number][]).map(([audience, days]): Rung => {
    return { rung: `overdue-${days}`, on: addWorkingDays(calendar, due, days), audience };
  });
  return [...before.values(), ...overdue];
}

function countBack({ ladder, safe }: RemindedDuty, step: number, calendar: Calendar): PlainDate {
  switch (ladder.unit) {
    case 'working-day':
      return addWorkingDays(calendar, safe, -step);
    case 'day':
      return addDays(safe, -step);
    case 'month':
      return addMonths(safe, -step);
  }
}

/**
 * The reminders to send on this morning: none on a day off; on a working morning its own, among them those that fell on the days off before it.
 * `sweptOn` is the last morning on which reminders were sent, if that is not the working day before: what was missed since is made up for.
 */
export function rungsOn(duty: RemindedDuty, morning: PlainDate, calendar: Calendar, sweptOn?: PlainDate): Rung[] {
  if (!isWorkingDay(calendar, morning)) return [];
  const last = sweptOn ?? previousWorkingDay(calendar, addDays(morning, -1));
  return rungsFor(duty, calendar).filter(({ on }) => on > last && on <= morning);
}

function numbersOf(policy: Policy, name: string): number[] {
  const value = policy.defaultEntry('Q-14').values[name];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'number')) throw new RangeError(`Q-14/${name} is no list of numbers`);
  return value;
}

function numberOf(policy: Policy, name: string): number {
  const value = policy.defaultEntry('C-7').values[name];
  if (typeof value !== 'number') throw new RangeError(`C-7/${name} is no number`);
  return value;
}

function overdueOf(policy: Policy): Ladder['overdue'] {
  const value = policy.defaultEntry('C-7').values.overdue;
  const days = (audience: Audience): number => {
    const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[audience] : undefined;
    if (typeof found !== 'number') throw new RangeError(`C-7/overdue has no number for ${audience}`);
    return found;
  };
  return { owner: days('owner'), superior: days('superior'), purchaser: days('purchaser') };
}
