import type { Calendar } from './calendar.ts';
import type { DutyClaim } from './duty.ts';
import type { ErrorCode, FieldProblem } from './errors.ts';
import type { CommandId, Instant, OrganisationId, PersonId, PlainDate, ProcessId, ProcessKind } from './ids.ts';
import type { PartyFunction } from './pack.ts';
import type { Policy } from './policy.ts';

/** What a member does in the organisation: 经办人, 负责人, 驻站社工, read only, 运维. `system` is Lüyue itself (deadlines, follow-ups). */
export type MemberRole = 'clerk' | 'head' | 'worker' | 'viewer' | 'operator';

/** Who acts: a person in one organisation with one role, or the system. */
export type Actor =
  | { role: MemberRole; personId: PersonId; organisationId: OrganisationId }
  | { role: 'system'; personId: null; organisationId: null };

/** The system as an actor: what falls due and what one process asks of another. */
export const SYSTEM: Actor = { role: 'system', personId: null, organisationId: null };

/** Which organisation fills which function in one process. */
export type Parties = Partial<Record<PartyFunction, OrganisationId>>;

/** What every folded state holds; JSON only. Lifecycles add their own fields. */
export interface ProcessState {
  stage: string;
  /** What lists and pages call this process; no personal data. */
  title: string;
  parties: Parties;
}

/** What the kit keeps beside the state of the lifecycle, folded from the same events. */
interface KitState {
  /** Who gave each command last; the two-person rule reads it. */
  doneBy: Record<string, PersonId>;
  /** Keys of the duties that fell due unmet, with the day. */
  fellDue: Record<string, PlainDate>;
  /** The day on which the process was opened; fixed dates of the past do not bind it. */
  openedOn: PlainDate;
  /** The day on which the present stage began. */
  stageSince: PlainDate;
}

/** The whole stored state of a process: equal to the fold of its events. */
export interface Folded<State extends ProcessState = ProcessState> {
  own: State;
  kit: KitState;
}

/** An event of a lifecycle: a type and JSON fields; dates of law are in it, the instant of recording is in the envelope. */
export interface ProcessEvent {
  type: string;
}

/** What surrounds a recorded event. */
export interface Envelope {
  revision: number;
  commandId: CommandId;
  command: string;
  personId: PersonId | null;
  /** The day (of the process's clock) on which the command was received. */
  on: PlainDate;
}

/** The event that the kit itself records: a duty fell due unmet. */
export interface DutyFellDue extends ProcessEvent {
  type: 'duty-fell-due';
  key: string;
}

/** The other event of the kit: the process goes on under another version of its pack. */
export interface PackMoved extends ProcessEvent {
  type: 'pack-moved';
  from: string;
  to: string;
}

/** A command as it reaches `decide`: its name and its parsed body. */
export interface Command {
  name: string;
  body: unknown;
}

/** Why a command is refused: the code, the reason in words, what is allowed now and who may do it. */
export interface Refusal {
  refused: ErrorCode;
  detail: string;
  fields?: FieldProblem[];
  allowedNow?: string[];
  whoMay?: string[];
}

/** An organisation as gates see it (contractor conditions); loaded by `record` for the ids that `needs` names. */
export interface OrganisationFacts {
  id: OrganisationId;
  level: string;
  registeredWithCivilAffairs: boolean;
  scopeIncludesSocialWork: boolean;
  local: boolean;
  /** 社会组织评估等级, 1 to 5, 0 = not rated. */
  rating: number;
  hasPartyOrganisation: boolean;
  violationRecord: boolean;
  kind: 'social-organisation' | 'public-institution' | 'enterprise' | 'other';
}

/** A worker as gates see them; ages and names never leave the record. */
export interface WorkerFacts {
  id: PersonId;
  employerId: OrganisationId | null;
  birthDate: PlainDate;
  labourContractOn: PlainDate | null;
  firstDayInPost: PlainDate | null;
  /** 0 none, 1 senior high, 2 junior college 大专, 3 bachelor, 4 master and above. */
  education: number;
  socialWorkDegree: boolean;
  certificateOn: PlainDate | null;
  trainingHours: number;
  /** The certification process that already runs for this person; a new cycle does not restart the clock (C-6). */
  certificationId: ProcessId | null;
}

