import { z } from 'zod';
import {
  type CommandOf,
  checklistField,
  DocumentsField,
  LineField,
  OrganisationIdField,
  OverrideField,
  PlainDateField,
  ProcessIdField,
  ReasonField,
  roadChild,
} from '../fields.ts';
import { YearOfCycleField } from './purchase-cycle.ts';

const PointsField = z.number('请填写得分').min(0, '得分不低于0').max(100, '得分不超过100').multipleOf(0.01, '得分最多两位小数');
const ScoreField = PointsField.meta({ title: '得分', description: '百分制，最多两位小数', widget: 'number' });
const EvaluatedOnField = PlainDateField.meta({ title: '评估日期', description: '评估完成的日期' });
const GradeField = LineField.meta({ title: '等次', description: '政策规定等次的，从规定的等次中选择；未规定的填写评估结论' });

const StationScoreField = z
  .strictObject({
    station: OrganisationIdField.meta({ title: '社工站', description: '被评估的社工站' }),
    components: z
      .array(
        z.strictObject({
          code: z
            .string()
            .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '请选择评估内容')
            .max(100)
            .meta({ title: '评估内容', description: '评估的一个方面', widget: 'checklist', slot: 'evaluation.components' }),
          score: ScoreField,
        }),
      )
      .max(50)
      .meta({ title: '分项得分', description: '政策规定的各项评估内容的得分' })
      .exactOptional(),
    total: PointsField.meta({
      title: '总分',
      description: '政策规定了各项权重的由系统计算，不填；否则填写',
      widget: 'number',
    }).exactOptional(),
  })
  .meta({ title: '社工站得分', description: '一个社工站的分项得分和总分' });

/** The bodies of the commands of an evaluation. */
export const evaluationSchemas = {
  open: z.strictObject({
    ...roadChild,
    contractId: ProcessIdField.meta({ title: '合同流程', description: '被评估的合同' }),
    startsOn: PlainDateField.meta({ title: '服务开始日期', description: '合同期第一天' }),
    endsOn: PlainDateField.meta({ title: '服务结束日期', description: '合同期最后一天' }),
    yearOfCycle: YearOfCycleField,
  }),
  arrange: z.strictObject({
    evaluator: OrganisationIdField.meta({
      title: '评估机构',
      description: '委托第三方评估的，选择评估机构；自行评估的不填',
    }).exactOptional(),
    plannedOn: PlainDateField.meta({ title: '拟评估日期', description: '计划开展评估的日期' }),
    documents: DocumentsField.meta({ title: '评估方案', description: '评估通知、方案等' }).exactOptional(),
    override: OverrideField.exactOptional(),
  }),
  'record-mid-term-evaluation': z.strictObject({
    evaluatedOn: EvaluatedOnField,
    passed: z.boolean().meta({ title: '评估合格', description: '中期评估结果为合格的勾选' }),
    opinion: ReasonField.meta({ title: '评估意见', description: '中期评估的意见和需要整改的问题' }),
    documents: DocumentsField.meta({ title: '评估材料', description: '中期评估报告等' }).exactOptional(),
  }),
  'submit-summary': z.strictObject({
    documents: DocumentsField.min(1, '请附服务总结').meta({
      title: '服务总结',
      description: '最早一期尚未总结的服务过程和服务质量的总结，不写个人信息',
    }),
  }),
  'submit-self-evaluation': z.strictObject({
    documents: DocumentsField.min(1, '请附自评报告').meta({ title: '自评报告', description: '绩效自评报告' }),
  }),
  'record-scores': z.strictObject({
    round: z.int().min(1).max(12).meta({ title: '第几次评估', description: '一年评估一次的填1', widget: 'number' }),
    evaluatedOn: EvaluatedOnField,
    scores: z.array(StationScoreField).min(1, '请填写各社工站得分').max(100).meta({ title: '各站得分', description: '每个社工站填写一次' }),
    documents: DocumentsField.meta({ title: '评估材料', description: '评分表、评估报告等' }).exactOptional(),
  }),
  'record-joint-evaluation': z.strictObject({
    evaluatedOn: EvaluatedOnField,
    opinion: ReasonField.meta({ title: '共同评价意见', description: '乡镇(街道)与县级民政部门共同评价的意见' }),
    documents: DocumentsField.meta({ title: '评价材料', description: '共同评价的材料' }).exactOptional(),
  }),
  'record-spot-check': z.strictObject({
    checkedOn: PlainDateField.meta({ title: '抽查日期', description: '抽查评估的日期' }),
    finding: ReasonField.meta({ title: '抽查情况', description: '抽查发现的情况' }),
  }),
  grade: z.strictObject({
    grade: GradeField.exactOptional(),
    score: PointsField.meta({ title: '年度得分', description: '不填的，取各次、各站得分的平均值', widget: 'number' }).exactOptional(),
    conclusion: ReasonField.meta({ title: '评估结论', description: '年度评估结论及不合格站点的情况' }),
  }),
  'return-grading': z.strictObject({
    reason: ReasonField.meta({ title: '退回理由', description: '需要重新评定的原因' }),
  }),
  'confirm-result': z.strictObject({
    uses: checklistField('evaluation.use')
      .meta({ title: '评估结果运用', description: '逐项确认评估结果如何运用；按结果不适用的，核实后一并勾选' })
      .exactOptional(),
    documents: DocumentsField.meta({ title: '确认文件', description: '评估结果确认书等' }).exactOptional(),
  }),
  'request-review': z.strictObject({
    reason: ReasonField.meta({ title: '复核理由', description: '对评估结果的异议和理由' }),
    documents: DocumentsField.meta({ title: '证明材料', description: '支持复核的材料' }).exactOptional(),
  }),
  'answer-review': z.strictObject({
    outcome: z.enum(['upheld', 'changed']).meta({ title: '复核结果', description: '维持原结果，或变更结果' }),
    grade: GradeField.exactOptional(),
    score: PointsField.meta({ title: '变更后得分', description: '变更结果的填写', widget: 'number' }).exactOptional(),
    reason: ReasonField.meta({ title: '复核意见', description: '维持或变更的理由' }),
  }),
  publish: z.strictObject({
    publishedOn: PlainDateField.meta({ title: '公布日期', description: '向社会公布评估结果的日期' }),
    medium: LineField.meta({ title: '公布媒介', description: '公布所在的网站或媒体' }),
  }),
  'report-up': z.strictObject({
    reportedOn: PlainDateField.meta({ title: '上报日期', description: '评估情况报上级民政部门的日期' }),
    documents: DocumentsField.meta({ title: '上报材料', description: '评估情况报告' }).exactOptional(),
  }),
  'record-final-report': z.strictObject({
    submittedOn: PlainDateField.meta({ title: '末期报告日期', description: '收到末期工作报告的日期，终期评估期限自此起算' }),
  }),
  'record-final-evaluation': z.strictObject({
    evaluatedOn: EvaluatedOnField,
    adoptsAnnual: z.boolean().meta({ title: '采用年度得分', description: '终期评估采用年度评估的得分和等次' }),
    grade: GradeField.exactOptional(),
    score: PointsField.meta({ title: '终期得分', description: '不采用年度得分的填写', widget: 'number' }).exactOptional(),
  }),
  close: z.strictObject({
    closedOn: PlainDateField.meta({ title: '终止日期', description: '合同解除或停止执行的日期' }),
  }),
};

/** The commands of an evaluation. */
export type EvaluationCommand = CommandOf<typeof evaluationSchemas>;
