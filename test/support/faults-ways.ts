import type { OrganisationId, PersonId, PlainDate, ProcessKind } from '../../domain/ids.ts';
import type { MemberRole } from '../../domain/lifecycle.ts';
import type { Policy } from '../../domain/policy.ts';
import { membersOf } from '../../prisma/seed/people.ts';
import { fill } from '../../rehearsal/fill.ts';
import { steps } from './referral.ts';

/** One command on the way of a process: its body, and the demo account that gives it. */
export interface Step {
  kind: ProcessKind;
  name: string;
  body: object;
  login: string;
}

/** The ways are walked in the first county of this pack's demonstration: it files its plan, so that three organisations take part. */
export const PACK = 'hn';
const STATIONS = [{ station: `${PACK}-station-1-1`, town: `${PACK}-town-1-1` }];

/** Somebody of the demonstration as the ledger sees them. */
export function memberOf(login: string): { role: MemberRole; personId: PersonId; organisationId: OrganisationId } {
  const member = membersOf(PACK, '').find((one) => one.login === login);
  if (!member) throw new Error(`the demonstration has no ${login}`);
  return { role: member.role, personId: login as PersonId, organisationId: member.organisationId as OrganisationId };
}

/** The opening of a referral, as the API takes it. */
export function referralOpening(reference: string): Step {
  const body = { receiver: `${PACK}-station-1-2`, caseReference: reference, minor: false, condition: '专业康复', reason: '居住地变更' };
  return { kind: 'referral', name: 'open', body, login: `${PACK}-worker` };
}

/** From consent to the end; every fourth is declined, so that it ends early. */
export function referralSteps(declined: boolean): Step[] {
  const way = steps().map(([name, body, actor]) => {
    const login = actor.personId === 'person-sender' ? `${PACK}-worker` : `${PACK}-worker-2`;
    return { kind: 'referral', name, body, login } as const;
  });
  if (!declined) return way;
  const [, { body: requested }] = [way[0], way[1] ?? { body: {} }];
  const declinedOn = 'requestedOn' in requested ? requested.requestedOn : undefined;
  return [...way.slice(0, 2), { kind: 'referral', name: 'decline', body: { declinedOn, reason: '人手不足' }, login: `${PACK}-worker-2` }];
}

const road =
  (policy: Policy, today: PlainDate) =>
  (kind: ProcessKind, name: string, login: string, known: Record<string, unknown> = {}): Step => ({
    kind,
    name,
    body: fill(kind, name, { policy, today, known }),
    login: `${PACK}-${login}`,
  });

/** The opening of a road, as the API takes it. */
export function roadOpening(today: PlainDate): Step {
  const body = { title: '乡镇社工站购买服务', planYear: Number(today.slice(0, 4)), stations: STATIONS, amountBudgetYuan: 240_000 };
  return { kind: 'purchase-cycle', name: 'open', body, login: `${PACK}-clerk` };
}

/** From the plan to the first procurement; `start-procurement` opens another process. */
export function roadSteps(policy: Policy, today: PlainDate): Step[] {
  const step = road(policy, today);
  return [
    step('purchase-cycle', 'prepare-plan', 'clerk', { stationPlans: STATIONS.map(({ station }) => station) }),
    step('purchase-cycle', 'approve-plan', 'head'),
    step('purchase-cycle', 'file-plan', 'city'),
    step('purchase-cycle', 'start-procurement', 'clerk'),
  ];
}

/** A procurement that is cancelled: it tells its road, which can procure again. */
export function cancelledProcurement(policy: Policy, today: PlainDate): Step[] {
  const step = road(policy, today);
  return [step('procurement', 'fix-plan', 'clerk'), step('procurement', 'cancel', 'head')];
}

/** A procurement from its plan to the award, which opens the contract and tells the road. */
export function awardedProcurement(policy: Policy, today: PlainDate): Step[] {
  const step = road(policy, today);
  return [
    step('procurement', 'fix-plan', 'clerk'),
    step('procurement', 'publish', 'clerk'),
    step('procurement', 'call-tenders', 'clerk', { opensOn: today }),
    step('procurement', 'open-bids', 'clerk'),
    step('procurement', 'award', 'clerk', { contractor: `${PACK}-contractor-1` }),
  ];
}