/** What a rule may look at: the clock it is given, the pack, the calendar, the facts it asked for. It reads nothing else. */
export interface Context {
  now: Instant;
  today: PlainDate;
  actor: Actor;
  policy: Policy;
  calendar: Calendar;
  processId: ProcessId;
  /** The same command always gives the same id for the same label: what a command opens is opened once. */
  newProcessId(label: string): ProcessId;
  facts: { organisations: Record<string, OrganisationFacts>; workers: Record<string, WorkerFacts> };
}

/** A command to another process, written in the transaction of the event that asks for it. */
export interface FollowUp {
  kind: ProcessKind;
  processId: ProcessId;
  command: string;
  body: object;
}

/** One stage of a lifecycle. */
export interface Stage {
  label: string;
  /** Who is waited for: a function, `date` (only time), or `process` (another process). */
  waitsFor: PartyFunction | 'date' | 'process';
  /** The process is over when it enters this stage. */
  ends?: true;
  /** Off the ordinary way: the stage bar shows it only while the process is there. */
  aside?: true;
}

/** One command of a lifecycle: where, by whom; the body's schema stands in `domain/schema/commands`. */
export interface CommandRule {
  label: string;
  /** Stages in which it is allowed; `opening` = only on a process that does not exist yet; `open` = in every stage that does not end it. */
  stages: readonly string[] | 'opening' | 'open';
  /** Functions whose organisation may give it; empty = only the system. */
  by: readonly PartyFunction[];
  roles: readonly MemberRole[];
  /** 双人: who gave this earlier command may not give this one. */
  notSamePersonAs?: string;
  /** What happens when it is confirmed, in words, for the console. */
  effect: string;
}

/** The ids that `decide` must see as facts for this command. */
export interface Needs {
  organisations?: OrganisationId[];
  workers?: PersonId[];
}

/**
 * One lifecycle, pure (DESIGN 3.2): `decide` judges, `evolve` folds, `duties` tells what is owed, `onDue` what follows if it is not met,
 * `followUps` what other processes are asked to do. Methods, so that a registry can hold all lifecycles by their common shape.
 */
export interface Lifecycle<
  State extends ProcessState = ProcessState,
  Cmd extends Command = Command,
  Event extends ProcessEvent = ProcessEvent,
> {
  kind: ProcessKind;
  title: string;
  stages: Record<string, Stage>;
  commands: Record<string, CommandRule>;
  needs?(command: Cmd, state: State | undefined): Needs;
  /** Why a command that the stage allows has no place now, whatever its body says: already done, or no such rule in this pack. `decide` asks it too. */
  blocked?(state: State, command: string, policy: Policy): Refusal | undefined;
  /** Narrows who may give a command where the pack decides it (who reports, who receives, who evaluates); `undefined` = as the table says. */
  givers?(state: State, command: string): readonly PartyFunction[] | undefined;
  decide(state: State | undefined, command: Cmd, context: Context): Event[] | Refusal;
  evolve(state: State | undefined, event: Event): State;
  duties(state: State, policy: Policy): DutyClaim[];
  onDue(state: State, dutyKey: string, context: Context): Event[];
  followUps(event: Event, state: State, context: Context): FollowUp[];
}

/** True for the answer "no". */
export function isRefusal<Event>(decision: Event[] | Refusal): decision is Refusal {
  return !Array.isArray(decision);
}

/** Folds one recorded event: the kit's own part and, unless the event is the kit's, the lifecycle's. */
export function fold(lifecycle: Lifecycle, before: Folded | undefined, event: ProcessEvent, envelope: Envelope): Folded {
  const kit = before?.kit ?? { doneBy: {}, fellDue: {}, openedOn: envelope.on, stageSince: envelope.on };
  const doneBy = envelope.personId ? { ...kit.doneBy, [envelope.command]: envelope.personId } : kit.doneBy;
  if (before && isOfKit(event)) {
    if (event.type === 'pack-moved') return { own: before.own, kit: { ...kit, doneBy } };
    return { own: before.own, kit: { ...kit, doneBy, fellDue: { ...kit.fellDue, [event.key]: envelope.on } } };
  }
  const own = lifecycle.evolve(before?.own, event);
  const stageSince = own.stage === before?.own.stage ? kit.stageSince : envelope.on;
  return { own, kit: { ...kit, doneBy, stageSince } };
}

/** Whether the kit itself records this event, in any lifecycle. */
export function isOfKit(event: ProcessEvent): event is DutyFellDue | PackMoved {
  return event.type === 'duty-fell-due' || event.type === 'pack-moved';
}
