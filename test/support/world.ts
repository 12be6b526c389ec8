import type { ResolvedDuty } from '../../domain/duty.ts';
import type { PlainDate, ProcessKind } from '../../domain/ids.ts';
import type { FollowUp, OrganisationFacts, ProcessState, WorkerFacts } from '../../domain/lifecycle.ts';
import type { Policy } from '../../domain/policy.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import { COMMAND_SCHEMAS } from '../../domain/schema/registry.ts';
import { addDays } from '../../domain/time.ts';
import { type Outcome, Play, type Step } from './lifecycle.ts';

/** One process of a world. */
export interface Inhabitant {
  kind: ProcessKind;
  id: string;
  play: Play<ProcessState>;
}

/** Many processes that ask things of each other, without a database or an engine: follow-ups are delivered at once, in order. */
export class World {
  readonly policy: Policy;
  readonly processes = new Map<string, Inhabitant>();
  /** Follow-ups that were refused; a road that is in order has none. */
  readonly undelivered: string[] = [];
  private readonly facts: { organisations: OrganisationFacts[]; workers: WorkerFacts[] };

  constructor(policy: Policy, facts: { organisations: OrganisationFacts[]; workers: WorkerFacts[] }) {
    this.policy = policy;
    this.facts = facts;
  }

  /** Gives a command to a process, opening it where it does not exist, and delivers what follows. */
  give(kind: ProcessKind, id: string, step: Step): Outcome {
    const known = this.processes.get(id);
    const play =
      known?.play ?? new Play<ProcessState>(LIFECYCLES[kind], { policy: this.policy, schemas: COMMAND_SCHEMAS[kind], id, ...this.facts });
    const outcome = play.give(step);
    if (!known && !outcome.refusal) this.processes.set(id, { kind, id, play });
    this.deliver(outcome.followUps, step.on);
    return outcome;
  }

  /** Gives a command that must be accepted. */
  must(kind: ProcessKind, id: string, step: Step): Outcome {
    const outcome = this.give(kind, id, step);
    if (outcome.refusal) throw new Error(`${kind} ${id} ${step.command}: ${outcome.refusal.refused} ${outcome.refusal.detail}`);
    return outcome;
  }

  /** All processes of a kind, in the order in which they were opened. */
  of(kind: ProcessKind): Inhabitant[] {
    return [...this.processes.values()].filter((one) => one.kind === kind);
  }

  /** Lets time pass to the morning of a day: everything that fell due before it falls due, the earliest first. */
  until(today: string): void {
    for (;;) {
      const next = this.fallingDue(today as PlainDate);
      if (!next) return;
      const { followUps } = next.play.fallDue(next.duty.key, addDays(next.due, 1));
      this.deliver(followUps, addDays(next.due, 1));
    }
  }

  /** Every duty that is owed or was met, with the process that holds it. */
  duties(): { kind: ProcessKind; id: string; duty: ResolvedDuty }[] {
    return [...this.processes.values()].flatMap(({ kind, id, play }) => play.duties().map((duty) => ({ kind, id, duty })));
  }

  private fallingDue(today: PlainDate): { play: Play<ProcessState>; duty: ResolvedDuty; due: PlainDate } | undefined {
    const found = [...this.processes.values()].flatMap(({ kind, play }) => {
      if (LIFECYCLES[kind].stages[play.state.stage]?.ends) return [];
      return play.duties().flatMap((duty) => {
        const due = duty.due?.due;
        const fell = play.folded?.kit.fellDue[duty.key];
        if (!due || duty.met || due >= today || (fell !== undefined && fell > due)) return [];
        return [{ play, duty, due }];
      });
    });
    return found.sort((a, b) => (a.due < b.due ? -1 : 1))[0];
  }

  private deliver(followUps: FollowUp[], on: string): void {
    for (const { kind, processId, command, body } of followUps) {
      // Through JSON, as the ledger hands it over.
      const { refusal } = this.give(kind, processId, { command, on, body: JSON.parse(JSON.stringify(body)) });
      if (refusal) this.undelivered.push(`${kind} ${command}: ${refusal.refused} ${refusal.detail}`);
    }
  }
}
