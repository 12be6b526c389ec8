import { halfWayDay, reportPeriods, resolveDeadline } from '../deadline.ts';
import { type DutyClaim, whenOfDefault } from '../duty.ts';
import { CatalogueError } from '../errors.ts';
import type { PlainDate } from '../ids.ts';
import type { Context } from '../lifecycle.ts';
import type { Policy, SlotRule } from '../policy.ts';
import { yearOf } from '../time.ts';
import type { EvaluationState, Review } from './evaluation-state.ts';
import { isLate } from './lateness.ts';
import { met, planYearStart } from './road.ts';

/**
 * What the evaluation itself fulfils: the annual one, or where a text knows only one at the end, the final one (GZ-25), or where it knows
 * spot checks only, those (NM-54). Without any of them a contract has no evaluation.
 */
export function mainRule(policy: Policy): SlotRule<'recurring'> | SlotRule<'deadline'> | undefined {
  return policy.rule('evaluation.annual') ?? policy.rule('evaluation.final') ?? policy.rule('evaluation.spot-check');
}

/** Whether a final evaluation comes after the annual one, as a second act (C-5). */
export function hasSecondFinal(policy: Policy): boolean {
  return policy.rule('evaluation.annual') !== undefined && policy.rule('evaluation.final') !== undefined;
}

/** The last day on which the contractor may ask for a review: by the pack's rule, else by the default for all. */
export function lastReviewDay(toldOn: PlainDate, { policy, calendar }: Pick<Context, 'policy' | 'calendar'>): PlainDate {
  const rule = policy.rule('evaluation.review');
  const when = rule?.when ?? whenOfDefault(rule?.default ?? 'Q-35/review', policy);
  const due = when && resolveDeadline(when, { 'result-told': toldOn }, calendar)?.due;
  if (!due) throw new CatalogueError('internal.error', 'no day for a review request');
  return due;
}

/**
 * What is owed in an evaluation. The year of 年度末 is that of the half-way day: a result that decides over a contract covers at least half of
 * it, and where its year end lies beyond the contract the day before the contract's end binds (C-5, the earlier of the two).
 */
export function duties(state: EvaluationState, policy: Policy): DutyClaim[] {
  const { startsOn, endsOn, confirmedOn } = state;
  const events = { 'contract-ends': endsOn, 'year-starts': planYearStart(yearOf(halfWayDay(startsOn, endsOn))) };
  return [
    claim('self-evaluation', 'evaluation.self', 'submit-self-evaluation', events, state.selfEvaluatedOn),
    midTermClaim(state, events),
    ...summaryClaims(state, policy),
    ...roundClaims(state, policy, events),
    jointClaim(state, events),
    ...spotCheckClaims(state, policy, events),
    claim('result-confirmed', 'evaluation.confirmed', 'confirm-result', events, confirmedOn),
    ...(state.review ? afterwards(state, state.review) : []),
    ...finalClaims(state, policy),
  ];
}

/** Whether an act on this day comes after the due day of the duty of this key. */
export function isLateWith(state: EvaluationState, key: string, on: PlainDate, context: Context): boolean {
  return duties(state, context.policy).some((claim) => claim.key === key && isLate(claim, on, context));
}

/** One duty for each round that the pack asks for in a year. */
function roundClaims({ roundsAsked, rounds }: EvaluationState, policy: Policy, events: DutyClaim['events']): DutyClaim[] {
  if (!policy.rule('evaluation.annual')) return [];
  return Array.from({ length: roundsAsked }, (_, index) => ({
    ...claim(`round-${index + 1}`, 'evaluation.annual', 'record-scores', events, rounds[index]?.evaluatedOn ?? null),
    ...(roundsAsked > 1 && { label: `年度评估（第${index + 1}次）` }),
  }));
}

/** A mid-term evaluation that was made is made, whatever it found; without a day in the text it has none. */
function midTermClaim({ startsOn, endsOn, midTerms }: EvaluationState, events: DutyClaim['events']): DutyClaim {
  const dated = { ...events, 'half-way-reached': halfWayDay(startsOn, endsOn) };
  return claim('mid-term-evaluation', 'evaluation.mid-term', 'record-mid-term-evaluation', dated, midTerms[0]?.evaluatedOn ?? null);
}

