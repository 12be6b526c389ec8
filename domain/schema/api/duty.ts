import { z } from 'zod';
import { PROCESS_KINDS } from '../../ids.ts';
import { DateText, pageOf, pageQuery } from './common.ts';

/** One duty as the worklist shows it. */
export const DutyRow = z.strictObject({
  processId: z.string().describe('流程编号'),
  kind: z.enum(PROCESS_KINDS).describe('流程类别代码'),
  kindName: z.string().describe('流程类别'),
  processTitle: z.string().describe('流程名称'),
  key: z.string().describe('义务在流程中的编号'),
  label: z.string().describe('义务名称'),
  slot: z.string().describe('规则位'),
  owes: z.string().describe('责任方代码'),
  owesName: z.string().describe('责任方；有机构时为机构名称'),
  owedByMe: z.boolean().describe('是否由本机构承担'),
  due: DateText.nullable().describe('截止日；条文没有日期时为 null'),
  safe: DateText.nullable().describe('稳妥日：截止日或其前最后一个工作日'),
  strict: DateText.nullable().describe('未顺延的日期'),
  provisional: z.boolean().describe('是否暂定'),
  status: z.enum(['open', 'met', 'late', 'withdrawn']).describe('open 待履行，met 已履行，late 逾期履行，withdrawn 已撤销'),
  ruleId: z.string().nullable().describe('规则编号；流程自行约定的日期为 null'),
  daysLeft: z.int().nullable().describe('距截止日的工作日数，逾期为负'),
  command: z.string().nullable().describe('履行它的操作'),
  allowed: z.boolean().describe('调用者的岗位在当前环节能否办理该操作；最终以流程的 actions 为准'),
  station: z.string().nullable().describe('社工站'),
});

/** A duty on the page of its process. */
export const DutyOfProcess = DutyRow.extend({
  metOn: DateText.nullable().describe('履行日'),
  trigger: z
    .strictObject({ event: z.string().describe('事件代码'), eventName: z.string().describe('事件'), date: DateText })
    .nullable()
    .describe('起算事件'),
  binding: z.string().nullable().describe('约束力代码'),
  defaultId: z.string().nullable().describe('条文未写日期时所用的默认规则'),
  basis: z
    .strictObject({
      source: z.string().describe('文件'),
      clause: z.string().describe('条款'),
      line: z.int().describe('原文行号'),
      quote: z.string().describe('原文'),
    })
    .nullable()
    .describe('依据'),
});

const TraceDayAnswer = z.strictObject({
  date: DateText,
  counted: z.boolean().describe('是否计入'),
  why: z.string().describe('理由代码'),
  whyName: z.string().describe('理由'),
  dayOff: z.string().optional().describe('期限末日是休息日时的理由'),
  name: z.string().optional().describe('节假日名称'),
});

/** What explains a date: the rule with its words, the trigger, how it was counted, day by day. */
export const explanation = {
  rule: z
    .strictObject({
      id: z.string().describe('规则编号'),
      title: z.string().describe('规则'),
      binding: z.string().describe('约束力代码'),
      basis: DutyOfProcess.shape.basis.unwrap(),
    })
    .nullable()
    .describe('规则；流程自行约定的日期为 null'),
  default: z
    .strictObject({ id: z.string(), title: z.string(), reason: z.string() })
    .nullable()
    .describe('条文未写明时所用的默认规则及理由'),
  mode: z.string().describe('计算方式代码：working-day、day、month、year、fixed、period、none'),
  modeName: z.string().describe('计算方式'),
  trace: z.array(TraceDayAnswer).describe('逐日说明'),
  calendarVersion: z.string().nullable().describe('日历版本'),
  ifMissed: z.string().nullable().describe('未按期履行的后果'),
};

/** 为什么是这一天: one duty with the explanation of its date. */
export const DutyExplanation = DutyOfProcess.extend(explanation);

const Bucket = z.enum(['overdue', 'soon', 'mine', 'others']);

/** What the worklist is asked. */
export const WorklistQuery = z.strictObject({
  bucket: Bucket.default('mine').describe('overdue 已逾期，soon 5 个工作日内到期，mine 全部待我办理，others 等待他方'),
  ...pageQuery,
});

/** The worklist: one bucket of duties, the earliest due first, and how many each bucket holds. */
export const WorklistAnswer = pageOf(DutyRow).extend({
  counts: z.record(Bucket, z.int()).describe('各栏条数'),
});
