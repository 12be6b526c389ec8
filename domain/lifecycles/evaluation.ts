import { assertNever, CatalogueError } from '../errors.ts';
import { doneInOrder, inOrder, notTwice, refuse, type Verdict } from '../gates.ts';
import type { PlainDate } from '../ids.ts';
import type { CommandRule, Context, FollowUp, Lifecycle, Refusal } from '../lifecycle.ts';
import type { PartyFunction } from '../pack.ts';
import type { Policy } from '../policy.ts';
import type { EvaluationCommand } from '../schema/commands/evaluation.ts';
import type { SlotName } from '../slots.ts';
import { arrange, recordMidTerm, recordScores, submitSummary } from './evaluation-course.ts';
import { duties, hasSecondFinal, isLateWith, mainRule } from './evaluation-duties.ts';
import { answerReview, closing, confirm, grade, publish, recordFinal, reportUp, requestReview } from './evaluation-result.ts';
import type { Conclusion } from './evaluation-score.ts';
import { type Body, type EvaluationEvent, type EvaluationState, evolve, stages } from './evaluation-state.ts';
import { bySystem } from './road.ts';

type Decision = EvaluationEvent[] | Refusal;

const roles = ['clerk', 'head'] as const;
const byPurchaser = { by: ['purchaser'], roles } as const;
const byHead = { by: ['purchaser'], roles: ['head'] } as const;
const byContractor = { by: ['contractor'], roles } as const;
const beforeScores = ['planned', 'self-evaluation', 'review'] as const;
const beforeResult = [...beforeScores, 'scored', 'graded'] as const;
const afterResult = ['result-confirmed', 'published', 'reported-up'] as const;

const commands = {
  open: { label: '建立评估', stages: 'opening', ...bySystem, effect: '按政策规定列出评估各步骤的期限' },
  arrange: { label: '部署评估', stages: ['planned'], ...byPurchaser, effect: '确定评估方；要求自评的先由承接机构自评' },
  'submit-self-evaluation': { label: '提交自评报告', stages: beforeScores, ...byContractor, effect: '自评报告送交评估方' },
  'record-mid-term-evaluation': {
    label: '登记中期评估',
    stages: beforeResult,
    by: ['evaluator', 'purchaser'],
    roles,
    effect: '登记中期评估的结果；不合格的，整改后可以再评一次',
  },
  'submit-summary': { label: '提交服务总结', stages: 'open', ...byContractor, effect: '提交一期服务过程和服务质量的总结' },
  'record-scores': {
    label: '登记得分',
    stages: ['review'],
    by: ['evaluator', 'purchaser', 'superior', 'upper'],
    roles,
    effect: '登记一次评估的各站得分；规定的次数完成后进入评定',
  },
  'record-joint-evaluation': {
    label: '登记共同评价',
    stages: beforeResult,
    by: ['town', 'purchaser'],
    roles,
    effect: '登记乡镇(街道)与县级民政部门的共同评价',
  },
  'record-spot-check': { label: '登记抽查', stages: 'open', by: ['purchaser', 'superior', 'upper'], roles, effect: '登记抽查评估的情况' },
  grade: { label: '评定等次', stages: ['scored', 'graded'], ...byPurchaser, effect: '填写年度结论，送负责人确认' },
  'return-grading': { label: '退回评定', stages: ['graded'], ...byHead, effect: '退回经办人重新评定' },
  'confirm-result': {
    label: '确认结果',
    stages: ['graded'],
    ...byHead,
    notSamePersonAs: 'record-scores',
    effect: '结果生效并告知承接机构；合格的可以续签，不合格的重新采购',
  },
  'request-review': {
    label: '申请复核',
    stages: ['result-confirmed', 'reported-up'],
    ...byContractor,
    effect: '对结果申请一次复核，结果暂不公布',
  },
  'answer-review': {
    label: '答复复核',
    stages: ['review-requested'],
    ...byHead,
    notSamePersonAs: 'record-scores',
    effect: '维持或变更结果；变更的按新结果办理',
  },
  publish: { label: '公布结果', stages: ['result-confirmed', 'reported-up'], ...byPurchaser, effect: '登记评估结果已向社会公布' },
  'report-up': { label: '上报评估情况', stages: ['result-confirmed', 'published'], ...byPurchaser, effect: '登记评估情况已报上级民政部门' },
  'record-final-report': { label: '登记末期报告', stages: 'open', ...byPurchaser, effect: '终期评估期限自末期报告之日起算' },
  'record-final-evaluation': {
    label: '登记终期评估',
    stages: afterResult,
    by: ['evaluator', 'purchaser'],
    roles,
    effect: '登记终期评估结果，可以采用年度得分',
  },
  close: { label: '终止评估', stages: 'open', ...bySystem, effect: '合同提前终止，不再评估' },
} as const satisfies Record<EvaluationCommand['name'], CommandRule>;

