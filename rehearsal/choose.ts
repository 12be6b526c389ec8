import { whyNot } from '../domain/access.ts';
import type { PlainDate } from '../domain/ids.ts';
import { LIFECYCLES } from '../domain/registry.ts';
import { addDays } from '../domain/time.ts';
import type { Member } from './cast.ts';
import type { Process } from './snapshot.ts';
import { dutyOf, type Setting, type Wish } from './wish.ts';
import { wishesIn } from './wishes/any.ts';

/** A wish that somebody may carry out now. */
export interface Act {
  process: Process;
  wish: Wish;
  by: Member;
}

/** Every wish that is allowed to somebody at present, with whom; what no party may do is nobody's plan. */
export function actsIn(processes: readonly Process[], setting: Setting): Act[] {
  return processes.flatMap((process) => {
    if (process.ended || process.broken !== null) return [];
    return wishesIn(process, setting).flatMap((wish): Act[] => {
      const by = giverOf(process, wish, setting);
      return by ? [{ process, wish, by }] : [];
    });
  });
}

/** Who gives a command: of those who may, first whose organisation owes it, then the function that the table names first. */
function giverOf(process: Process, wish: Wish, { cast, policy }: Setting): Member | undefined {
  const lifecycle = LIFECYCLES[process.kind];
  const { own, kit } = process;
  const named = lifecycle.givers?.(own, wish.command) ?? lifecycle.commands[wish.command]?.by ?? [];
  const owing = dutyOf(process.duties, wish.command)?.owesId;
  const organisations = wish.of ? [wish.of] : [owing, ...named.map((name) => own.parties[name])];
  const inOrder = organisations.flatMap((id) => cast.members.filter(({ organisationId }) => organisationId === id));
  return inOrder.find((member) => !whyNot(lifecycle, { own, kit }, wish.command, member, own.parties, policy));
}

/** The acts whose day has come, one for each process: after it the process looks different. */
export function dueNow(acts: readonly Act[], today: PlainDate): Act[] {
  const first = new Map<string, Act>();
  for (const act of acts) if (act.wish.on <= today && !first.has(act.process.id)) first.set(act.process.id, act);
  return [...first.values()];
}

/** The next day on which something happens: an act, or the day after a due day that passes unmet; `undefined` if nothing ever does. */
export function nextDay(acts: readonly Act[], processes: readonly Process[], today: PlainDate): PlainDate | undefined {
  const planned = acts.map(({ wish }) => wish.on).filter((day) => day > today);
  const due = processes.flatMap(({ ended, duties }) => (ended ? [] : duties)).flatMap((duty) => duty.due ?? []);
  const passing = due.filter((day) => day >= today).map((day) => addDays(day, 1));
  return [...planned, ...passing].sort()[0];
}
