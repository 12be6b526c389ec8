import type { Calendar } from './calendar.ts';
import { contractEnd, halfWayDay } from './deadline.ts';
import { type DutyClaim, type ResolvedDuty, resolveDuty, triggerOf, whenOfDefault } from './duty.ts';
import type { PlainDate, ProcessId } from './ids.ts';
import { plannedReports } from './lifecycles/report-line-plan.ts';
import { evolve } from './lifecycles/report-line-state.ts';
import { planYearStart } from './lifecycles/road.ts';
import type { DeadlineWhen, TriggerEvent } from './pack.ts';
import type { Policy } from './policy.ts';
import { SLOTS, type SlotName } from './slots.ts';

/** What a clerk supposes before a road begins; without a day, what counts from it stays undated. */
export interface Assumptions {
  awardNoticeOn?: PlainDate | undefined;
  signedOn?: PlainDate | undefined;
  /** First day of service; without it the day of signing. */
  startsOn?: PlainDate | undefined;
}

/** One date that a road will create. */
export interface ForecastDate {
  duty: ResolvedDuty;
  /** How the day is found; absent for a day that the contract itself names. */
  when?: DeadlineWhen;
  /** The day rests on what the clerk supposes. */
  assumed: boolean;
}

/** The first contract of a road runs for a year. */
const CONTRACT_MONTHS = 12;
const ROAD: ReadonlySet<string> = new Set(['purchase-cycle', 'procurement', 'contract', 'onboarding', 'evaluation', 'certification']);
const LINES = ['contractor', 'town', 'county', 'city', 'monitoring', 'statistics', 'circulation'] as const;
/** Events of every road whose day only the road itself will tell; what counts from others (a vacancy, a complaint) may never come. */
const TO_COME: ReadonlySet<TriggerEvent> = new Set([
  'award-notice-issued',
  'agreement-signed',
  'agreement-effective',
  'contract-ends',
  'project-starts',
  'first-day-in-post',
  'plan-submitted',
  'result-confirmed',
  'result-told',
  'final-report-submitted',
]);
/** Events that the plan year fixes: what counts from them is no supposition. */
const KNOWN: ReadonlySet<TriggerEvent> = new Set(['plan-year-starts', 'year-starts', 'programme-starts']);

/** Every date that a road over this plan year will create, the earliest first, undated ones last. */
export function forecast(
  { planYear, programmeStartsOn, assumptions }: { planYear: number; programmeStartsOn?: PlainDate | undefined; assumptions: Assumptions },
  policy: Policy,
  calendar: Calendar,
): ForecastDate[] {
  const term = termOf(assumptions);
  const events = eventsOf(planYear, programmeStartsOn, assumptions, term);
  const claims = [...slotClaims(policy, events), ...(term ? [...termClaims(term), ...reportClaims(term, policy)] : [])];
  const dates = claims.flatMap((claim) => {
    const duty = resolveDuty(claim, policy, calendar);
    if (!duty) return [];
    const when = whenOf(claim, duty, policy);
    const assumed = duty.trigger ? !KNOWN.has(duty.trigger.event) : claim.agreedOn !== undefined;
    return duty.due || willCome(when) ? [{ duty, ...(when && { when }), assumed }] : [];
  });
  return dates.sort((one, other) => compare(dayOf(one), dayOf(other)) || compare(one.duty.key, other.duty.key));
}

interface Term {
  startsOn: PlainDate;
  endsOn: PlainDate;
}

function termOf({ signedOn, startsOn = signedOn }: Assumptions): Term | undefined {
  return startsOn && { startsOn, endsOn: contractEnd(startsOn, CONTRACT_MONTHS) };
}

function eventsOf(
  planYear: number,
  programmeStartsOn: PlainDate | undefined,
  { awardNoticeOn, signedOn }: Assumptions,
  term: Term | undefined,
): DutyClaim['events'] {
  const year = planYearStart(planYear);
  return {
    'plan-year-starts': year,
    'year-starts': year,
    ...(programmeStartsOn && { 'programme-starts': programmeStartsOn }),
    ...(awardNoticeOn && { 'award-notice-issued': awardNoticeOn }),
    ...(signedOn && { 'agreement-signed': signedOn, 'agreement-effective': signedOn }),
    ...(term && {
      'contract-ends': term.endsOn,
      'cycle-starts': term.startsOn,
      'project-starts': term.startsOn,
      'first-day-in-post': term.startsOn,
      'half-way-reached': halfWayDay(term.startsOn, term.endsOn),
    }),
  };
}

/** One claim for each dated slot of the road that the pack fills; reports have their own periods. */
function slotClaims(policy: Policy, events: DutyClaim['events']): DutyClaim[] {
  const names = Object.keys(SLOTS) as SlotName[];
  const dated = names.filter((slot) => ROAD.has(SLOTS[slot].asks) && policy.rules(slot).length > 0);
  return dated.map((slot) => ({ key: slot, slot, events }));
}

/** The days that the contract itself names. */
function termClaims({ startsOn, endsOn }: Term): DutyClaim[] {
  return [
    { key: 'contract.starts', slot: 'contract.starts', events: {}, agreedOn: startsOn },
    { key: 'contract.ends', slot: 'contract.ends', events: {}, agreedOn: endsOn },
  ];
}

/** The reports of every line that the pack has, as the line itself will plan them. */
function reportClaims(term: Term, policy: Policy): DutyClaim[] {
  const nobody = '' as ProcessId;
  return LINES.flatMap((line) => {
    const state = evolve(undefined, {
      type: 'line-opened',
      cycleId: nobody,
      contractId: nobody,
      title: '',
      parties: {},
      stations: [],
      sender: 'purchaser',
      receivers: [],
      line,
      ...term,
    });
    return plannedReports(state, policy).map(({ claim }) => ({ ...claim, key: `${line}:${claim.key}` }));
  });
}

function whenOf(claim: DutyClaim, duty: ResolvedDuty, policy: Policy): DeadlineWhen | undefined {
  if (duty.defaultId) return whenOfDefault(duty.defaultId, policy);
  const rule = policy.rule(claim.slot);
  return rule && (rule.kind === 'deadline' || rule.kind === 'recurring') ? rule.when : undefined;
}

/** Whether an undated duty is sure to be dated one day. */
function willCome(when: DeadlineWhen | undefined): boolean {
  const event = when && triggerOf(when, {});
  return event !== undefined && TO_COME.has(event);
}

function dayOf({ duty }: ForecastDate): string {
  return duty.due?.due ?? '9999-12-31';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
