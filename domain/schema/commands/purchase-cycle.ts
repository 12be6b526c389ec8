import { z } from 'zod';
import {
  type CommandOf,
  checklistField,
  DocumentsField,
  LineField,
  MoneyField,
  OrganisationIdField,
  PartiesField,
  PlainDateField,
  ProcessIdField,
  ReasonField,
  StationsField,
} from '../fields.ts';

/** Which year of a purchase cycle a contract is; a cycle has at most ten years. */
export const YearOfCycleField = z.int().min(1).max(10).meta({ title: '周期内第几年', description: '1 为首年合同', widget: 'hidden' });

/** The bodies of the commands of a road; `record-…` are what its children tell it. */
export const purchaseCycleSchemas = {
  open: z.strictObject({
    title: LineField.meta({ title: '名称', description: '如“2026年乡镇社工站购买服务”，不写个人信息' }),
    planYear: z.int('请填写年度').min(2019).max(2099).meta({ title: '计划年度', description: '年度实施计划所属的年度', widget: 'number' }),
    stations: StationsField,
    parties: PartiesField,
    programmeStartsOn: PlainDateField.meta({ title: '项目启动日期', description: '年中启动的填写；按年度计划安排的不填' }).exactOptional(),
    amountBudgetYuan: MoneyField.meta({ title: '预算金额（元）', description: '本年度购买服务的预算' }),
  }),
  'prepare-plan': z.strictObject({
    preparedOn: PlainDateField.meta({ title: '编制完成日期', description: '年度实施计划编制完成的日期' }),
    contents: checklistField('plan.contents').meta({ title: '计划内容', description: '勾选计划中已写明的内容' }),
    stationPlans: z
      .array(OrganisationIdField)
      .max(100)
      .meta({ title: '已有规划的社工站', description: '实行“一站一规划”的，勾选已编制规划的社工站', widget: 'organisation' })
      .exactOptional(),
    programme: checklistField('plan.programme')
      .meta({ title: '实施方案与配套制度', description: '勾选已经制定的方案、办法和标准；由上级制定的，勾选已经印发的' })
      .exactOptional(),
    documents: DocumentsField.meta({ title: '计划文件', description: '年度实施计划及附件' }),
  }),
  'approve-plan': z.strictObject({
    approvedOn: PlainDateField.meta({ title: '审定日期', description: '负责人审定的日期；须备案的，同日报送上级民政部门' }),
  }),
  'return-plan': z.strictObject({
    reason: ReasonField.meta({ title: '退回理由', description: '需要修改的内容' }),
  }),
  'file-plan': z.strictObject({
    filedOn: PlainDateField.meta({ title: '备案日期', description: '上级民政部门准予备案的日期' }),
    number: LineField.meta({ title: '备案号', description: '备案的文号或编号' }).exactOptional(),
  }),
  'return-filing': z.strictObject({
    reason: ReasonField.meta({ title: '退回理由', description: '不予备案的原因和需要补正的内容' }),
  }),
  'secure-budget': z.strictObject({
    securedOn: PlainDateField.meta({ title: '落实日期', description: '购买经费落实(列入预算)的日期' }),
    amountYuan: MoneyField.meta({ title: '落实金额（元）', description: '该年度已落实的购买经费' }),
    documents: DocumentsField.meta({ title: '经费文件', description: '预算批复、资金安排文件等' }),
  }),
  'hand-in-plans': z.strictObject({
    handedInOn: PlainDateField.meta({ title: '提交日期', description: '承接机构提交方案与计划的日期' }),
    plans: checklistField('plan.contractor-plans')
      .meta({ title: '承接机构方案与计划', description: '勾选已按合同(协议)制定的方案与计划' })
      .exactOptional(),
    documents: DocumentsField.meta({ title: '方案与计划文件', description: '实施方案、工作计划等' }),
  }),
  'file-work-plan': z.strictObject({
    filedOn: PlainDateField.meta({ title: '报送日期', description: '工作计划报送备案的日期，同时送达全部备案机关' }),
    number: LineField.meta({ title: '文号', description: '报送的文号' }).exactOptional(),
    documents: DocumentsField.meta({ title: '报送材料', description: '承接机构的工作计划' }),
  }),
  'confirm-work-plan': z.strictObject({
    confirmedOn: PlainDateField.meta({ title: '确认日期', description: '收到并准予备案的日期' }),
    number: LineField.meta({ title: '备案号', description: '备案的文号或编号' }).exactOptional(),
  }),
  'start-procurement': z.strictObject({
    startedOn: PlainDateField.meta({ title: '启动日期', description: '启动政府采购的日期' }),
    reason: ReasonField.meta({ title: '提前采购的理由', description: '合同期内不等续签结果而另行采购的，说明理由' }).exactOptional(),
  }),
  'fix-new-plan': z.strictObject({
    fixedOn: PlainDateField.meta({ title: '确定日期', description: '新一期购买方案确定的日期' }),
    documents: DocumentsField.meta({ title: '方案文件', description: '新一期购买方案' }),
  }),
  renew: z.strictObject({
    decidedOn: PlainDateField.meta({ title: '决定日期', description: '决定续签的日期' }),
    amountYuan: MoneyField.meta({ title: '续签金额（元）', description: '下一年度合同金额' }),
  }),
  end: z.strictObject({
    reason: ReasonField.meta({ title: '终止理由', description: '不再购买的原因' }),
  }),
  'record-award': z.strictObject({
    procurementId: ProcessIdField.meta({ title: '采购流程', description: '发出中标(成交)通知书的采购' }),
    contractId: ProcessIdField.meta({ title: '合同流程', description: '据此拟订的合同' }),
    contractor: OrganisationIdField.meta({ title: '承接机构', description: '中标(成交)机构' }),
    awardNoticeOn: PlainDateField.meta({ title: '通知书发出日期', description: '中标(成交)通知书发出的日期' }),
    amountYuan: MoneyField.meta({ title: '中标金额（元）', description: '中标(成交)金额' }),
  }),
  'record-procurement-failed': z.strictObject({
    procurementId: ProcessIdField.meta({ title: '采购流程', description: '未能成交的采购' }),
    outcome: z.enum(['failed', 'cancelled']).meta({ title: '结果', description: '采购失败或取消', widget: 'hidden' }),
  }),
  'record-contract-signed': z.strictObject({
    contractId: ProcessIdField.meta({ title: '合同流程', description: '已签订的合同' }),
    contractor: OrganisationIdField.meta({ title: '承接机构', description: '合同的承接机构' }),
    signedOn: PlainDateField.meta({ title: '签订日期', description: '合同签订日期' }),
    effectiveOn: PlainDateField.meta({ title: '生效日期', description: '合同生效日期' }),
    startsOn: PlainDateField.meta({ title: '服务开始日期', description: '合同期第一天' }),
    endsOn: PlainDateField.meta({ title: '服务结束日期', description: '合同期最后一天' }),
    yearOfCycle: YearOfCycleField,
    amountYuan: MoneyField.meta({ title: '合同金额（元）', description: '合同金额' }),
    onboardings: z.array(ProcessIdField).max(100).meta({ title: '站点设置流程', description: '各社工站的站点设置流程', widget: 'hidden' }),
  }),
  'record-contract-ended': z.strictObject({
    contractId: ProcessIdField.meta({ title: '合同流程', description: '未签成或提前解除的合同' }),
    endedOn: PlainDateField.meta({ title: '终止日期', description: '放弃签订或解除的日期' }),
  }),
  'record-evaluation-result': z.strictObject({
    evaluationId: ProcessIdField.meta({ title: '评估流程', description: '确认结果的评估' }),
    contractId: ProcessIdField.meta({ title: '合同流程', description: '被评估的合同' }),
    passed: z.boolean().meta({ title: '是否合格', description: '年度评估是否合格', widget: 'hidden' }),
    grade: LineField.meta({ title: '等次', description: '评估等次' }),
    confirmedOn: PlainDateField.meta({ title: '确认日期', description: '评估结果确认的日期' }),
  }),
};

/** The commands of a road. */
export type PurchaseCycleCommand = CommandOf<typeof purchaseCycleSchemas>;