/** The rule without which a step does not exist in this system. */
const RULE_OF: Partial<Record<string, SlotName>> = {
  'submit-self-evaluation': 'evaluation.self',
  'record-mid-term-evaluation': 'evaluation.mid-term',
  'submit-summary': 'evaluation.summary',
  'record-joint-evaluation': 'evaluation.joint',
  'record-spot-check': 'evaluation.spot-check',
  publish: 'evaluation.published',
  'report-up': 'evaluation.reported-up',
};

/** 评估: one process for each contract year; its confirmed result decides the renewal. */
export const evaluation: Lifecycle<EvaluationState, EvaluationCommand, EvaluationEvent> = {
  kind: 'evaluation',
  title: '评估',
  stages,
  commands,
  evolve,
  blocked,
  duties,
  followUps,

  needs: (command) => (command.name === 'arrange' && command.body.evaluator ? { organisations: [command.body.evaluator] } : {}),

  givers(state, command) {
    if (command === 'record-scores') return state.scorers;
    return command === 'record-spot-check' ? state.spotCheckers : undefined;
  },

  decide(state, command, context) {
    if (command.name === 'open') return open(command.body, context);
    if (!state) return refuse('object.not-found', '评估尚未建立');
    return blocked(state, command.name, context.policy) ?? decided(state, command, context);
  },

  onDue(state, dutyKey, { policy }) {
    if (dutyKey === 'self-evaluation') return [{ type: 'self-evaluation-missed' }];
    return dutyKey === 'review-window' ? closing(state, [{ type: 'review-lapsed' }], policy) : [];
  },
};

/** Steps that this pack does not know, and those that are done once. */
function blocked(state: EvaluationState, command: string, policy: Policy): Verdict {
  const slot = RULE_OF[command];
  if (slot && !policy.rule(slot)) return noRule(policy);
  switch (command) {
    case 'submit-self-evaluation':
      return notTwice('自评', state.selfEvaluatedOn);
    case 'record-joint-evaluation':
      return notTwice('共同评价', state.jointOn);
    case 'record-mid-term-evaluation':
      return notTwice('中期评估', midTermSettledOn(state));
    case 'request-review':
      return notTwice('复核申请', state.review?.requestedOn ?? null);
    case 'publish':
      return notTwice('公布', state.publishedOn);
    case 'report-up':
      return notTwice('上报', state.reportedUpOn);
    case 'record-final-report':
      return hasSecondFinal(policy) ? notTwice('末期报告登记', state.finalReportOn) : noRule(policy);
    case 'record-final-evaluation':
      if (!hasSecondFinal(policy)) return noRule(policy);
      if (state.finalReportOn === null) return refuse('policy.condition-unmet', '尚未收到末期报告，不能登记终期评估');
      return notTwice('终期评估', state.final?.evaluatedOn ?? null);
    default:
      return undefined;
  }
}

/** The day on which it was passed or had been repeated once; `null` as long as it may be given. */
function midTermSettledOn({ midTerms: [first, second] }: EvaluationState): PlainDate | null {
  return (first?.passed ? first : second)?.evaluatedOn ?? null;
}

function noRule(policy: Policy): Refusal {
  return refuse('policy.no-rule', `${policy.pack.name}的政策没有这项规定`);
}

