import type { PlainDate, ProcessKind } from '../domain/ids.ts';
import type { PartyFunction, TriggerEvent } from '../domain/pack.ts';
import type { SlotName } from '../domain/slots.ts';
import type { Options } from './options.ts';
import type { Silence } from './silence.ts';
import type { UnusedRule } from './unused.ts';

/**
 * What became of a duty: met in time, late, never met, no longer owed, not due yet; for a day on which nobody has to act: it came; for a
 * duty to which neither the texts nor a default give a day: met, or still owed.
 */
export type Outcome = 'in-time' | 'late' | 'not-met' | 'withdrawn' | 'ahead' | 'came' | 'met-undated' | 'undated';

/** One duty that existed. */
export interface DutyLine {
  process: string;
  kind: ProcessKind;
  key: string;
  slot: SlotName;
  label: string;
  owes: string;
  /** The rule; `null` for a day that the parties agreed on. */
  ruleId: string | null;
  /** The default of ours that gives the day, where the text is silent. */
  defaultId: string | null;
  trigger: { event: TriggerEvent; date: PlainDate } | null;
  due: PlainDate | null;
  safe: PlainDate | null;
  provisional: boolean;
  metOn: PlainDate | null;
  outcome: Outcome;
  /** Working days after the due day; 0 unless late. */
  workingDaysLate: number;
}

/** The stages that one process went through. */
export interface Road {
  kind: ProcessKind;
  title: string;
  stages: { code: string; label: string; on: PlainDate }[];
}

/** The whole result of one rehearsal. */
export interface Report extends Pick<Options, 'from' | 'scenario'> {
  pack: { id: string; name: string; version: string };
  until: PlainDate;
  /** Which organisation filled which function; functions that nobody filled are absent. */
  parties: Partial<Record<PartyFunction, string>>;
  /** In the order of their due dates; those without a date last. */
  duties: DutyLine[];
  /** What the texts are silent about, and what the road did instead. */
  silences: Silence[];
  /** Rules with a day that gave no duty. */
  unused: UnusedRule[];
  /** The road first, then its procurements and contracts. */
  roads: Road[];
  counts: {
    processes: number;
    duties: number;
    /** Rows of the ledger: given by people, sent from process to process, and deadlines that passed. */
    commands: { people: number; followUps: number; deadlines: number };
    /** State transitions of the Temporal server. */
    transitions: number;
  };
  /** Where a process ended up that the policy does not lead to, and what went wrong; empty = all well. */
  problems: string[];
}
