import { addWorkingDays, type Calendar } from '../domain/calendar.ts';
import type { OrganisationId, PlainDate } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { earliest, latest } from '../domain/time.ts';
import type { Cast } from './cast.ts';
import type { Scenario } from './options.ts';
import type { OwedDuty, Process, ProcessOf } from './snapshot.ts';

/** What somebody means to do in a process: the command, from which day on, and what of its body only the case can tell. */
export interface Wish {
  command: string;
  on: PlainDate;
  known?: Record<string, unknown>;
  /** Only this organisation; absent = whoever may, first the one that owes it. */
  of?: OrganisationId | undefined;
}

/** What the parties look at when they decide what to do next. */
export interface Setting {
  today: PlainDate;
  calendar: Calendar;
  policy: Policy;
  scenario: Scenario;
  cast: Cast;
  processes: readonly Process[];
  road: ProcessOf<'purchase-cycle'> | undefined;
}

/** The open duty that a command fulfils; of several the first that falls due. */
export function dutyOf(duties: readonly OwedDuty[], command: string): OwedDuty | undefined {
  return duties.find((duty) => duty.command === command);
}

/** The `n`-th working day after a day, but not after the safe day of the duty that the command fulfils. */
export function within(duty: OwedDuty | undefined, { calendar }: Setting, from: PlainDate, n: number): PlainDate {
  const day = addWorkingDays(calendar, from, n);
  return duty?.safe ? latest(from, earliest(day, duty.safe)) : day;
}

/** So many working days before the safe day of a duty; `undefined` if there is no such duty or it has no day. */
export function ahead(duty: OwedDuty | undefined, { calendar }: Setting, n: number): PlainDate | undefined {
  return duty?.safe ? addWorkingDays(calendar, duty.safe, -n) : undefined;
}

/** The wishes that stand; a step that has no place in this pack or not yet is left out. */
export function standing(...wishes: (Wish | false | undefined)[]): Wish[] {
  return wishes.filter((wish): wish is Wish => wish !== false && wish !== undefined);
}
