import type { Calendar } from '../../domain/calendar.ts';
import { type ResolvedDuty, resolveDuty } from '../../domain/duty.ts';
import type { Instant, PlainDate, ProcessId } from '../../domain/ids.ts';
import type { Folded, Lifecycle } from '../../domain/lifecycle.ts';
import type { Policy } from '../../domain/policy.ts';
import { addMilliseconds, endOfDay } from '../../domain/time.ts';
import { nightSpread } from './identity.ts';
import type { StoredDuty } from './load.ts';

/** A duty as it is to stand after this revision. */
export interface ProjectedDuty extends ResolvedDuty {
  status: StoredDuty['status'];
  fellDueOn: PlainDate | null;
  fallsDueAt: Instant | null;
}

/** What the lists show of a process after this revision. */
export interface Projection {
  /** New and changed duties only. */
  changed: ProjectedDuty[];
  /** Keys of open duties that are no longer owed. */
  withdrawn: string[];
  next: { at: Instant; date: PlainDate; label: string } | undefined;
  overdueSince: PlainDate | undefined;
}

/** What projecting looks at, beside the state. */
export interface Surroundings {
  lifecycle: Lifecycle;
  policy: Policy;
  calendar: Calendar;
  processId: ProcessId;
  offsetSeconds: number;
}

/** Compares what is owed now with what stands, and finds the next instant at which something falls due. */
export function project(folded: Folded, stored: readonly StoredDuty[], around: Surroundings): Projection {
  const ended = around.lifecycle.stages[folded.own.stage]?.ends === true;
  const claims = around.lifecycle.duties(folded.own, around.policy);
  const standing = new Map(stored.map((duty) => [duty.key, duty]));
  const owed: ProjectedDuty[] = [];
  for (const claim of claims) {
    const resolved = resolveDuty(claim, around.policy, around.calendar, folded.kit.openedOn);
    // A process that is over owes nothing more; what was met stays on record.
    if (resolved && (!ended || resolved.met)) owed.push(complete(resolved, folded, around));
  }
  const keys = new Set(owed.map((duty) => duty.key));
  const withdrawn = stored.filter((duty) => duty.status === 'open' && !keys.has(duty.key)).map((duty) => duty.key);
  const changed = owed.filter((duty) => differs(duty, standing.get(duty.key), folded));
  return { changed, withdrawn, ...nextOf(owed) };
}

function complete(duty: ResolvedDuty, folded: Folded, around: Surroundings): ProjectedDuty {
  const due = duty.due?.due;
  const fell = folded.kit.fellDue[duty.key];
  const fellDueOn = fell !== undefined && due !== undefined && fell >= due ? fell : null;
  const late = duty.met !== undefined && due !== undefined && duty.met > due;
  const status = duty.met === undefined ? 'open' : late ? 'late' : 'met';
  return { ...duty, status, fellDueOn, fallsDueAt: due && status === 'open' ? fallsDueAt(due, around) : null };
}

/** 24:00 of the due day, spread over the night; a rehearsal clock that is ahead makes it come earlier in real time. */
function fallsDueAt(due: PlainDate, around: Surroundings): Instant {
  return addMilliseconds(endOfDay(due), nightSpread(around.processId) - around.offsetSeconds * 1000);
}

function differs(duty: ProjectedDuty, stands: StoredDuty | undefined, folded: Folded): boolean {
  if (!stands) return true;
  // Closed duties keep their dates, whatever the calendar says later (C-3).
  if (stands.status === 'met' || stands.status === 'late') return duty.status === 'open';
  return (
    stands.status !== duty.status ||
    stands.due !== (duty.due?.due ?? null) ||
    stands.owesId !== (folded.own.parties[duty.owes] ?? null) ||
    stands.label !== duty.label ||
    stands.fallsDueAt !== duty.fallsDueAt ||
    stands.fellDueOn !== duty.fellDueOn ||
    stands.calendarVersion !== (duty.due?.calendarVersion ?? null)
  );
}

function nextOf(owed: readonly ProjectedDuty[]): Pick<Projection, 'next' | 'overdueSince'> {
  let next: Projection['next'];
  let overdueSince: PlainDate | undefined;
  for (const duty of owed) {
    if (duty.status !== 'open' || !duty.due || !duty.fallsDueAt) continue;
    const date = duty.due.due;
    if (duty.fellDueOn) {
      // A day that the parties agreed on (the end of a contract) arrives; it is not missed.
      if (duty.ruleId === undefined) continue;
      if (overdueSince === undefined || date < overdueSince) overdueSince = date;
    } else if (!next || duty.fallsDueAt < next.at) {
      next = { at: duty.fallsDueAt, date, label: duty.label };
    }
  }
  return { next, overdueSince };
}
