import type { DeadlineWhen, OrganisationLevel, PartyFunction, RuleValues, TriggerEvent } from '../domain/pack.ts';

const EVENTS: Record<TriggerEvent, string> = {
  'award-notice-issued': '中标(成交)通知书发出',
  'agreement-signed': '协议签订',
  'agreement-effective': '协议生效',
  'contract-ends': '合同期满',
  'cycle-starts': '周期开始',
  'project-starts': '项目开始',
  'first-day-in-post': '到岗首日',
  recruited: '招聘之日',
  'mid-term-passed': '中期评估合格',
  'final-passed': '终期评估合格',
  'payment-applied': '申请资金',
  'period-ended': '报告期末',
  'plan-year-starts': '计划年度开始',
  'plan-submitted': '计划提交',
  'drift-found': '发现偏离',
  'correction-ordered': '责令整改',
  'complaint-received': '收到投诉',
  'referral-requested': '申请转介',
  'employment-starts': '聘用开始',
  'year-starts': '年度开始',
  'half-way-reached': '合同过半',
  'result-confirmed': '结果确认',
  'result-told': '结果告知',
  'referral-accepted': '接收转介',
  'final-report-submitted': '末期报告提交',
  'vacancy-arose': '人员离岗',
  'report-returned': '报告退回',
  'programme-starts': '项目启动',
  'subsidy-received': '补助到账',
  'service-given': '服务完成',
};

const FUNCTIONS: Record<PartyFunction, string> = {
  purchaser: '购买主体',
  signatory: '签订方',
  organiser: '采购组织方',
  contractor: '承接机构',
  town: '乡镇(街道)',
  superior: '上级民政部门',
  upper: '省级民政部门',
  evaluator: '评估方',
  finance: '财政部门',
  station: '社工站',
  sender: '转出方',
  receiver: '接收方',
};

const LEVELS: Record<OrganisationLevel, string> = {
  province: '省级',
  city: '市级',
  county: '县级',
  town: '乡镇级',
  community: '村(社区)',
  station: '社工站',
  contractor: '承接机构',
  'third-party': '第三方',
};

const TERM_UNITS = { 'working-day': '个工作日', day: '日', month: '个月', year: '年' };
const INTERVALS = { month: '每月', quarter: '每季度', 'half-year': '每半年', year: '每年' };
/** What the units of thresholds are called, behind a number. */
export const MEASURES = {
  percent: '%',
  yuan: '元',
  person: '人',
  year: '年(周岁)',
  month: '个月',
  'square-metre': '平方米',
  centimetre: '厘米',
  hour: '学时',
  minute: '分钟',
  grade: '级',
  count: '个',
};

/** The day of a deadline in words, for example 协议签订后15个工作日内; `year` says whether a day of the year comes once or each year. */
export function describeWhen(when: DeadlineWhen, year: '当年' | '每年' = '每年'): string {
  if ('after' in when) {
    const since = when.notBefore ? `(不早于${when.notBefore})` : '';
    if (when.term.count === 0) return `${EVENTS[when.after]}${since}当日`;
    return `${EVENTS[when.after]}${since}后${when.term.count}${TERM_UNITS[when.term.unit]}内`;
  }
  if ('before' in when) {
    return `${EVENTS[when.before]}${when.term.count === 0 ? '当日' : `前${when.term.count}${TERM_UNITS[when.term.unit]}`}`;
  }
  if ('by' in when) return `${when.by}前(含)`;
  if ('window' in when) return `${when.window.from}至${when.window.to}`;
  if ('dayOfLastMonth' in when) return `${EVENTS[when.of]}当月${when.dayOfLastMonth}日前(含)`;
  if ('yearly' in when) return `${year}${when.yearly}前(含)${when.rolls ? '，遇休息日顺延' : ''}`;
  if ('periodDay' in when) return `次月${when.periodDay}日`;
  return `${when.earliestOf.map((each) => describeWhen(each, year)).join('，')}，先到者`;
}

/** The values of a rule in one line, for reports and comparisons. */
export function describeValues(values: RuleValues): string {
  switch (values.kind) {
    case 'deadline':
      return `${FUNCTIONS[values.owes]}${receivers(values.to)}：${dayOf(values, '当年')}`;
    case 'recurring': {
      const times = values.times ? `${values.times}次` : '';
      const hours = values.hours ? `${values.hours}学时` : '';
      return `${FUNCTIONS[values.owes]}${receivers(values.to)}：${INTERVALS[values.every]}${times}${hours}，${dayOf(values, '每年')}`;
    }
    case 'threshold': {
      const year = values.baseYear ? { current: '当年', previous: '上年' }[values.baseYear] : '';
      const base = values.base ? `(${year}${values.base})` : '';
      return `${values.operator === '>=' ? '不少于' : '不超过'}${values.value}${MEASURES[values.unit]}${base}`;
    }
    case 'checklist': {
      const labels = values.items.map((item) => item.label).join('、');
      const choice = values.atLeast === undefined ? '' : `，至少${values.atLeast}项`;
      return `${values.items.length}项${choice}：${labels}${values.open ? '等' : ''}`;
    }
    case 'flow':
      return describeFlow(values);
    case 'prohibition':
      return `禁止：${values.acts.map((act) => act.label).join('、')}`;
    case 'role':
      return `${[values.level, ...(values.alsoLevels ?? [])].map((level) => LEVELS[level]).join('、')}(${FUNCTIONS[values.function]})`;
    case 'fact':
      return values.text ?? '';
  }
}

function describeFlow(values: Extract<RuleValues, { kind: 'flow' }>): string {
  const steps = values.steps.map((step, at) => `${step.label}${values.shares ? ` ${values.shares[at]}%` : ''}`).join(' → ');
  const notes = [
    values.cycleYears && `周期${values.cycleYears}年`,
    values.timesPerYear && `每年${values.timesPerYear}次`,
    values.ranks && `等次${values.ranks.join('＜')}`,
    values.pass && `${values.pass}及以上为通过`,
    values.excellent && `${values.excellent}及以上奖补`,
    values.renews && '合格即续签',
  ].filter(Boolean);
  return [steps, ...notes].join('；');
}

function receivers(to: PartyFunction[] | undefined): string {
  return to ? `→${to.map((one) => FUNCTIONS[one]).join('、')}` : '';
}

function dayOf({ when, default: reference }: { when?: DeadlineWhen; default?: string }, year: '当年' | '每年'): string {
  if (when) return describeWhen(when, year);
  return reference ? `默认值 ${reference}` : '未定期限';
}
