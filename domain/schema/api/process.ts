import { z } from 'zod';
import { PROCESS_KINDS } from '../../ids.ts';
import { BooleanText, DateText, IdText, InstantText, LabelledValue, OrganisationName, pageOf, pageQuery, SearchText } from './common.ts';
import { DutyOfProcess } from './duty.ts';

/** One process as lists show it. */
export const ProcessRow = z.strictObject({
  id: z.string().describe('流程编号'),
  kind: z.enum(PROCESS_KINDS).describe('流程类别代码'),
  kindName: z.string().describe('流程类别'),
  title: z.string().describe('名称'),
  about: z.string().nullable().describe('同一采购周期中用以区分的内容：社工站或报告种类'),
  stage: z.string().describe('环节代码'),
  stageLabel: z.string().describe('环节'),
  waitsFor: z.string().describe('等待对象代码'),
  waitsForName: z.string().describe('等待对象'),
  waitingForName: z.string().nullable().describe('等待的机构'),
  stageSince: DateText.describe('当前环节开始日'),
  nextDue: DateText.nullable().describe('下一期限'),
  nextDueLabel: z.string().nullable().describe('下一期限的事项'),
  overdueSince: DateText.nullable().describe('最早的逾期日'),
  provisional: z.boolean().describe('下一期限是否暂定'),
  ended: z.boolean().describe('是否已结束'),
  broken: z.boolean().describe('是否有故障'),
  packId: z.string().describe('政策包'),
  packName: z.string().describe('政策包名称'),
  revision: z.int().describe('版本号，If-Match 用'),
});

/** One action that the caller may take now. */
const ActionAnswer = z.strictObject({
  command: z.string().describe('操作代码'),
  label: z.string().describe('操作'),
  effect: z.string().describe('办理后会发生什么'),
});

/** One process with everything its page shows. */
export const ProcessAnswer = ProcessRow.extend({
  cycleId: z.string().nullable().describe('所属采购周期'),
  stages: z.array(
    z.strictObject({
      code: z.string().describe('环节代码'),
      label: z.string().describe('环节'),
      state: z.enum(['done', 'now', 'ahead']).describe('done 已过，now 当前，ahead 未到'),
    }),
  ),
  parties: z.array(
    z.strictObject({
      function: z.string().describe('职责代码'),
      functionName: z.string().describe('职责'),
      organisation: OrganisationName,
    }),
  ),
  duties: z.array(DutyOfProcess).describe('义务，按期限排列'),
  actions: z.array(ActionAnswer).describe('您现在可以办理的操作'),
  related: z.array(ProcessRow).describe('同一采购周期的其他流程'),
  state: z.strictObject({ facts: z.array(LabelledValue).describe('已记录的事项') }),
});

/** What the list of processes is asked. */
export const ProcessesQuery = z.strictObject({
  kind: z.enum(PROCESS_KINDS).optional().describe('流程类别'),
  stage: z.string().max(60).optional().describe('环节代码'),
  q: SearchText.optional().describe('名称中的文字'),
  ended: BooleanText.optional().describe('是否已结束'),
  overdue: BooleanText.optional().describe('是否有逾期'),
  waiting: z.enum(['me', 'others', 'date']).optional().describe('me 等待本机构，others 等待他方，date 等待日期'),
  cycleId: IdText.optional().describe('采购周期'),
  organisationId: IdText.optional().describe('参与的机构'),
  ...pageQuery,
});

/** A page of processes, the newest first, with the number of each kind that matches. */
export const ProcessesAnswer = pageOf(ProcessRow).extend({
  counts: z.partialRecord(z.enum(PROCESS_KINDS), z.int()).describe('各类别条数'),
});

/** One thing that happened. */
const TimelineEntry = z.strictObject({
  revision: z.int().describe('版本号'),
  type: z.string().describe('事件代码'),
  label: z.string().describe('事件'),
  onDay: DateText.describe('收到之日'),
  recordedAt: InstantText.describe('记录时刻'),
  by: z.strictObject({
    person: z.string().optional().describe('姓名，仅本机构人员可见'),
    organisation: z.string().optional().describe('机构'),
    role: z.string().describe('岗位'),
  }),
  data: z.array(LabelledValue).describe('内容'),
  commandId: z.string().describe('操作编号'),
  late: z.boolean().optional().describe('收到后隔日才记录；以收到之日为准'),
});

/** A page of the timeline, the newest first. */
export const TimelineAnswer = pageOf(TimelineEntry);
export const TimelineQuery = z.strictObject(pageQuery);
