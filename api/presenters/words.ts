import { FUNCTION_NAMES } from '../../domain/access.ts';
import type { DayReason } from '../../domain/calendar.ts';
import type { Binding, OrganisationLevel, PartyFunction, RuleValues, TriggerEvent } from '../../domain/pack.ts';
import type { TraceReason } from '../../domain/term.ts';

/*
 * What codes are called. Lifecycles name their stages and commands, slots name duties, domain/access names functions and roles;
 * here stand the rest, so that no code is shown where a name exists.
 */

/** 中文 names of trigger events. */
export const EVENT_NAMES: Record<TriggerEvent, string> = {
  'award-notice-issued': '中标(成交)通知书发出',
  'agreement-signed': '合同签订',
  'agreement-effective': '合同生效',
  'contract-ends': '合同到期',
  'cycle-starts': '采购周期开始',
  'project-starts': '项目开始',
  'first-day-in-post': '到岗首日',
  recruited: '录用',
  'mid-term-passed': '中期评估合格',
  'final-passed': '终期评估合格',
  'payment-applied': '提出资金申请',
  'period-ended': '报告期结束',
  'plan-year-starts': '计划年度开始',
  'plan-submitted': '计划报送',
  'drift-found': '发现偏离',
  'correction-ordered': '责令整改',
  'complaint-received': '收到投诉',
  'referral-requested': '提出转介申请',
  'employment-starts': '劳动关系开始',
  'year-starts': '年度开始',
  'half-way-reached': '合同期过半',
  'result-confirmed': '评估结果确认',
  'result-told': '评估结果告知',
  'referral-accepted': '同意接收转介',
  'final-report-submitted': '提交末期报告',
  'vacancy-arose': '出现空缺',
  'report-returned': '报告退回',
  'programme-starts': '项目启动',
  'service-given': '提供服务',
  'subsidy-received': '收到补助资金',
};

/** 中文 names of how binding a clause is. */
export const BINDING_NAMES: Record<Binding, string> = {
  mandatory: '必须',
  'in-principle': '原则上',
  target: '目标',
  optional: '可以',
  reported: '报道所载',
};

const DAY_REASONS: Record<DayReason, string> = {
  'working-day': '工作日',
  weekend: '周末',
  holiday: '节假日',
  'regional-holiday': '地方节假日',
  'make-up': '调休上班',
};

/** 中文 names of the reasons in a trace. */
export const TRACE_NAMES: Record<TraceReason, string> = {
  ...DAY_REASONS,
  day: '自然日',
  event: '起算日，不计入',
  'corresponding-day': '对应日',
  'last-day-of-month': '当月最后一日',
  'named-day': '规定的日期',
};

/** 中文 names of the levels. */
export const LEVEL_NAMES: Record<OrganisationLevel, string> = {
  province: '省级',
  city: '市级',
  county: '县级',
  town: '乡镇(街道)',
  community: '村(社区)',
  station: '社工站',
  contractor: '承接机构',
  'third-party': '第三方机构',
};

type Consequence = NonNullable<Extract<RuleValues, { kind: 'deadline' }>['ifMissed']>;

/** What follows when a deadline is missed. */
export const CONSEQUENCE_NAMES: Record<Consequence, string> = {
  flag: '记为逾期并提示购买主体',
  breach: '记为违约情形，由购买主体处理',
  replace: '应调整岗位或补充有资质的人员',
  'dismissal-review': '由承接机构复核人员去留',
};

/** What time itself brings about: events that no command names. */
export const EVENTS_OF_TIME: Record<string, string> = {
  'bids-opened': '开标',
  'contract-took-effect': '合同生效',
  'service-began': '服务开始',
  'expiry-drew-near': '合同即将到期',
  'term-ended': '合同期满',
  'contract-closed': '合同终结',
  'contract-lapsed': '合同到期，没有续签',
  'cycle-concluded': '采购周期结束',
  'service-interrupted': '服务中断',
  'vacancy-became-breach': '岗位空缺逾期，记为违约',
  'period-passed': '报告逾期未报',
  'self-evaluation-missed': '逾期未自评',
  'review-lapsed': '复核期届满',
  'evaluation-closed': '评估办结',
  'deadline-missed': '逾期未办',
};

/** Who or what is waited for. */
export function waitsForName(waitsFor: string): string {
  if (waitsFor === 'date') return '期限到来';
  if (waitsFor === 'process') return '关联流程';
  return FUNCTION_NAMES[waitsFor as PartyFunction] ?? waitsFor;
}

/** What is said of a duty that was missed and whose rule names no consequence. */
export const NO_CONSEQUENCE = '记为逾期，逐级提醒';
