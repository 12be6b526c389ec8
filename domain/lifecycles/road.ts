import type { DutyClaim } from '../duty.ts';
import { CatalogueError } from '../errors.ts';
import type { PlainDate } from '../ids.ts';
import type { CommandRule, ProcessEvent, ProcessState } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';

/** Who gives a command that only other processes and deadlines give. */
export const bySystem = { by: [], roles: [] } as const satisfies Pick<CommandRule, 'by' | 'roles'>;

/** The first day of a plan year. */
export function planYearStart(year: number): PlainDate {
  return `${year}-01-01` as PlainDate;
}

/** The day on which a duty was met, as a claim says it; absent while it is owed. */
export function met(day: PlainDate | null): Pick<DutyClaim, 'met'> {
  return day === null ? {} : { met: day };
}

/** The state that an event changes; only an opening event may come without one, anything else is a defect of the record. */
export function opened<State extends ProcessState>(state: State | undefined, event: ProcessEvent): State {
  if (!state) throw new CatalogueError('internal.error', `${event.type} before the opening`);
  return state;
}

/** A whole number that a default of ours holds under its name, for example the months of Q-27; its absence is a defect of the file. */
export function defaultNumber(policy: Policy, id: string, name: string): number {
  const value = [policy.defaultEntry(id).values[name]].flat()[0];
  if (typeof value !== 'number') throw new CatalogueError('internal.error', `${id} has no number ${name}`);
  return value;
}
