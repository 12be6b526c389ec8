import { doneInOrder, firstRefusal, holds, judge, refuse } from '../gates.ts';
import { type Context, isRefusal, type Refusal } from '../lifecycle.ts';
import { isLateWith, summaryPeriods } from './evaluation-duties.ts';
import { closing } from './evaluation-result.ts';
import { scoresOf } from './evaluation-score.ts';
import type { Body, EvaluationEvent, EvaluationState } from './evaluation-state.ts';

type Decision = EvaluationEvent[] | Refusal;

/** Where the pack asks for a third party (HN-70, YZ-65) it is named and is not the purchaser; nobody evaluates itself in any system. */
export function arrange(state: EvaluationState, body: Body<'arrange'>, { policy, facts, actor }: Context): Decision {
  const { evaluator, override } = body;
  const { purchaser, contractor } = state.parties;
  const wrong = (problem: string, code: 'policy.condition-unmet' | 'request.invalid'): Refusal =>
    refuse(code, problem, [{ field: 'evaluator', problem, received: evaluator }]);
  if (evaluator && !facts.organisations[evaluator]) return wrong('没有这个机构', 'request.invalid');
  if (evaluator && evaluator === contractor) return wrong('承接机构不能评估自己', 'policy.condition-unmet');
  const rule = policy.rule('evaluation.third-party');
  const conditions = [
    holds(rule, evaluator !== undefined, 'evaluator', '本地政策要求第三方评估，请选择评估机构'),
    holds(rule, evaluator === undefined || evaluator !== purchaser, 'evaluator', '购买主体不是第三方'),
  ];
  const departures = judge(conditions, override, actor);
  if (isRefusal(departures)) return departures;
  const next = policy.rule('evaluation.self') && state.selfEvaluatedOn === null ? 'self-evaluation' : 'review';
  return [{ type: 'evaluation-arranged', next, ...body, departures }];
}

/** One round of scores, in its order. */
export function recordScores(state: EvaluationState, body: Body<'record-scores'>, context: Context): Decision {
  const { round, evaluatedOn } = body;
  const { rounds, roundsAsked } = state;
  const done = rounds[round - 1];
  const previous = { label: rounds.length === 0 ? '服务开始日期' : '上次评估日期', date: rounds.at(-1)?.evaluatedOn ?? state.startsOn };
  const refusal = firstRefusal(
    done && refuse('process.already-done', `第${round}次评估已于 ${done.evaluatedOn} 登记`),
    round === rounds.length + 1
      ? undefined
      : refuse('policy.condition-unmet', `本年度评估${roundsAsked}次，现应登记第${rounds.length + 1}次`),
    doneInOrder('evaluatedOn', { label: '评估日期', date: evaluatedOn }, context.today, previous),
  );
  if (refusal) return refusal;
  const scores = scoresOf(body.scores, state.stations, context.policy);
  if ('refused' in scores) return scores;
  const late = isLateWith(state, `round-${round}`, evaluatedOn, context);
  return [{ type: 'scores-recorded', by: context.actor.personId, late, ...body, scores }];
}

/** Half-way through; one that was not passed may be repeated once. */
export function recordMidTerm(state: EvaluationState, body: Body<'record-mid-term-evaluation'>, context: Context): Decision {
  const before = state.midTerms.at(-1);
  const previous = { label: before ? '上次中期评估日期' : '服务开始日期', date: before?.evaluatedOn ?? state.startsOn };
  const refusal = doneInOrder('evaluatedOn', { label: '评估日期', date: body.evaluatedOn }, context.today, previous);
  if (refusal) return refusal;
  const late = isLateWith(state, 'mid-term-evaluation', body.evaluatedOn, context);
  return [{ type: 'mid-term-recorded', late, ...body }];
}

/** A summary is of the earliest period that has none, once that period is over. */
export function submitSummary(state: EvaluationState, body: Body<'submit-summary'>, context: Context): Decision {
  const { policy, today } = context;
  const period = summaryPeriods(state, policy)[state.summaries.length];
  if (!period) return refuse('process.already-done', '各期总结均已提交');
  if (today <= period) return refuse('policy.condition-unmet', `本期至 ${period} 止，期满后提交总结`);
  const late = isLateWith(state, `summary:${period}`, today, context);
  return closing(state, [{ type: 'summary-submitted', period, on: today, late, ...body }], policy);
}
