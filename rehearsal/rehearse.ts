import type { PlainDate, ProcessId } from '../domain/ids.ts';
import type { Bench } from './bench.ts';
import { createCast } from './cast.ts';
import { checkAll } from './check.ts';
import { createClock } from './clock.ts';
import { collectDuties, collectParties, collectRoads, countCommands, countTransitions } from './collect.ts';
import { goalOf } from './goal.ts';
import type { Options } from './options.ts';
import type { Report } from './report.ts';
import { silencesOf } from './silence.ts';
import { ofKind, readProcesses } from './snapshot.ts';
import { unusedRules } from './unused.ts';
import { walkYear } from './walk.ts';

/** How a rehearsal is watched and broken off. */
export interface Watch {
  onDay?(day: PlainDate): void;
  signal?: AbortSignal;
}

/**
 * Walks one contract year of a pack and what follows it, on the real ledger, engine and calendar; only the clock of its own organisations is
 * moved. Throws if the stack does not answer; what the policy does not lead to stands in the report.
 */
export async function rehearse(
  bench: Bench,
  { pack, from, scenario }: Pick<Options, 'pack' | 'from' | 'scenario'>,
  watch: Watch = {},
): Promise<Report> {
  const { database, temporal } = bench;
  const policy = bench.packs.policyOn(pack, from);
  const cast = await createCast(bench, pack, from);
  const clock = createClock(database, temporal, cast.clockId);
  const options = { from, scenario };
  const walked = await walkYear({ bench, cast, clock, policy, options, onDay: watch.onDay ?? (() => {}), signal: watch.signal });

  const until = await clock.today();
  const processes = await readProcesses(database, cast.clockId);
  const duties = await collectDuties(database, cast.clockId, bench.calendars.calendarFor(policy.pack.region), until);
  const cycleId = ofKind(processes, 'purchase-cycle')[0]?.id ?? ('' as ProcessId);
  const { id, name, version } = policy.pack;
  return {
    pack: { id, name, version },
    from,
    scenario,
    until,
    parties: collectParties(processes, cast.names),
    duties,
    silences: silencesOf(policy),
    unused: unusedRules(policy, duties, from),
    roads: await collectRoads(database, processes),
    counts: {
      processes: processes.length,
      duties: duties.length,
      commands: await countCommands(database, processes),
      transitions: await countTransitions(temporal, cycleId, processes.length),
    },
    problems: [...walked, ...(await checkAll(database, processes, duties, goalOf(policy, scenario)))],
  };
}
