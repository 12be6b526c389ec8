import type { Problem } from '../../api/client.ts';
import type { Values } from '../../parts/form/body.ts';

/** A station that was chosen, with the town around it; names so that the choice can be read without asking again. */
export interface ChosenStation {
  station: string;
  stationName: string;
  town: string;
  townName: string;
}

/** The days that the clerk expects, from which later dates are counted in the preview; they are not handed in. */
export interface Assumed {
  awardNoticeOn?: string;
  signedOn?: string;
  startsOn?: string;
}

/** Everything that the wizard holds. */
export interface Plan {
  about: Values;
  stations: ChosenStation[];
  assumed: Assumed;
}

/** The body of the opening command. */
export function bodyOfPlan({ about, stations }: Plan): Values {
  return { ...about, stations: stations.map(({ station, town }) => ({ station, town })) };
}

/** The body of the preview: the same with what is assumed. */
export function previewOfPlan(plan: Plan): Values {
  const assumed = Object.fromEntries(Object.entries(plan.assumed).filter(([, day]) => day));
  return { ...bodyOfPlan(plan), ...(Object.keys(assumed).length > 0 && { assumed }) };
}

/** The step at which a problem is to be solved: the stations, the facts, or the last look. */
export function stepOf({ fields }: Problem): number {
  const [first] = fields;
  if (!first) return 2;
  if (first.field.startsWith('stations')) return 1;
  return first.field.startsWith('assumed') ? 2 : 0;
}
