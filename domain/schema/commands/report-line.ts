import { z } from 'zod';
import {
  type CommandOf,
  checklistField,
  DocumentsField,
  PlainDateField,
  ProcessIdField,
  ReasonField,
  roadChild,
  type Widget,
} from '../fields.ts';

/** The lines of reports that a contract may have; each asks the slot `report.<line>` and is one process. */
const REPORT_LINES = ['contractor', 'town', 'county', 'city', 'monitoring', 'statistics', 'circulation'] as const;
/** One of {@link REPORT_LINES}. */
export type ReportLineName = (typeof REPORT_LINES)[number];

const PeriodField = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2}|mid-term|final)$/, '请选择报告期')
  .meta({
    title: '报告期',
    description: '选择哪一份报告',
    widget: 'choice' satisfies Widget,
  });

/** The bodies of the commands of a report line. */
export const reportLineSchemas = {
  open: z.strictObject({
    ...roadChild,
    contractId: ProcessIdField.meta({ title: '合同流程', description: '所依据的合同' }),
    line: z.enum(REPORT_LINES).meta({ title: '报告类别', description: '由谁报送的哪一类报告', widget: 'hidden' }),
    startsOn: PlainDateField.meta({ title: '服务开始日期', description: '合同期第一天' }),
    endsOn: PlainDateField.meta({ title: '服务结束日期', description: '合同期最后一天' }),
  }),
  submit: z.strictObject({
    period: PeriodField,
    nil: z.boolean().meta({ title: '零报告', description: '本期没有需要报告的事项时勾选，仍须按期报送' }).exactOptional(),
    trail: checklistField('report.filing-trail')
      .meta({ title: '资料归档与动态推送', description: '由承接机构勾选已做好的工作；最后一份报告须全部做好' })
      .exactOptional(),
    documents: DocumentsField.meta({ title: '报告文件', description: '报告及附件；零报告可以不附' }).exactOptional(),
  }),
  accept: z.strictObject({ period: PeriodField }),
  return: z.strictObject({
    period: PeriodField,
    reason: ReasonField.meta({ title: '退回理由', description: '需要补充或更正的内容，请勿填写个人信息' }),
  }),
  close: z.strictObject({
    closedOn: PlainDateField.meta({ title: '终止日期', description: '合同解除或停止执行的日期' }),
  }),
};

/** The commands of a report line. */
export type ReportLineCommand = CommandOf<typeof reportLineSchemas>;
