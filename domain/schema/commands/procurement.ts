import { z } from 'zod';
import {
  type CommandOf,
  checklistField,
  DocumentsField,
  MoneyField,
  OrganisationIdField,
  OverrideField,
  PlainDateField,
  ProcessIdField,
  ReasonField,
  roadChild,
} from '../fields.ts';

/** Why a procurement is held: the first of the road, or what made a new one necessary. */
const PROCUREMENT_REASONS = ['first', 'evaluation-failed', 'cycle-ended', 'procurement-failed', 'contract-ended', 'not-renewed'] as const;

/** The bodies of the commands of a procurement. */
export const procurementSchemas = {
  open: z.strictObject({
    ...roadChild,
    planYear: z.int().min(2019).max(2099).meta({ title: '计划年度', description: '所属的计划年度', widget: 'number' }),
    startedOn: PlainDateField.meta({ title: '启动日期', description: '启动采购的日期' }),
    reason: z.enum(PROCUREMENT_REASONS).meta({ title: '采购缘由', description: '首次采购或重新采购的缘由', widget: 'hidden' }),
  }),
  'fix-plan': z.strictObject({
    fixedOn: PlainDateField.meta({ title: '确定日期', description: '购买方案确定的日期' }),
    contents: checklistField('procurement.plan-contents').meta({ title: '方案内容', description: '勾选购买方案中已写明的内容' }),
    documents: DocumentsField.meta({ title: '方案文件', description: '购买服务项目方案' }),
  }),
  publish: z.strictObject({
    publishedOn: PlainDateField.meta({ title: '公开日期', description: '采购信息公开的日期' }),
    items: checklistField('procurement.published-items').meta({ title: '公开事项', description: '勾选已公开的事项' }),
    documents: DocumentsField.meta({ title: '公开文件', description: '采购公告等' }),
  }),
  'call-tenders': z.strictObject({
    opensOn: PlainDateField.meta({ title: '开标日期', description: '开标(响应文件开启)的日期；改期时重新填写' }),
    documents: DocumentsField.meta({ title: '采购文件', description: '招标文件、磋商文件等' }),
  }),
  'open-bids': z.strictObject({
    openedOn: PlainDateField.meta({ title: '实际开标日期', description: '开标的日期' }),
  }),
  award: z.strictObject({
    contractor: OrganisationIdField.meta({ title: '承接机构', description: '中标(成交)机构' }),
    awardNoticeOn: PlainDateField.meta({ title: '通知书发出日期', description: '中标(成交)通知书发出的日期，签订期限自此起算' }),
    amountYuan: MoneyField.meta({ title: '中标金额（元）', description: '中标(成交)金额' }),
    conditions: checklistField('contractor.kind').meta({ title: '承接主体资格', description: '机构登记信息不能证明的条件，核实后勾选' }),
    scope: checklistField('contractor.scope').meta({ title: '业务范围', description: '机构登记信息不能证明的条件，核实后勾选' }),
    ability: checklistField('contractor.ability').meta({ title: '承接主体能力', description: '核实后勾选' }),
    principles: checklistField('procurement.award-rule').meta({ title: '择优原则', description: '确认评审遵循的原则和程序' }),
    avoided: checklistField('procurement.award-ban')
      .meta({ title: '未采用的定标方式', description: '政策不许采用的定标方式，逐项核实没有采用后勾选' })
      .exactOptional(),
    pastResult: z
      .int('请填写整数')
      .min(0)
      .max(10)
      .meta({
        title: '既往项目结果',
        description: '以往承接政府购买社工服务项目的审计评估结果：没有承接过或者不合格填0，合格填1，更高等次依次填2、3',
        widget: 'number',
      })
      .exactOptional(),
    priority: checklistField('contractor.priority')
      .meta({ title: '优先承接条件', description: '登记信息能够证明的由系统填写，其余核实后勾选；不具备的不影响承接' })
      .exactOptional(),
    noLocalContractor: z
      .boolean()
      .meta({ title: '本地没有合适的承接主体', description: '从外地引进机构的，确认本地没有合适的承接主体' })
      .exactOptional(),
    override: OverrideField.exactOptional(),
    documents: DocumentsField.meta({ title: '评审文件', description: '评审报告、中标(成交)通知书等' }),
  }),
  fail: z.strictObject({
    failedOn: PlainDateField.meta({ title: '日期', description: '废标、流标或成交失效的日期' }),
    reason: ReasonField.meta({ title: '采购失败原因', description: '废标、流标的原因' }),
  }),
  cancel: z.strictObject({
    reason: ReasonField.meta({ title: '取消理由', description: '取消采购的原因' }),
  }),
  'record-contract-signed': z.strictObject({
    contractId: ProcessIdField.meta({ title: '合同流程', description: '已签订的合同' }),
    signedOn: PlainDateField.meta({ title: '签订日期', description: '合同签订日期' }),
  }),
  'record-contract-ended': z.strictObject({
    contractId: ProcessIdField.meta({ title: '合同流程', description: '未签成的合同' }),
    endedOn: PlainDateField.meta({ title: '日期', description: '放弃签订的日期' }),
  }),
};

/** The commands of a procurement. */
export type ProcurementCommand = CommandOf<typeof procurementSchemas>;
