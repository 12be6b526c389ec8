import { completeAll, doneInOrder, judge, refuse, type Verdict } from '../gates.ts';
import { type Context, isRefusal, type Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import { hasSecondFinal, isLateWith, lastReviewDay, summaryPeriods } from './evaluation-duties.ts';
import { type Conclusion, conclude, proposalOf } from './evaluation-score.ts';
import { type Body, type EvaluationEvent, type EvaluationState, evolve } from './evaluation-state.ts';

type Decision = EvaluationEvent[] | Refusal;

/** The conclusion for the contract year, entered by the purchaser beside what the scores come to. */
export function grade(state: EvaluationState, body: Body<'grade'>, { policy, actor }: Context): Decision {
  const proposed = proposalOf(state.rounds, policy);
  const concluded = conclude(body, proposed, policy);
  return 'refused' in concluded ? concluded : [{ type: 'graded', by: actor.personId, proposed, words: body.conclusion, ...concluded }];
}

/** The head confirms what others scored, and what it will be used for; where the pack asks for a joint evaluation, not before it (LF-43, Q-32). */
export function confirm(state: EvaluationState, conclusion: Conclusion, { uses = [] }: Body<'confirm-result'>, context: Context): Decision {
  const { policy, today, actor } = context;
  const refusal = scoredByActor(state, context) ?? withoutJoint(state, policy);
  if (refusal) return refusal;
  const judged = judge(completeAll(policy.rules('evaluation.use'), uses, 'uses'), undefined, actor);
  if (isRefusal(judged)) return judged;
  const late = isLateWith(state, 'result-confirmed', today, context);
  return [{ type: 'result-confirmed', on: today, late, reviewUntil: lastReviewDay(today, context), uses, ...conclusion }];
}

/** The gate knows who gave a command last; with several rounds everyone who scored is kept out. */
function scoredByActor({ scoredBy }: EvaluationState, { actor }: Context): Verdict {
  if (actor.personId === null || !scoredBy.includes(actor.personId)) return undefined;
  return refuse('access.same-person', '评分、评定等次的人员不能确认或复核结果');
}

function withoutJoint({ jointOn }: EvaluationState, policy: Policy): Verdict {
  const rule = policy.rule('evaluation.joint');
  return rule && jointOn === null ? refuse('policy.condition-unmet', `乡镇与县级尚未共同评价（${rule.id}）`) : undefined;
}

/** One request, within its days. */
export function requestReview({ review }: EvaluationState, body: Body<'request-review'>, { today }: Context): Decision {
  if (review && today > review.until) return refuse('policy.condition-unmet', `复核申请期已于 ${review.until} 届满`);
  return [{ type: 'review-requested', on: today, ...body }];
}

/** The answer upholds the result or replaces it; the road hears of a new one. */
export function answerReview(state: EvaluationState, conclusion: Conclusion, body: Body<'answer-review'>, context: Context): Decision {
  const refusal = scoredByActor(state, context);
  if (refusal) return refusal;
  const { outcome, reason } = body;
  const now = outcome === 'upheld' ? conclusion : conclude(body, conclusion, context.policy);
  if ('refused' in now) return now;
  const differs = now.grade !== conclusion.grade || now.passed !== conclusion.passed;
  if (outcome === 'changed' && !differs && now.score === conclusion.score) {
    return refuse('request.invalid', '变更结果的，请填写与原结果不同的等次或得分');
  }
  return closing(state, [{ type: 'review-answered', on: context.today, outcome, reason, differs, ...now }], context.policy);
}

/** Publication waits until nobody can ask for a review any more, or the one that was asked for is answered (C-5). */
export function publish(state: EvaluationState, body: Body<'publish'>, { today, policy }: Context): Decision {
  const { review, confirmedOn } = state;
  if (review && review.requestedOn === null && today <= review.until) {
    return refuse('policy.condition-unmet', `复核申请期至 ${review.until} 止，期满后公布`);
  }
  const stands = { label: '结果确认或复核答复日期', date: review?.answeredOn ?? confirmedOn };
  const refusal = doneInOrder('publishedOn', { label: '公布日期', date: body.publishedOn }, today, stands);
  return refusal ?? closing(state, [{ type: 'result-published', ...body }], policy);
}

/** The result goes one level up. */
export function reportUp(state: EvaluationState, body: Body<'report-up'>, { today, policy }: Context): Decision {
  const confirmed = { label: '确认日期', date: state.confirmedOn };
  const refusal = doneInOrder('reportedOn', { label: '上报日期', date: body.reportedOn }, today, confirmed);
  return refusal ?? closing(state, [{ type: 'result-reported-up', ...body }], policy);
}

/** The second act where the pack has one: it adopts the annual scores or has its own (C-5). */
export function recordFinal(state: EvaluationState, annual: Conclusion, body: Body<'record-final-evaluation'>, context: Context): Decision {
  const { today, policy } = context;
  const { evaluatedOn, adoptsAnnual } = body;
  const report = { label: '末期报告日期', date: state.finalReportOn };
  const refusal = doneInOrder('evaluatedOn', { label: '评估日期', date: evaluatedOn }, today, report);
  if (refusal) return refusal;
  const concluded = adoptsAnnual ? annual : conclude(body, annual, policy);
  if ('refused' in concluded) return concluded;
  return closing(state, [{ type: 'final-evaluation-recorded', evaluatedOn, adoptsAnnual, ...concluded }], policy);
}

/** Adds the end of the process when nothing is left to do after these events. */
export function closing(state: EvaluationState, events: EvaluationEvent[], policy: Policy): EvaluationEvent[] {
  return isSettled(events.reduce(evolve, state), policy) ? [...events, { type: 'evaluation-closed' }] : events;
}

function isSettled(state: EvaluationState, policy: Policy): boolean {
  const { stage, review, publishedOn, reportedUpOn, final, summaries } = state;
  if (stage === 'review-requested' || !review || !(review.lapsed || review.answeredOn)) return false;
  const open = [
    policy.rule('evaluation.published') && publishedOn === null,
    policy.rule('evaluation.reported-up') && reportedUpOn === null,
    hasSecondFinal(policy) && final === null,
    summaries.length < summaryPeriods(state, policy).length,
  ];
  return !open.some(Boolean);
}
