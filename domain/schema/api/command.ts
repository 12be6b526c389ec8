import { z } from 'zod';
import { PROCESS_KINDS } from '../../ids.ts';
import { IdText, InstantText, LabelledValue } from './common.ts';
import { explanation } from './duty.ts';
import { ProcessRow } from './process.ts';

/** A command that was accepted, with the process as it stands now. */
export const CommandAccepted = z.strictObject({
  command: z.strictObject({
    id: z.string().describe('操作编号'),
    outcome: z.literal('accepted').describe('已办理'),
    late: z.string().optional().describe('收到后隔日才记录时的说明'),
  }),
  process: ProcessRow,
});

/** A command that was received and will be decided when the engine is back. */
export const CommandPending = z.strictObject({
  command: z.strictObject({
    id: z.string().describe('操作编号'),
    outcome: z.literal('pending').describe('已收到，待办理'),
    address: z.string().describe('查询结果的地址'),
  }),
});

/** One row of the command ledger. */
export const CommandAnswer = z.strictObject({
  id: z.string().describe('操作编号'),
  name: z.string().describe('操作代码'),
  processId: z.string().describe('流程编号'),
  outcome: z.enum(['pending', 'accepted', 'refused', 'failed']).describe('pending 待办理，accepted 已办理，refused 不予办理，failed 故障'),
  receivedAt: InstantText.describe('收到时刻'),
  recordedAt: InstantText.nullable().describe('记录时刻'),
  result: z.unknown().describe('结果；不予办理时为理由'),
});

/** What the form of a command is asked. */
export const FormQuery = z.strictObject({ processId: IdText.optional().describe('流程编号；建立流程时不填') });

/** Everything that a form needs: the schema of the body, and what policy lists for it. */
export const FormAnswer = z.strictObject({
  command: z.string().describe('操作代码'),
  label: z.string().describe('操作'),
  effect: z.string().describe('办理后会发生什么'),
  schema: z.record(z.string(), z.unknown()).describe('内容的 JSON Schema，含标题、说明和控件'),
  checklists: z.record(z.string(), z.array(z.strictObject({ code: z.string(), label: z.string() }))).describe('规则位 → 政策列出的各项'),
  defaults: z.record(z.string(), z.unknown()).describe('字段 → 预填的值'),
  options: z.record(z.string(), z.array(z.strictObject({ value: z.string(), label: z.string() }))).describe('字段 → 可选的值'),
});

/** The path of a command: which kind, which command. */
export const FormParams = z.strictObject({
  kind: z.enum(PROCESS_KINDS).describe('流程类别'),
  command: z.string().max(60).describe('操作代码'),
});

/** One date that a purchase cycle will create. */
const PlannedDate = z.strictObject({
  label: z.string().describe('义务'),
  slot: z.string().describe('规则位'),
  owes: z.string().describe('责任方代码'),
  owesName: z.string().describe('责任方'),
  ruleId: z.string().nullable().describe('规则编号；合同自身约定的日期为 null'),
  when: z.string().describe('何时，用文字'),
  due: z.string().nullable().describe('截止日；尚不能推算时为 null'),
  safe: z.string().nullable().describe('稳妥日'),
  strict: z.string().nullable().describe('未顺延的日期'),
  provisional: z.boolean().describe('是否暂定'),
  assumed: z.boolean().describe('是否由假定的日期推算'),
  trigger: z.strictObject({ event: z.string(), eventName: z.string(), date: z.string() }).nullable().describe('起算事件'),
  ...explanation,
});

/** What a purchase cycle would set in motion. */
export const PreviewAnswer = z.strictObject({
  parties: z.array(LabelledValue.extend({ organisationId: z.string().describe('机构编号') })).describe('各方'),
  dates: z.array(PlannedDate).describe('将产生的日期，按先后排列'),
});