function open(body: Body<'open'>, { policy }: Context): Decision {
  const main = mainRule(policy);
  if (!main) return noRule(policy);
  const order = inOrder({ label: '服务开始日期', date: body.startsOn }, 'endsOn', { label: '服务结束日期', date: body.endsOn });
  if (order) return order;
  const roundsAsked = main.kind === 'recurring' ? (main.times ?? 1) : 1;
  // A town evaluates in the joint evaluation only (LF-43); everybody else whom the pack names may enter scores.
  const scorers = named(policy, 'role.evaluator', main.owes).filter((name) => name !== 'town');
  const spotCheckers = named(policy, 'role.spot-checker', policy.rule('evaluation.spot-check')?.owes);
  return [{ type: 'evaluation-opened', ...body, roundsAsked, scorers, spotCheckers }];
}

/** Who owes an act, and whom the role rules name for it. */
function named(policy: Policy, slot: 'role.evaluator' | 'role.spot-checker', owes: PartyFunction | undefined): PartyFunction[] {
  const functions = policy.rules(slot).map((rule) => rule.function);
  return [...new Set(owes ? [owes, ...functions] : functions)];
}

function decided(state: EvaluationState, command: Exclude<EvaluationCommand, { name: 'open' }>, context: Context): Decision {
  const { today } = context;
  const starts = { label: '服务开始日期', date: state.startsOn };
  switch (command.name) {
    case 'arrange':
      return arrange(state, command.body, context);
    case 'submit-self-evaluation': {
      const late = isLateWith(state, 'self-evaluation', today, context);
      return [{ type: 'self-evaluation-submitted', on: today, late, ...command.body }];
    }
    case 'record-mid-term-evaluation':
      return recordMidTerm(state, command.body, context);
    case 'submit-summary':
      return submitSummary(state, command.body, context);
    case 'record-scores':
      return recordScores(state, command.body, context);
    case 'record-joint-evaluation': {
      const act = { label: '评估日期', date: command.body.evaluatedOn };
      const late = isLateWith(state, 'joint-evaluation', act.date, context);
      return doneInOrder('evaluatedOn', act, today, starts) ?? [{ type: 'joint-evaluation-recorded', late, ...command.body }];
    }
    case 'record-spot-check': {
      const act = { label: '抽查日期', date: command.body.checkedOn };
      return doneInOrder('checkedOn', act, today, starts) ?? [{ type: 'spot-check-recorded', ...command.body }];
    }
    case 'grade':
      return grade(state, command.body, context);
    case 'return-grading':
      return [{ type: 'grading-returned', ...command.body }];
    case 'confirm-result':
      return confirm(state, concludedIn(state), command.body, context);
    case 'request-review':
      return requestReview(state, command.body, context);
    case 'answer-review':
      return answerReview(state, concludedIn(state), command.body, context);
    case 'publish':
      return publish(state, command.body, context);
    case 'report-up':
      return reportUp(state, command.body, context);
    case 'record-final-report': {
      const act = { label: '末期报告日期', date: command.body.submittedOn };
      return doneInOrder('submittedOn', act, today, starts) ?? [{ type: 'final-report-recorded', ...command.body }];
    }
    case 'record-final-evaluation':
      return recordFinal(state, concludedIn(state), command.body, context);
    case 'close':
      return [{ type: 'evaluation-cancelled', on: command.body.closedOn }];
    default:
      return assertNever(command);
  }
}

function concludedIn({ conclusion }: EvaluationState): Conclusion {
  if (!conclusion) throw new CatalogueError('internal.error', 'a result without a conclusion');
  return conclusion;
}

/** The road hears a result that decides over renewal; where the pack knows no grades nothing follows from it. */
function followUps(event: EvaluationEvent, { cycleId, contractId }: EvaluationState, { processId }: Context): FollowUp[] {
  const told = event.type === 'result-confirmed' || (event.type === 'review-answered' && event.differs);
  if (!told || event.passed === null || event.grade === null) return [];
  const { passed, grade: graded, on } = event;
  const body = { evaluationId: processId, contractId, passed, grade: graded, confirmedOn: on };
  return [{ kind: 'purchase-cycle', processId: cycleId, command: 'record-evaluation-result', body }];
}
