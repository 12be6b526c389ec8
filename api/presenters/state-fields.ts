import type { ProcessKind } from '../../domain/ids.ts';
import { fieldsOfKind, type JsonSchema } from '../command-schemas.ts';

/*
 * What the state of a process holds under names that no command has. Everything else is called as in the command that brought it,
 * so that one word names one thing in forms, facts and timelines.
 */

const day = (title: string): JsonSchema => ({ title, type: 'string' });
const days = (title: string): JsonSchema => ({ title, type: 'array', items: { type: 'string' } });
const organisations = (title: string): JsonSchema => ({ title, type: 'array', widget: 'organisation', items: { type: 'string' } });
const organisation = (title: string): JsonSchema => ({ title, type: 'string', widget: 'organisation' });
const worker: JsonSchema = { title: '社工', type: 'string', widget: 'worker' };
const text: JsonSchema = { type: 'string' };

const OWN: Record<ProcessKind, Record<string, JsonSchema>> = {
  'purchase-cycle': {
    contract: { title: '现合同', properties: { contractor: organisation('承接机构'), startsOn: day('自'), endsOn: day('至') } },
    result: { title: '年度评估结果', properties: { grade: text, confirmedOn: text } },
    newPlanOn: day('新一期方案确定日期'),
    interruptedOn: day('合同提前终止日期'),
  },
  procurement: {
    planFixedOn: day('购买方案确定日期'),
    award: {
      title: '中标(成交)',
      properties: { contractor: organisation('承接机构'), awardNoticeOn: text, amountYuan: { type: 'number', widget: 'money' } },
    },
  },
  contract: {
    amountYuan: { title: '合同金额', type: 'number', widget: 'money' },
    copyFiledOn: day('合同副本报送日期'),
    copyConfirmedOn: day('合同副本备案日期'),
    staffingHandedInOn: day('人员配备材料提交日期'),
    staffingFiledOn: day('人员配备报送日期'),
    staffingConfirmedOn: day('人员配备备案日期'),
    acceptedStations: organisations('已验收的社工站'),
    succession: { title: '到期后', type: 'string' },
  },
  onboarding: {
    // The one station has a field of its own.
    stations: { title: '社工站', widget: 'hidden' },
    minimumStaff: { title: '最低驻站人数', type: 'integer' },
    workers: { title: '驻站社工', type: 'array', items: { properties: { id: worker, placedOn: text } } },
  },
  evaluation: {
    stations: organisations('社工站'),
    selfEvaluatedOn: day('自评日期'),
    jointOn: day('共同评价日期'),
    spotChecks: days('抽查日期'),
    conclusion: { title: '评定结果', properties: { grade: text, score: { type: 'number' } } },
    confirmedOn: day('结果确认日期'),
    reportedUpOn: day('结果上报日期'),
    finalReportOn: day('末期报告日期'),
  },
  'report-line': {},
  certification: {
    recruitedOn: day('录用日期'),
    obtainedOn: day('取得资质日期'),
    overdue: { title: '逾期处理', type: 'string' },
  },
  referral: {
    serviceStartedOn: day('服务衔接日期'),
    feedbackOn: day('反馈日期'),
  },
};

/** Parties and title are shown in their own places, and free text stays in the timeline. */
const ELSEWHERE = new Set(['title', 'parties', 'cycleId', 'reason', 'documents']);

/** Every field of a kind's state that has a name, in the order in which commands bring them. */
export function stateFields(kind: ProcessKind): Record<string, JsonSchema> {
  const all = { ...fieldsOfKind(kind), ...OWN[kind] };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !ELSEWHERE.has(name)));
}
