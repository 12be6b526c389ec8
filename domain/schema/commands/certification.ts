import { z } from 'zod';
import {
  type CommandOf,
  DocumentsField,
  EarlierDateField,
  PartiesField,
  PlainDateField,
  ProcessIdField,
  ReasonField,
  WorkerIdField,
} from '../fields.ts';

const CodeField = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '请选择一项')
  .max(100);

/** What the contractor may conclude when the deadline was missed; the employment itself is no matter of this system. */
const REVIEW_DECISIONS = ['kept', 'moved', 'employment-ended'] as const;

/** The bodies of the commands of one worker's certification; persons are opaque ids. */
export const certificationSchemas = {
  open: z.strictObject({
    cycleId: ProcessIdField.meta({ title: '采购周期', description: '所属采购周期的编号' }),
    parties: PartiesField,
    workerId: WorkerIdField,
    projectStartsOn: PlainDateField.meta({ title: '项目开始日期', description: '周期首份合同的生效日期' }),
    firstDayInPost: PlainDateField.meta({ title: '到岗首日', description: '该社工第一次到岗的日期' }),
    post: z.enum(['project-worker']).meta({ title: '岗位', description: '项目社工另有规定的；驻站社工不填' }).exactOptional(),
  }),
  'start-preparing': z.strictObject({
    startedOn: PlainDateField.meta({ title: '开始日期', description: '报名考试或开始培训的日期' }),
    examOn: PlainDateField.meta({ title: '拟参加考试日期', description: '已确定考试日期的填写' }).exactOptional(),
  }),
  'submit-proof': z.strictObject({
    kind: CodeField.meta({ title: '资质类别', description: '选择一项政策认可的资质', widget: 'checklist', slot: 'certificate.counts' }),
    issuedOn: EarlierDateField.meta({ title: '取得日期', description: '证书所载日期；成绩证明为成绩公布日期' }),
    provisional: z
      .boolean()
      .meta({ title: '以合格成绩暂代', description: '考试合格、证书尚未发放时勾选，领证后再提交证书' })
      .exactOptional(),
    organiser: CodeField.meta({
      title: '培训举办方',
      description: '以培训学时认定的，选择举办方',
      widget: 'checklist',
      slot: 'certificate.training-organisers',
    }).exactOptional(),
    documents: DocumentsField.meta({ title: '证明材料', description: '材料名称，不写个人信息' }),
  }),
  'confirm-proof': z.strictObject({}),
  'return-proof': z.strictObject({
    reason: ReasonField.meta({ title: '退回理由', description: '材料不符之处，请勿填写个人信息' }),
  }),
  'record-registration': z.strictObject({
    registeredOn: PlainDateField.meta({ title: '登记日期', description: '完成社会工作者登记的日期' }),
    documents: DocumentsField.meta({ title: '登记证明', description: '材料名称，不写个人信息' }),
  }),
  'confirm-registration': z.strictObject({}),
  'conclude-review': z.strictObject({
    decision: z
      .enum(REVIEW_DECISIONS)
      .meta({ title: '复核结论', description: '留岗继续取证、调离驻站岗位，或已由用人单位依法解除劳动关系' }),
    decidedOn: PlainDateField.meta({ title: '结论日期', description: '作出结论的日期；离岗的为离岗日期' }),
    reason: ReasonField.meta({ title: '理由', description: '结论的理由，请勿填写个人信息' }),
  }),
  'record-departure': z.strictObject({
    leftOn: PlainDateField.meta({ title: '离岗日期', description: '在岗的最后一天' }),
  }),
};

/** The commands of one worker's certification. */
export type CertificationCommand = CommandOf<typeof certificationSchemas>;
