import type { DutyClaim } from '../duty.ts';
import type { PlainDate } from '../ids.ts';
import type { Policy } from '../policy.ts';
import { addDays, latest } from '../time.ts';
import type { ContractEvent, ContractState } from './contract-state.ts';
import { defaultNumber, met } from './road.ts';

/** What is owed of a contract: the signature, what follows from it, and the days on which its stage changes by itself. */
export function duties(state: ContractState, policy: Policy): DutyClaim[] {
  const { signedOn, effectiveOn, startsOn, endsOn } = state;
  const signing = { ...signingDuty(state), ...met(signedOn) };
  if (signedOn === null || effectiveOn === null || startsOn === null || endsOn === null) return [signing];
  return [signing, ...sideTasks(state, signedOn, effectiveOn), ...termDays(state, effectiveOn, startsOn, endsOn, policy)];
}

/** The signature: counted from the award notice, or for a renewal due by the end of the former contract. */
export function signingDuty({ awardNoticeOn, previousEndsOn }: ContractState): DutyClaim {
  const claim: DutyClaim = { key: 'contract.sign', slot: 'contract.sign', events: {}, command: 'sign' };
  if (previousEndsOn !== null) return { ...claim, label: '签订续签合同', owes: 'signatory', agreedOn: previousEndsOn };
  return awardNoticeOn === null ? claim : { ...claim, events: { 'award-notice-issued': awardNoticeOn } };
}

/** Filing, announcing, staffing: each only where the pack has a rule for it. */
function sideTasks(state: ContractState, signedOn: PlainDate, effectiveOn: PlainDate): DutyClaim[] {
  // Effective before signed: terms from effect run from the later of the two (C-2).
  const events = { 'agreement-signed': signedOn, 'agreement-effective': latest(effectiveOn, signedOn) };
  return [
    { key: 'contract.copy-filed', slot: 'contract.copy-filed', events, command: 'file-copy', ...met(state.copyFiledOn) },
    { key: 'contract.announced', slot: 'contract.announced', events, command: 'announce', ...met(state.announcedOn) },
    { key: 'contract.staffing-filed', slot: 'contract.staffing-filed', events, command: 'file-staffing', ...met(state.staffingFiledOn) },
    {
      // The bureau files what the contractor prepared, so the contractor has a day of its own, five working days earlier.
      key: 'contract.staffing-filed:contractor',
      slot: 'contract.staffing-filed',
      label: '提交人员配备材料',
      owes: 'contractor',
      events,
      default: 'Q-88/staffing',
      command: 'hand-in-staffing',
      ...met(state.staffingHandedInOn ?? state.staffingFiledOn),
    },
  ];
}

/** Days on which nobody acts: the contract takes effect, nears its end, ends. A claim is made until its stage has been reached. */
function termDays(state: ContractState, effectiveOn: PlainDate, startsOn: PlainDate, endsOn: PlainDate, policy: Policy): DutyClaim[] {
  if (state.stage === 'expired') return [];
  const claims: DutyClaim[] = [{ key: 'contract.ends', slot: 'contract.ends', events: {}, agreedOn: endsOn }];
  if (state.stage === 'signed') claims.push({ key: 'contract.starts', slot: 'contract.starts', events: {}, agreedOn: effectiveOn });
  if (isFarFromEnd(state)) {
    // The first rung of the reminders of expiry; a contract shorter than that nears its end from its first day.
    const noticeOn = latest(startsOn, addDays(endsOn, -defaultNumber(policy, 'Q-14', 'contract-expiry')));
    claims.push({ key: 'contract.expiry-notice', slot: 'contract.expiry-notice', events: {}, agreedOn: noticeOn });
  }
  return claims;
}

function isFarFromEnd({ stage, stageBefore }: ContractState): boolean {
  const reached = stage === 'suspended' ? stageBefore : stage;
  return reached === 'effective' || reached === 'active';
}

/** What a day that passes does to the contract; side tasks that are late change nothing but their own mark. */
export function onDue(state: ContractState, dutyKey: string): ContractEvent[] {
  switch (dutyKey) {
    case 'contract.starts':
      return state.stage === 'signed' ? takeEffect(state) : [];
    case 'contract.expiry-notice':
      return isFarFromEnd(state) ? [{ type: 'expiry-drew-near' }] : [];
    case 'contract.ends':
      return state.succession === null ? [{ type: 'term-ended' }] : [{ type: 'contract-closed', outcome: state.succession }];
    default:
      return [];
  }
}

/** What taking effect leads to: a contract whose stations all stand is performed at once. */
export function takeEffect(state: ContractState): ContractEvent[] {
  const effective: ContractEvent = { type: 'contract-took-effect' };
  return allStationsStand(state, state.acceptedStations.length) ? [effective, { type: 'service-began' }] : [effective];
}

/** Whether service can begin: all set-ups are accepted, or the contract continues one under which they were (yearly renewal). */
export function allStationsStand({ yearOfCycle, stations }: ContractState, accepted: number): boolean {
  return yearOfCycle > 1 || accepted === stations.length;
}
