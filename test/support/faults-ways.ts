import type { OrganisationId, PersonId, ProcessKind } from '../../domain/ids.ts';
import type { MemberRole } from '../../domain/lifecycle.ts';
import type { Policy } from '../../domain/policy.ts';
import { membersOf } from '../../prisma/seed/people.ts';
import { fill } from '../../rehearsal/fill.ts';
import { SENDER, steps, today } from './referral.ts';

/** One command on the way of a process: its body, and the demo account that gives it. */
export interface Step {
  kind: ProcessKind;
  name: string;
  body: object;
  login: string;
}

/** The ways are walked in the demonstration of this pack: it files its plan, so that three organisations take part. */
export const PACK = 'hn';

/** Where a way is walked: whose accounts, which stations. */
export interface Place {
  logins: string;
  stations: { station: string; town: string }[];
  receiver: string;
}

/** The first county. */
export const COUNTY: Place = {
  logins: PACK,
  stations: [{ station: `${PACK}-station-1-1`, town: `${PACK}-town-1-1` }],
  receiver: `${PACK}-station-1-2`,
};

/** The chain of the rehearsal, whose clock moves. */
export const REHEARSAL: Place = {
  logins: `${PACK}-rehearsal`,
  stations: [{ station: `${PACK}-rehearsal-station-1`, town: `${PACK}-rehearsal-town-1` }],
  receiver: `${PACK}-rehearsal-station-2`,
};

/** Everybody who gives commands at a place. */
export function loginsOf({ logins }: Place): string[] {
  return ['clerk', 'head', 'city', 'worker', 'worker-2'].map((name) => `${logins}-${name}`);
}

/** Somebody of the first county as the ledger sees them. */
export function memberOf(login: string): { role: MemberRole; personId: PersonId; organisationId: OrganisationId } {
  const member = membersOf(PACK, '').find((one) => one.login === login);
  if (!member) throw new Error(`the demonstration has no ${login}`);
  return { role: member.role, personId: login as PersonId, organisationId: member.organisationId as OrganisationId };
}

/** The opening of a referral, as the API takes it. */
export function referralOpening({ logins, receiver }: Place, reference: string): Step {
  const body = { receiver, caseReference: reference, minor: false, condition: '专业康复', reason: '居住地变更' };
  return { kind: 'referral', name: 'open', body, login: `${logins}-worker` };
}

/** From consent to the end, or to the refusal of the receiver. */
export function referralSteps({ logins }: Place, declined: boolean): Step[] {
  const way: Step[] = steps().map(([name, body, { personId }]) => {
    const login = personId === SENDER.personId ? `${logins}-worker` : `${logins}-worker-2`;
    return { kind: 'referral', name, body, login };
  });
  const decline: Step = {
    kind: 'referral',
    name: 'decline',
    body: { declinedOn: today(), reason: '人手不足' },
    login: `${logins}-worker-2`,
  };
  return declined ? [...way.slice(0, 2), decline] : way;
}

/** The opening of a road, as the API takes it. */
export function roadOpening({ logins, stations }: Place, planYear: number): Step {
  const body = { title: '乡镇社工站购买服务', planYear, stations, amountBudgetYuan: 240_000 };
  return { kind: 'purchase-cycle', name: 'open', body, login: `${logins}-clerk` };
}

/** Bodies as somebody fills them who ticks everything, today. */
function filler(policy: Policy, { logins }: Place) {
  return (kind: ProcessKind, name: string, login: string, known: Record<string, unknown> = {}): Step => ({
    kind,
    name,
    body: fill(kind, name, { policy, today: today(), known }),
    login: `${logins}-${login}`,
  });
}

/** From the plan to the first procurement; `start-procurement` opens another process. */
export function roadSteps(policy: Policy, place: Place): Step[] {
  const step = filler(policy, place);
  return [
    step('purchase-cycle', 'prepare-plan', 'clerk', { stationPlans: place.stations.map(({ station }) => station) }),
    step('purchase-cycle', 'approve-plan', 'head'),
    step('purchase-cycle', 'file-plan', 'city'),
    step('purchase-cycle', 'start-procurement', 'clerk'),
  ];
}

/** A procurement that is cancelled: it tells its road, which can procure again. */
export function cancelledProcurement(policy: Policy, place: Place): Step[] {
  const step = filler(policy, place);
  return [step('procurement', 'fix-plan', 'clerk'), step('procurement', 'cancel', 'head')];
}

/** A procurement from its plan to the award, which opens the contract and tells the road. */
export function awardedProcurement(policy: Policy, place: Place): Step[] {
  const step = filler(policy, place);
  return [
    step('procurement', 'fix-plan', 'clerk'),
    step('procurement', 'publish', 'clerk'),
    step('procurement', 'call-tenders', 'clerk', { opensOn: today() }),
    step('procurement', 'open-bids', 'clerk'),
    step('procurement', 'award', 'clerk', { contractor: `${PACK}-contractor-1` }),
  ];
}
