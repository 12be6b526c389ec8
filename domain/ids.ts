/** A calendar day in Shanghai, `YYYY-MM-DD`. */
export type PlainDate = string & { readonly __brand: 'PlainDate' };
/** A point in time, ISO 8601 in UTC with milliseconds, `2026-02-12T08:00:00.000Z`. */
export type Instant = string & { readonly __brand: 'Instant' };

/** The organisation that a process or a person belongs to. */
export type OrganisationId = string & { readonly __brand: 'OrganisationId' };
/** A natural person with an account or on a roster; never shown to Temporal. */
export type PersonId = string & { readonly __brand: 'PersonId' };
/** One run of a lifecycle in the record. */
export type ProcessId = string & { readonly __brand: 'ProcessId' };
/** One row of the command ledger; also the id of the Temporal Update that delivers it. */
export type CommandId = string & { readonly __brand: 'CommandId' };

/** The kinds of process that exist; each is a lifecycle file and a Temporal workflow type. */
export const PROCESS_KINDS = [
  'purchase-cycle',
  'procurement',
  'contract',
  'onboarding',
  'evaluation',
  'report-line',
  'certification',
  'referral',
] as const;
/** One of {@link PROCESS_KINDS}. */
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** The Temporal workflow id of a process: its kind and its id, so that the Temporal UI can be searched by either. */
export function workflowId(kind: ProcessKind, id: ProcessId): string {
  return `${kind}-${id}`;
}

/** The id of the `index`-th follow-up of a command (0-based); the same command always gives the same ids, so a follow-up is written once. */
export function followUpId(cause: CommandId, index: number): CommandId {
  return `${cause}.${index + 1}` as CommandId;
}

/** The id of the command that records that a duty fell due on a day; a duty falls due once for each day it was given. */
export function fallDueId(process: ProcessId, dutyKey: string, due: PlainDate): CommandId {
  return `due:${process}:${dutyKey}:${due}` as CommandId;
}

/** The id of the command that moves a process to another version of its pack; a process moves to a version once. */
export function packMoveId(process: ProcessId, version: string): CommandId {
  return `pack:${process}:${version}` as CommandId;
}

/** Whether a command is a failed one that was given again after the defect was mended: the id of the failed one and a tilde. */
export function isRetry(id: CommandId): boolean {
  return id.endsWith('~');
}
