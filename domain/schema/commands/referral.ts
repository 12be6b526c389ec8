import { z } from 'zod';
import { type CommandOf, DocumentsField, LineField, OrganisationIdField, PartiesField, PlainDateField, ReasonField } from '../fields.ts';

/** The bodies of the commands of a referral; the person served appears as an opaque case reference only. */
export const referralSchemas = {
  open: z.strictObject({
    parties: PartiesField,
    receiver: OrganisationIdField.meta({ title: '接收方', description: '拟转往的社工站、机构或部门' }),
    caseReference: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{2,39}$/, '个案编号为3至40位字母、数字和短横线')
      .meta({ title: '个案编号', description: '本站个案的编号，不写姓名、身份证号等个人信息', widget: 'text' }),
    minor: z.boolean().meta({ title: '服务对象为未成年人', description: '未成年人的转介由监护人同意' }),
    condition: LineField.meta({ title: '符合的转介条件', description: '符合转介机制中的哪一项条件' }),
    reason: ReasonField.meta({ title: '转介原因', description: '为什么需要转介，请勿填写个人信息' }),
  }),
  'record-consent': z.strictObject({
    consentedOn: PlainDateField.meta({ title: '同意日期', description: '书面同意书的日期' }),
    givenBy: z.enum(['client', 'guardian']).meta({ title: '同意人', description: '服务对象本人或监护人' }),
    documents: DocumentsField.meta({ title: '书面同意书', description: '材料名称和编号，不写个人信息' }),
  }),
  request: z.strictObject({
    requestedOn: PlainDateField.meta({ title: '申请日期', description: '向接收方提出申请的日期' }),
    documents: DocumentsField.meta({ title: '申请材料', description: '转介申请等' }).exactOptional(),
  }),
  accept: z.strictObject({
    acceptedOn: PlainDateField.meta({ title: '接收日期', description: '同意接收的日期，反馈期限自此起算' }),
  }),
  decline: z.strictObject({
    declinedOn: PlainDateField.meta({ title: '谢绝日期', description: '答复不能接收的日期' }),
    reason: ReasonField.meta({ title: '谢绝原因', description: '不能接收的原因，请勿填写个人信息' }),
    fileReturnedOn: PlainDateField.meta({ title: '档案退还日期', description: '档案已经移交的，填写退还转出方的日期' }).exactOptional(),
  }),
  'transfer-file': z.strictObject({
    transferredOn: PlainDateField.meta({ title: '移交日期', description: '服务档案移交的日期' }),
    method: z
      .enum(['in-person', 'sealed-mail', 'encrypted-file'])
      .meta({ title: '移交方式', description: '当面移交、密封邮寄或加密电子文件' }),
    files: DocumentsField.min(1, '至少列明一份').meta({ title: '移交清单', description: '移交的档案材料，不写个人信息' }),
  }),
  'confirm-service': z.strictObject({
    startedOn: PlainDateField.meta({ title: '服务开始日期', description: '接收方开始服务的日期' }),
  }),
  'give-feedback': z.strictObject({
    feedback: ReasonField.meta({ title: '反馈内容', description: '接案和服务进展，请勿填写个人信息' }),
  }),
  close: z.strictObject({
    result: ReasonField.meta({ title: '转介结果', description: '归档的结果，请勿填写个人信息' }),
  }),
  withdraw: z.strictObject({
    reason: ReasonField.meta({ title: '撤回原因', description: '不再转介的原因，请勿填写个人信息' }),
  }),
};

/** The commands of a referral. */
export type ReferralCommand = CommandOf<typeof referralSchemas>;
