import { z } from 'zod';
import {
  type CommandOf,
  checklistField,
  DocumentsField,
  OrganisationIdField,
  OverrideField,
  PlainDateField,
  ProcessIdField,
  roadChild,
  WorkerIdField,
} from '../fields.ts';

const AreaField = z.number().min(0).max(100_000).multipleOf(0.01, '最多两位小数');
const LengthField = z.number().min(0).max(10_000).multipleOf(0.1, '最多一位小数');

/** The bodies of the commands of one station's set-up. */
export const onboardingSchemas = {
  open: z.strictObject({
    ...roadChild,
    station: OrganisationIdField.meta({ title: '社工站', description: '要设置的社工站' }),
    contractId: ProcessIdField.meta({ title: '合同流程', description: '所依据的合同' }),
    signedOn: PlainDateField.meta({ title: '签订日期', description: '合同签订日期' }),
    effectiveOn: PlainDateField.meta({ title: '生效日期', description: '合同生效日期' }),
    projectStartsOn: PlainDateField.meta({ title: '项目开始日期', description: '周期首份合同的生效日期' }),
  }),
  'choose-site': z.strictObject({
    chosenOn: PlainDateField.meta({ title: '确定日期', description: '确定站址的日期' }),
    hosts: checklistField('venue.hosts').meta({ title: '依托的场所', description: '社工站设在哪些场所' }),
    modes: checklistField('venue.mode').meta({ title: '办公方式', description: '独立办公、集中办公、一室多用等' }),
  }),
  equip: z.strictObject({
    equippedOn: PlainDateField.meta({ title: '配备日期', description: '场地设备配备齐全的日期' }),
    equipment: checklistField('venue.equipment').meta({ title: '办公设备', description: '勾选已配备的设备' }),
    rooms: checklistField('venue.rooms').meta({ title: '用房', description: '勾选已有的用房' }),
    officeSquareMetres: AreaField.meta({
      title: '办公用房面积（平方米）',
      description: '不含活动用房',
      widget: 'number',
    }).exactOptional(),
    safety: checklistField('venue.safety').meta({ title: '安全管理', description: '勾选已落实的安全管理事项' }).exactOptional(),
    override: OverrideField.exactOptional(),
  }),
  'place-worker': z.strictObject({
    workerId: WorkerIdField,
    placedOn: PlainDateField.meta({ title: '到岗日期', description: '在本站到岗的日期' }),
    post: z.enum(['worker', 'manager', 'project-worker']).meta({ title: '岗位', description: '驻站社工、兼任项目主管的社工，或项目社工' }),
    employment: checklistField('staff.employment').meta({ title: '聘用情况', description: '登记信息不能证明的，核实后勾选' }),
    counted: checklistField('staff.counted').meta({ title: '人员种类', description: '登记信息不能证明的，核实后勾选' }),
    recruitment: checklistField('staff.recruitment').meta({ title: '招聘情况', description: '勾选该人员的招聘符合的要求' }).exactOptional(),
    preference: checklistField('staff.preference')
      .meta({ title: '优先录用条件', description: '勾选该人员具备的优先条件；都不具备的不勾选' })
      .exactOptional(),
    personnelFiles: checklistField('staff.personnel-files').meta({ title: '用人档案', description: '勾选已建立的档案' }).exactOptional(),
    override: OverrideField.exactOptional(),
  }),
  'worker-left': z.strictObject({
    workerId: WorkerIdField,
    leftOn: PlainDateField.meta({ title: '离岗日期', description: '在本站的最后一天' }),
  }),
  'train-workers': z.strictObject({
    trainedOn: PlainDateField.meta({ title: '培训日期', description: '岗前培训完成的日期' }),
    items: checklistField('onboarding.pre-post-training').meta({ title: '岗前培训内容', description: '勾选已完成的内容' }),
  }),
  'adopt-systems': z.strictObject({
    adoptedOn: PlainDateField.meta({ title: '建立日期', description: '制度全部建立的日期' }),
    systems: checklistField('venue.systems').meta({ title: '规章制度', description: '勾选已建立并有文件的制度' }),
    processes: checklistField('venue.processes').meta({ title: '组织架构与运行流程', description: '勾选已明确的内容' }),
    commitments: checklistField('venue.commitments').meta({ title: '服务承诺与满意度反馈', description: '勾选已建立的机制' }),
    documents: DocumentsField.meta({ title: '制度文件', description: '每项制度一份注明日期、经批准的文件' }),
  }),
  'hang-signage': z.strictObject({
    hungOn: PlainDateField.meta({ title: '挂牌日期', description: '标识标牌挂设的日期' }),
    signage: checklistField('venue.signage').meta({ title: '标识标牌', description: '勾选已挂设的形式' }),
    widthCentimetres: LengthField.meta({
      title: '标牌宽度（厘米）',
      description: '政策规定了标牌尺寸的，填写实际宽度',
      widget: 'number',
    }).exactOptional(),
    heightCentimetres: LengthField.meta({
      title: '标牌高度（厘米）',
      description: '政策规定了标牌尺寸的，填写实际高度',
      widget: 'number',
    }).exactOptional(),
    roomSignage: checklistField('venue.room-signage')
      .meta({ title: '村(社区)社工室标牌', description: '勾选标牌符合的各项；尚未设社工室的，确认今后照此制作后勾选' })
      .exactOptional(),
  }),
  accept: z.strictObject({
    acceptedOn: PlainDateField.meta({ title: '验收日期', description: '验收通过的日期' }),
    items: checklistField('onboarding.acceptance').meta({ title: '验收清单', description: '勾选验收合格的各项' }),
    posts: checklistField('staff.posts').meta({ title: '岗位与负责人', description: '勾选已明确人选的岗位' }).exactOptional(),
    dedicated: checklistField('staff.dedicated').meta({ title: '专职专岗', description: '勾选核实无误的各项' }).exactOptional(),
    supervisor: checklistField('staff.supervisor').meta({ title: '督导', description: '勾选已落实的督导要求' }).exactOptional(),
    override: OverrideField.exactOptional(),
  }),
  'do-first-work': z.strictObject({
    step: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(100)
      .meta({ title: '步骤', description: '需求调研、服务计划、专业服务，按顺序完成', widget: 'checklist', slot: 'onboarding.first-work' }),
    doneOn: PlainDateField.meta({ title: '完成日期', description: '该步骤完成的日期' }),
    documents: DocumentsField.meta({ title: '材料', description: '调研报告、服务计划等，不写个人信息' }),
  }),
  'record-contract-ended': z.strictObject({
    contractId: ProcessIdField.meta({ title: '合同流程', description: '已结束的合同' }),
    endedOn: PlainDateField.meta({ title: '结束日期', description: '合同到期或解除的日期' }),
  }),
};

/** The commands of one station's set-up. */
export type OnboardingCommand = CommandOf<typeof onboardingSchemas>;
