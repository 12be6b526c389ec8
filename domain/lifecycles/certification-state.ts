import { assertNever } from '../errors.ts';
import type { PersonId, PlainDate, ProcessId } from '../ids.ts';
import type { Lifecycle, ProcessState } from '../lifecycle.ts';
import type { CertificationCommand } from '../schema/commands/certification.ts';
import type { SlotName } from '../slots.ts';
import { opened } from './road.ts';

/** The body of one command. */
export type Body<Name extends CertificationCommand['name']> = Extract<CertificationCommand, { name: Name }>['body'];

/** The stages of one worker's certification. */
export const stages = {
  'not-certified': { label: '尚未持证', waitsFor: 'contractor' },
  preparing: { label: '备考培训中', waitsFor: 'contractor' },
  checking: { label: '证明待核验', waitsFor: 'purchaser' },
  provisional: { label: '成绩合格，待领证', waitsFor: 'contractor' },
  certified: { label: '已持证，待登记', waitsFor: 'contractor' },
  registered: { label: '已登记，待核验', waitsFor: 'purchaser' },
  flagged: { label: '逾期未达标', waitsFor: 'contractor' },
  'replacement-review': { label: '逾期，待复核调岗或更换', waitsFor: 'contractor' },
  'dismissal-review': { label: '逾期，待复核是否解聘', waitsFor: 'contractor' },
  compliant: { label: '已达标', waitsFor: 'date', ends: true },
  left: { label: '已离岗', waitsFor: 'date', ends: true },
} as const satisfies Lifecycle['stages'];

/** Where a missed deadline leads; none of it ends an employment. */
export type OverdueStage = 'flagged' | 'replacement-review' | 'dismissal-review';

/** A proof as it is on the table or was accepted: kind and day, no more. */
export interface Proof {
  kind: string;
  issuedOn: PlainDate;
  provisional: boolean;
}

/** The certification of one worker, who appears as an opaque id. */
export interface CertificationState extends ProcessState {
  stage: keyof typeof stages;
  cycleId: ProcessId;
  workerId: PersonId;
  projectStartsOn: PlainDate;
  firstDayInPost: PlainDate;
  recruitedOn: PlainDate;
  /** Bound by the clause on project workers; absent = by that on station workers. */
  post?: 'project-worker';
  /** Whether an examination or a training has been taken up. */
  preparing: boolean;
  /** The proof that waits to be checked. */
  pending: Proof | null;
  /** The proofs that were accepted. */
  accepted: Proof[];
  /** The day on the certificate, or the last of several proofs. */
  obtainedOn: PlainDate | null;
  registeredOn: PlainDate | null;
  /** What a missed deadline led to, until the worker complies. */
  overdue: OverdueStage | null;
}

/** What happens in a certification. Events hold ids, codes and days only: what proofs say of a person stays in the command ledger. */
export type CertificationEvent =
  | ({ type: 'certification-opened'; title: string; recruitedOn: PlainDate } & Body<'open'>)
  | { type: 'preparation-started'; on: PlainDate }
  | ({ type: 'proof-submitted' } & Proof)
  | { type: 'proof-returned' }
  | { type: 'proof-accepted' }
  | { type: 'certified'; on: PlainDate; late: boolean }
  | { type: 'registration-recorded'; on: PlainDate; late: boolean }
  | { type: 'registration-returned' }
  | { type: 'complied' }
  | { type: 'deadline-missed'; slot: Extract<SlotName, `certificate.${string}`>; leadsTo: OverdueStage }
  | { type: 'review-concluded'; decision: Body<'conclude-review'>['decision']; on: PlainDate }
  | { type: 'worker-left'; on: PlainDate };

/** Folds one event. */
export function evolve(before: CertificationState | undefined, event: CertificationEvent): CertificationState {
  if (event.type === 'certification-opened') {
    const { type: _, ...body } = event;
    const nothing = { preparing: false, pending: null, accepted: [], obtainedOn: null, registeredOn: null, overdue: null };
    return { ...body, ...nothing, stage: 'not-certified' };
  }
  const state = opened(before, event);
  switch (event.type) {
    case 'preparation-started':
      return { ...state, preparing: true, stage: 'preparing' };
    case 'proof-submitted': {
      const { kind, issuedOn, provisional } = event;
      return { ...state, pending: { kind, issuedOn, provisional }, stage: 'checking' };
    }
    case 'proof-returned':
      return resting({ ...state, pending: null });
    case 'proof-accepted':
      return resting({ ...state, pending: null, accepted: state.pending ? [...state.accepted, state.pending] : state.accepted });
    case 'certified':
      return { ...state, obtainedOn: event.on, stage: 'certified' };
    case 'registration-recorded':
      return { ...state, registeredOn: event.on, stage: 'registered' };
    case 'registration-returned':
      return resting({ ...state, registeredOn: null });
    case 'complied':
      return { ...state, stage: 'compliant' };
    case 'deadline-missed':
      return missed(state, event.leadsTo);
    case 'review-concluded':
      // Kept in post, the worker is flagged like any other who is late; otherwise they are gone from the station.
      return event.decision === 'kept' ? { ...state, overdue: 'flagged', stage: 'flagged' } : { ...state, stage: 'left' };
    case 'worker-left':
      return { ...state, stage: 'left' };
    default:
      return assertNever(event);
  }
}

/** What is on the purchaser's table stays there; a passed day is noted beside it. */
function missed(state: CertificationState, overdue: OverdueStage): CertificationState {
  const onTable = state.stage === 'checking' || state.stage === 'registered';
  return { ...state, overdue, stage: onTable ? state.stage : overdue };
}

/** The stage to which a worker returns when nothing is on the purchaser's table. */
function resting(state: CertificationState): CertificationState {
  return { ...state, stage: restingStage(state) };
}

function restingStage({ overdue, obtainedOn, accepted, preparing }: CertificationState): CertificationState['stage'] {
  if (overdue) return overdue;
  if (obtainedOn) return 'certified';
  if (accepted.some(({ provisional }) => provisional)) return 'provisional';
  return preparing ? 'preparing' : 'not-certified';
}