/** The last days of the periods of which the service is summed up, in order; none where the pack asks for no summary. */
export function summaryPeriods({ startsOn, endsOn }: Pick<EvaluationState, 'startsOn' | 'endsOn'>, policy: Policy): PlainDate[] {
  const rule = policy.rule('evaluation.summary');
  return rule ? reportPeriods(startsOn, endsOn, rule.every).map(({ to }) => to) : [];
}

/** The contractor runs all stations of the contract: it owes what the clause asks of each. */
function summaryClaims(state: EvaluationState, policy: Policy): DutyClaim[] {
  return summaryPeriods(state, policy).map((to, index) => ({
    ...claim(`summary:${to}`, 'evaluation.summary', 'submit-summary', { 'period-ended': to }, state.summaries[index] ?? null),
    label: `服务过程和质量总结（截至${to}）`,
    owes: 'contractor',
  }));
}

/** Once a year, or once in each shorter period that the pack names; a period is met by a check within it. */
function spotCheckClaims(state: EvaluationState, policy: Policy, events: DutyClaim['events']): DutyClaim[] {
  const rule = policy.rule('evaluation.spot-check');
  if (!rule) return [];
  const of = (key: string, dated: DutyClaim['events'], checkedOn: PlainDate | undefined): DutyClaim =>
    claim(key, 'evaluation.spot-check', 'record-spot-check', dated, checkedOn ?? null);
  if (rule.every === 'year') return [of('spot-check', events, state.spotChecks[0])];
  return reportPeriods(state.startsOn, state.endsOn, rule.every).map(({ from, to }) =>
    of(
      `spot-check:${to}`,
      { 'period-ended': to },
      state.spotChecks.find((day) => day >= from && day <= to),
    ),
  );
}

/** Where a road has several towns none of them answers for all: the purchaser sees to it. */
function jointClaim({ parties, jointOn }: EvaluationState, events: DutyClaim['events']): DutyClaim {
  const joint = claim('joint-evaluation', 'evaluation.joint', 'record-joint-evaluation', events, jointOn);
  return parties.town ? joint : { ...joint, owes: 'purchaser' };
}

/** What follows a confirmed result. A review moves publication and report: they run from its answer (C-5). */
function afterwards({ stage, publishedOn, reportedUpOn }: EvaluationState, review: Review): DutyClaim[] {
  const events = { 'result-confirmed': review.answeredOn ?? review.toldOn };
  const published = claim('published', 'evaluation.published', 'publish', events, publishedOn);
  const reported = claim('reported-up', 'evaluation.reported-up', 'report-up', events, reportedUpOn);
  return [reviewWindow(review), reported, ...(stage === 'review-requested' ? [] : [published])];
}

/** A right, not a debt: its day arrives, and the result stands. */
function reviewWindow({ until, requestedOn, lapsed }: Review): DutyClaim {
  return {
    key: 'review-window',
    slot: 'evaluation.review',
    label: '复核申请期届满',
    owes: 'contractor',
    events: {},
    command: 'request-review',
    agreedOn: until,
    ...met(requestedOn ?? (lapsed ? until : null)),
  };
}

function finalClaims(state: EvaluationState, policy: Policy): DutyClaim[] {
  const { finalReportOn, final, confirmedOn } = state;
  if (!hasSecondFinal(policy)) return [claim('final-evaluation', 'evaluation.final', 'confirm-result', {}, confirmedOn)];
  const events = finalReportOn ? { 'final-report-submitted': finalReportOn } : {};
  return [claim('final-evaluation', 'evaluation.final', 'record-final-evaluation', events, final?.evaluatedOn ?? null)];
}

function claim(key: string, slot: DutyClaim['slot'], command: string, events: DutyClaim['events'], metOn: PlainDate | null): DutyClaim {
  return { key, slot, command, events, ...met(metOn) };
}
