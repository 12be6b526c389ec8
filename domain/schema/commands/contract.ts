import { z } from 'zod';
import {
  type CommandOf,
  checklistField,
  DocumentsField,
  LineField,
  MoneyField,
  OrganisationIdField,
  OverrideField,
  PlainDateField,
  ProcessIdField,
  ReasonField,
  roadChild,
} from '../fields.ts';
import { YearOfCycleField } from './purchase-cycle.ts';

const FiledOnField = PlainDateField.meta({ title: '报送日期', description: '报送备案的日期' });
const ConfirmedOnField = PlainDateField.meta({ title: '确认日期', description: '收到并准予备案的日期' });
const NumberField = LineField.meta({ title: '文号', description: '报送或备案的文号' }).exactOptional();

/** What ground a contract is changed or ended on. */
const GroundField = z
  .enum(['policy-change', 'force-majeure', 'agreed', 'breach', 'drift'])
  .meta({ title: '事由', description: '政策调整、其他不可抗力、双方协商、违约或目标偏离' });

/** The bodies of the commands of a contract. */
export const contractSchemas = {
  open: z.strictObject({
    ...roadChild,
    procurementId: ProcessIdField.nullable().meta({ title: '采购流程', description: '据以签约的采购；续签合同没有' }),
    awardNoticeOn: PlainDateField.nullable().meta({ title: '通知书发出日期', description: '中标(成交)通知书发出日期；续签合同没有' }),
    amountYuan: MoneyField.meta({ title: '合同金额（元）', description: '中标金额或续签金额' }),
    yearOfCycle: YearOfCycleField,
    cycleStartsOn: PlainDateField.nullable().meta({ title: '周期开始日期', description: '首年合同开始日期；首年合同没有' }),
    renewalOf: ProcessIdField.nullable().meta({ title: '续签自', description: '上一年度合同' }),
    previousEndsOn: PlainDateField.nullable().meta({ title: '上一合同到期日', description: '续签合同应自次日起算并在此之前签订' }),
    onboardings: z.array(ProcessIdField).max(100).meta({ title: '站点设置流程', description: '沿用的站点设置流程', widget: 'hidden' }),
  }),
  sign: z.strictObject({
    signedOn: PlainDateField.meta({ title: '签订日期', description: '最后一方签字或盖章的日期' }),
    effectiveOn: PlainDateField.meta({ title: '生效日期', description: '合同写明的生效日期；未写明的不填，同签订日期' }).exactOptional(),
    startsOn: PlainDateField.meta({ title: '服务开始日期', description: '合同期第一天；不填的，同生效日期' }).exactOptional(),
    endsOn: PlainDateField.meta({ title: '服务结束日期', description: '合同期最后一天' }),
    clauses: checklistField('contract.clauses').meta({ title: '必备条款', description: '勾选合同中已写明的条款' }),
    forceMajeure: checklistField('contract.force-majeure-clause').meta({
      title: '不可抗力条款',
      description: '因政策调整等不可抗力因素可变更或解除协议',
    }),
    extension: z
      .strictObject({
        budgetAssured: z.boolean().meta({ title: '预算有保障', description: '超过一般期限的，确认预算有保障' }),
        contentFixed: z.boolean().meta({ title: '内容相对固定', description: '超过一般期限的，确认购买内容相对固定' }),
        reason: ReasonField.meta({ title: '延长理由', description: '合同期超过一般期限的理由' }),
      })
      .meta({ title: '延长合同期', description: '政策允许延长合同期的，两项确认并说明理由' })
      .exactOptional(),
    override: OverrideField.exactOptional(),
    documents: DocumentsField.meta({ title: '合同文件', description: '合同文本及附件' }),
  }),
  abandon: z.strictObject({
    abandonedOn: PlainDateField.meta({ title: '日期', description: '放弃签订的日期' }),
    reason: ReasonField.meta({ title: '理由', description: '合同不再签订的原因' }),
  }),
  'file-copy': z.strictObject({
    filedOn: FiledOnField,
    number: NumberField,
    documents: DocumentsField.meta({ title: '报送材料', description: '合同副本' }),
  }),
  'confirm-copy': z.strictObject({ confirmedOn: ConfirmedOnField, number: NumberField }),
  announce: z.strictObject({
    announcedOn: PlainDateField.meta({ title: '公告日期', description: '合同公告的日期' }),
    medium: LineField.meta({ title: '公告媒介', description: '公告所在的网站或媒体' }),
  }),
  'hand-in-staffing': z.strictObject({
    handedInOn: PlainDateField.meta({ title: '提交日期', description: '承接机构提交人员配备材料的日期' }),
    documents: DocumentsField.meta({ title: '人员配备材料', description: '材料名称，不写个人信息' }),
  }),
  'file-staffing': z.strictObject({
    filedOn: FiledOnField,
    number: NumberField,
    documents: DocumentsField.meta({ title: '报送材料', description: '人员配备情况' }),
  }),
  'confirm-staffing': z.strictObject({ confirmedOn: ConfirmedOnField, number: NumberField }),
  change: z.strictObject({
    changedOn: PlainDateField.meta({ title: '变更日期', description: '变更协议签订的日期' }),
    ground: GroundField,
    reason: ReasonField.meta({ title: '变更内容和理由', description: '变更了什么，为什么' }),
    amountYuan: MoneyField.meta({ title: '变更后金额（元）', description: '金额不变的不填' }).exactOptional(),
    documents: DocumentsField.meta({ title: '变更文件', description: '补充协议等' }),
  }),
  suspend: z.strictObject({
    suspendedOn: PlainDateField.meta({ title: '暂缓日期', description: '暂缓执行的第一天' }),
    reason: ReasonField.meta({ title: '暂缓理由', description: '目标偏离的严重情况' }),
  }),
  resume: z.strictObject({
    resumedOn: PlainDateField.meta({ title: '恢复日期', description: '恢复执行的日期' }),
    reason: ReasonField.meta({ title: '恢复理由', description: '整改结果' }),
  }),
  terminate: z.strictObject({
    terminatedOn: PlainDateField.meta({ title: '解除日期', description: '合同解除(停止执行)的日期' }),
    ground: GroundField,
    reason: ReasonField.meta({ title: '解除理由', description: '解除或停止的原因' }),
    documents: DocumentsField.meta({ title: '解除文件', description: '解除协议、通知等' }),
  }),
  'record-onboarding-accepted': z.strictObject({
    station: OrganisationIdField.meta({ title: '社工站', description: '验收的社工站' }),
    acceptedOn: PlainDateField.meta({ title: '验收日期', description: '验收通过的日期' }),
  }),
  'record-renewal-withdrawn': z.strictObject({
    withdrawnOn: PlainDateField.meta({ title: '日期', description: '评估结果变更为不合格、不再续签的日期' }),
  }),
  'record-succession': z.strictObject({
    outcome: z
      .enum(['renewed', 'not-renewed', 'completed'])
      .meta({ title: '结果', description: '续签、不续签或周期届满', widget: 'hidden' }),
    nextContractId: ProcessIdField.meta({ title: '下一合同', description: '续签的合同' }).exactOptional(),
  }),
};

/** The commands of a contract. */
export type ContractCommand = CommandOf<typeof contractSchemas>;
