/**
 * What client, workflow and activities say to each other. Ids, codes, dates and labels only: free text and personal data stay in the record.
 */

/** The signal "look at the record again": a calendar was changed, a rehearsal clock was moved, an operator repaired something. */
export const REFRESH = 'refresh';

/** The argument of every process workflow: the process, and what a former run was waiting for. */
export interface ProcessInput {
  processId: string;
  waiting?: Waiting;
}

/** What a process waits for, as of one revision; the workflow keeps the newest. */
export interface Waiting {
  revision: number;
  /** The process is over, or its opening was refused: the run completes. */
  ended: boolean;
  stage: string;
  stageLabel: string;
  waitsFor: string;
  waitsForLabel: string;
  /** `YYYY-MM-DD`, the day the stage began. */
  since: string;
  /** The next due day (for people) and the real instant at which it falls due (for the timer), ISO 8601 UTC. */
  next?: { at: string; date: string; label: string };
  /** The earliest day that passed unmet, if any. */
  overdueSince?: string;
  /** Commands to other processes that were written and not yet delivered. */
  followUps: string[];
}

/** The answer to one command: an Update returns it, the ledger holds the details. */
export interface Answer {
  outcome: 'accepted' | 'refused' | 'failed';
  revision: number;
  code?: string;
}

/** What `record` returns. */
export interface Recorded {
  answer: Answer;
  waiting: Waiting;
}

/** The activities that a process calls; implementations stand in `activities/`. */
export interface ProcessActivities {
  /** Decides and writes one command of the ledger in one transaction; done already → the stored answer. */
  record(commandId: string): Promise<Recorded>;
  /** Records every duty whose instant is at or before `at` (ISO 8601 UTC) and was not met. */
  recordFallenDue(processId: string, at: string): Promise<Waiting>;
  /** What the process waits for, from the record. */
  look(processId: string): Promise<Waiting>;
  /** Delivers follow-up commands to their processes, in order; delivered ones are skipped. */
  deliver(commandIds: string[]): Promise<void>;
}

/** Where a sweep of duties is: the instant of the morning, and the last duty that was read. */
export interface SweepPage {
  now: string;
  after?: { processId: string; key: string };
}

/** What one batch did; without `after` it was the last. */
export interface SweepProgress {
  written: number;
  after?: { processId: string; key: string };
}

/** The activities of the working morning. */
export interface MorningActivities {
  /** Reads one batch of open duties and writes the reminders that fall on this morning, each once. */
  sweepBatch(page: SweepPage): Promise<SweepProgress>;
  /** Gathers what was not yet told into one digest for each person; returns how many digests are new. */
  writeDigests(now: string): Promise<number>;
  /** Sends waiting digests by e-mail, a batch at a time; returns how many are still waiting. */
  sendDigests(): Promise<number>;
}
