import { assertNever } from '../errors.ts';
import type { PlainDate } from '../ids.ts';
import type { Lifecycle, ProcessState } from '../lifecycle.ts';
import type { ReferralCommand } from '../schema/commands/referral.ts';
import { opened } from './road.ts';

/** The body of one command. */
export type Body<Name extends ReferralCommand['name']> = Extract<ReferralCommand, { name: Name }>['body'];

/** The stages of a referral (NM-31); a declined or withdrawn one returns the case to its sender. */
export const stages = {
  proposed: { label: '已提出，待书面同意', waitsFor: 'sender' },
  consented: { label: '已同意，待申请', waitsFor: 'sender' },
  requested: { label: '已申请，待答复', waitsFor: 'receiver' },
  accepted: { label: '已接收，待移交档案', waitsFor: 'sender' },
  'file-transferred': { label: '档案已移交，待确认服务衔接', waitsFor: 'receiver' },
  confirmed: { label: '服务已衔接，待归档', waitsFor: 'sender' },
  closed: { label: '已结案', waitsFor: 'date', ends: true },
  declined: { label: '未接收，退回转出方', waitsFor: 'date', ends: true },
  withdrawn: { label: '已撤回', waitsFor: 'date', ends: true },
} as const satisfies Lifecycle['stages'];

/** One referral 转介 from a sender to a receiver; the person served is a case reference of the sender, no more. */
export interface ReferralState extends ProcessState {
  stage: keyof typeof stages;
  caseReference: string;
  minor: boolean;
  consentedOn: PlainDate | null;
  requestedOn: PlainDate | null;
  acceptedOn: PlainDate | null;
  transferredOn: PlainDate | null;
  serviceStartedOn: PlainDate | null;
  feedbackOn: PlainDate | null;
}

/** What happens in a referral. What is written about the case (reasons, feedback, names of papers) stays in the command ledger. */
export type ReferralEvent =
  | ({ type: 'referral-proposed' } & Pick<Body<'open'>, 'parties' | 'receiver' | 'caseReference' | 'minor'>)
  | { type: 'consent-recorded'; on: PlainDate; givenBy: Body<'record-consent'>['givenBy'] }
  | { type: 'referral-requested'; on: PlainDate }
  | { type: 'referral-accepted'; on: PlainDate }
  | { type: 'referral-declined'; on: PlainDate }
  | { type: 'file-transferred'; on: PlainDate; method: Body<'transfer-file'>['method']; files: number }
  | { type: 'service-confirmed'; on: PlainDate }
  | { type: 'feedback-given'; on: PlainDate; late: boolean }
  | { type: 'referral-closed'; on: PlainDate }
  | { type: 'referral-withdrawn'; on: PlainDate };

/** Folds one event. */
export function evolve(before: ReferralState | undefined, event: ReferralEvent): ReferralState {
  if (event.type === 'referral-proposed') {
    const { parties, receiver, caseReference, minor } = event;
    const nothing = {
      consentedOn: null,
      requestedOn: null,
      acceptedOn: null,
      transferredOn: null,
      serviceStartedOn: null,
      feedbackOn: null,
    };
    return { stage: 'proposed', title: `转介 ${caseReference}`, parties: { ...parties, receiver }, caseReference, minor, ...nothing };
  }
  const state = opened(before, event);
  switch (event.type) {
    case 'consent-recorded':
      return { ...state, stage: 'consented', consentedOn: event.on };
    case 'referral-requested':
      return { ...state, stage: 'requested', requestedOn: event.on };
    case 'referral-accepted':
      return { ...state, stage: 'accepted', acceptedOn: event.on };
    case 'referral-declined':
      return { ...state, stage: 'declined' };
    case 'file-transferred':
      return { ...state, stage: 'file-transferred', transferredOn: event.on };
    case 'service-confirmed':
      return { ...state, stage: 'confirmed', serviceStartedOn: event.on };
    case 'feedback-given':
      return { ...state, feedbackOn: event.on };
    case 'referral-closed':
      return { ...state, stage: 'closed' };
    case 'referral-withdrawn':
      return { ...state, stage: 'withdrawn' };
    default:
      return assertNever(event);
  }
}
