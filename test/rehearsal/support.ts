import { loadCalendars } from '../../policies/calendars.ts';
import { loadPacks } from '../../policies/load.ts';
import type { Bench } from '../../rehearsal/bench.ts';
import type { Report } from '../../rehearsal/report.ts';
import type { Kit } from '../support/kit.ts';

/** A year takes a minute of two quiet cores; three at once, or cores that others use too, take longer (milliseconds). */
export const YEAR = 400_000;
/** The replay of everything that a year has left (milliseconds). */
export const CLOSING = 120_000;

/** The kit as a rehearsal uses it. */
export function benchOf({ database, apiDatabase, temporal, commands }: Kit): Bench {
  return { database, apiDatabase, temporal, commands, packs: loadPacks(), calendars: loadCalendars() };
}

/** The duties of a report as lines "due label rule outcome", those of these labels only if some are given. */
export function linesOf({ duties }: Report, outcomes: readonly string[] = []): string[] {
  return duties
    .filter(({ outcome }) => outcomes.length === 0 || outcomes.includes(outcome))
    .map(({ due, provisional, label, ruleId, defaultId, outcome, workingDaysLate }) => {
      const basis = [ruleId ?? '约定', ...(defaultId ? [defaultId] : [])].join(' ');
      const late = workingDaysLate > 0 ? ` ${workingDaysLate}` : '';
      return `${due ?? '—'}${provisional ? '*' : ''} ${label} · ${basis} · ${outcome}${late}`;
    });
}

/** The stages of the first road, and of its contracts in their order, as lines "day code". */
export function stagesOf({ roads }: Report, kind: string): string[][] {
  return roads.filter((road) => road.kind === kind).map(({ stages }) => stages.map(({ on, code }) => `${on} ${code}`));
}
