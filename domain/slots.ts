import { PROCESS_KINDS, type ProcessKind } from './ids.ts';
import type { RuleKind } from './pack.ts';

/** Processes that rules speak of and that no lifecycle runs yet; their rules are held and shown, and await them. */
const PROCESSES_TO_COME = {
  archive: '归档',
  attendance: '考勤',
  'community-project': '社区服务项目',
  complaint: '投诉与意见反馈',
  'continuing-education': '继续教育',
  'corrective-action': '整改',
  coverage: '覆盖推进',
  disbursement: '资金拨付',
  disclosure: '信息公开与宣传',
  'pay-compliance': '薪酬与社保',
  'scope-change': '扩大服务范围',
  'service-case': '个案服务',
  volunteer: '志愿服务',
} as const;

/** What a slot is: the kind of rule it takes, its Chinese name, the process that asks it, and whether several rules may fill it. */
export interface SlotDefinition {
  kind: RuleKind;
  title: string;
  asks: ProcessKind | keyof typeof PROCESSES_TO_COME;
  many?: true;
}

/**
 * Every place where the engine asks policy. A pack that fills an unknown slot, or with another kind of rule, does not load.
 * An empty slot means: this system has no such rule (no duty, no gate), never a borrowed one.
 */
export const SLOTS = {
  // who does what
  'role.purchaser': { kind: 'role', title: '购买主体', asks: 'purchase-cycle' },
  'role.signatory': { kind: 'role', title: '合同签订方', asks: 'contract' },
  'role.organiser': { kind: 'role', title: '采购组织方', asks: 'procurement' },
  'role.plan-receiver': { kind: 'role', title: '年度计划备案机关', asks: 'purchase-cycle' },
  'role.contract-receiver': { kind: 'role', title: '合同备案机关', asks: 'contract' },
  'role.staffing-receiver': { kind: 'role', title: '人员配备备案机关', asks: 'contract' },
  'role.evaluator': { kind: 'role', title: '评估方', asks: 'evaluation', many: true },
  'role.spot-checker': { kind: 'role', title: '抽查方', asks: 'evaluation', many: true },
  'role.supervision': { kind: 'role', title: '监督方', asks: 'corrective-action', many: true },
  'role.scope-approver': { kind: 'role', title: '扩大范围审批机关', asks: 'scope-change', many: true },

  // planning
  'plan.prepared': { kind: 'deadline', title: '编制年度计划', asks: 'purchase-cycle' },
  'plan.contents': { kind: 'checklist', title: '年度计划内容', asks: 'purchase-cycle' },
  'plan.filed': { kind: 'deadline', title: '年度计划备案', asks: 'purchase-cycle' },
  'plan.station-plan': { kind: 'checklist', title: '一站一规划', asks: 'purchase-cycle' },
  'plan.work-plan-filed': { kind: 'deadline', title: '工作计划备案', asks: 'purchase-cycle' },
  'plan.contractor-plans': { kind: 'checklist', title: '承接机构方案与计划', asks: 'purchase-cycle' },
  'plan.budget': { kind: 'deadline', title: '落实购买经费', asks: 'purchase-cycle' },
  'plan.programme': { kind: 'checklist', title: '实施方案与配套制度', asks: 'purchase-cycle', many: true },

  // procurement
  'procurement.plan-contents': { kind: 'checklist', title: '购买方案内容', asks: 'procurement' },
  'procurement.plan-ready': { kind: 'deadline', title: '制定购买方案', asks: 'procurement' },
  'procurement.publish': { kind: 'deadline', title: '公开采购信息', asks: 'procurement' },
  'procurement.published-items': { kind: 'checklist', title: '采购信息公开事项', asks: 'procurement' },
  'procurement.opening': { kind: 'deadline', title: '开标', asks: 'procurement' },
  'procurement.complete': { kind: 'deadline', title: '完成采购', asks: 'procurement' },
  'procurement.flow': { kind: 'flow', title: '规范化购买流程', asks: 'procurement' },
  'procurement.award-rule': { kind: 'checklist', title: '择优原则', asks: 'procurement', many: true },
  'procurement.award-ban': { kind: 'prohibition', title: '不得采用的定标方式', asks: 'procurement' },
  'contractor.kind': { kind: 'checklist', title: '承接主体资格', asks: 'procurement' },
  'contractor.scope': { kind: 'checklist', title: '承接主体业务范围', asks: 'procurement' },
  'contractor.ability': { kind: 'checklist', title: '承接主体能力', asks: 'procurement' },
  'contractor.outside': { kind: 'threshold', title: '外地机构评估等级', asks: 'procurement' },
  'contractor.past-result': { kind: 'threshold', title: '既往项目结果', asks: 'procurement' },
  'contractor.no-violation': { kind: 'prohibition', title: '无违规记录', asks: 'procurement' },
  'contractor.priority': { kind: 'checklist', title: '优先承接条件', asks: 'procurement' },

  // contract
  'contract.sign': { kind: 'deadline', title: '签订服务合同', asks: 'contract' },
  'contract.clauses': { kind: 'checklist', title: '合同必备条款', asks: 'contract' },
  'contract.force-majeure-clause': { kind: 'checklist', title: '不可抗力条款', asks: 'contract' },
  'contract.term': { kind: 'threshold', title: '合同期限', asks: 'contract' },
  'contract.term-extended': { kind: 'threshold', title: '合同最长期限', asks: 'contract' },
  'contract.cycle': { kind: 'flow', title: '采购周期', asks: 'purchase-cycle' },
  'contract.copy-filed': { kind: 'deadline', title: '合同副本备案', asks: 'contract' },
  'contract.staffing-filed': { kind: 'deadline', title: '人员配备备案', asks: 'contract' },
  'contract.announced': { kind: 'deadline', title: '合同公告', asks: 'contract' },
  'contract.expiry-notice': { kind: 'deadline', title: '合同到期提醒', asks: 'contract' },

  'contract.starts': { kind: 'deadline', title: '合同生效', asks: 'contract' },
  'contract.ends': { kind: 'deadline', title: '合同到期', asks: 'contract' },

  // station and staff
  'onboarding.staffed': { kind: 'deadline', title: '驻站社工到位', asks: 'onboarding' },
  'onboarding.complete': { kind: 'deadline', title: '站点设置完成', asks: 'onboarding' },
  'onboarding.site-chosen': { kind: 'deadline', title: '确定站址', asks: 'onboarding' },
  'onboarding.acceptance': { kind: 'checklist', title: '验收清单', asks: 'onboarding' },
  'onboarding.pre-post-training': { kind: 'checklist', title: '岗前培训', asks: 'onboarding' },
  'onboarding.first-work': { kind: 'flow', title: '需求调研与服务计划', asks: 'onboarding' },
  'venue.hosts': { kind: 'checklist', title: '可依托的场所', asks: 'onboarding' },
  'venue.mode': { kind: 'checklist', title: '办公方式', asks: 'onboarding' },
  'venue.office-area': { kind: 'threshold', title: '办公用房面积', asks: 'onboarding' },
  'venue.rooms': { kind: 'checklist', title: '活动用房', asks: 'onboarding', many: true },
  'venue.equipment': { kind: 'checklist', title: '办公设备', asks: 'onboarding' },
  'venue.systems': { kind: 'checklist', title: '规章制度', asks: 'onboarding', many: true },
  'venue.processes': { kind: 'checklist', title: '组织架构与运行流程', asks: 'onboarding' },
  'venue.commitments': { kind: 'checklist', title: '服务承诺与满意度反馈', asks: 'onboarding' },
  'venue.signage': { kind: 'checklist', title: '标识标牌', asks: 'onboarding' },
  'venue.signage-size': { kind: 'threshold', title: '标牌尺寸', asks: 'onboarding', many: true },
  'venue.room-signage': { kind: 'checklist', title: '村(社区)社工室标牌', asks: 'onboarding' },
  'venue.safety': { kind: 'checklist', title: '安全管理', asks: 'onboarding' },
  'staff.minimum': { kind: 'threshold', title: '驻站社工最低人数', asks: 'onboarding' },
  'staff.maximum': { kind: 'threshold', title: '驻站社工最高人数', asks: 'onboarding' },
  'staff.counted': { kind: 'checklist', title: '可计入的驻站社工', asks: 'onboarding', many: true },
  'staff.posts': { kind: 'checklist', title: '岗位与负责人', asks: 'onboarding', many: true },
  'staff.head-count': { kind: 'threshold', title: '县域人数要求', asks: 'coverage', many: true },
  'staff.employment': { kind: 'checklist', title: '聘用与劳动合同', asks: 'onboarding' },
  'staff.age': { kind: 'threshold', title: '年龄上限', asks: 'onboarding' },
  'staff.education': { kind: 'threshold', title: '最低学历', asks: 'onboarding' },
  'staff.manager-qualification': { kind: 'checklist', title: '项目主管资质', asks: 'onboarding' },
  'staff.supervisor': { kind: 'checklist', title: '督导', asks: 'onboarding' },
  'staff.preference': { kind: 'checklist', title: '优先录用条件', asks: 'onboarding' },
  'staff.recruitment': { kind: 'checklist', title: '公开招聘', asks: 'onboarding' },
  'staff.dedicated': { kind: 'checklist', title: '专职专岗', asks: 'onboarding' },
  'staff.personnel-files': { kind: 'checklist', title: '用人档案', asks: 'onboarding' },
  'staff.pay': { kind: 'recurring', title: '薪酬与社保', asks: 'pay-compliance' },
  'staff.performance-pay': { kind: 'recurring', title: '年终绩效工资', asks: 'pay-compliance' },
  'staff.attendance': { kind: 'checklist', title: '出勤考核', asks: 'attendance' },
  'staff.vacancy': { kind: 'deadline', title: '人员补缺', asks: 'onboarding' },

  // reports
  'report.contractor': { kind: 'recurring', title: '承接机构定期报告', asks: 'report-line' },
  'report.mid-term': { kind: 'deadline', title: '中期工作报告', asks: 'report-line' },
  'report.final': { kind: 'deadline', title: '末期工作报告', asks: 'report-line' },
  'report.town': { kind: 'recurring', title: '乡镇报告', asks: 'report-line' },
  'report.county': { kind: 'recurring', title: '县级报告', asks: 'report-line' },
  'report.city': { kind: 'recurring', title: '市级报告', asks: 'report-line' },
  'report.monitoring': { kind: 'recurring', title: '绩效监控报告', asks: 'report-line' },
  'report.statistics': { kind: 'recurring', title: '数据及统计分析报告', asks: 'report-line' },
  'report.circulation': { kind: 'recurring', title: '工作进展通报', asks: 'report-line' },
  'report.filing-trail': { kind: 'checklist', title: '资料归档与动态推送', asks: 'report-line' },

  // evaluation and renewal
  'evaluation.annual': { kind: 'recurring', title: '年度评估', asks: 'evaluation' },
  'evaluation.confirmed': { kind: 'deadline', title: '评估结果确认', asks: 'evaluation' },
  'evaluation.joint': { kind: 'recurring', title: '乡镇与县级共同评价', asks: 'evaluation' },
  'evaluation.self': { kind: 'deadline', title: '绩效自评报告', asks: 'evaluation' },
  'evaluation.mid-term': { kind: 'deadline', title: '中期评估', asks: 'evaluation' },
  'evaluation.final': { kind: 'deadline', title: '终期评估', asks: 'evaluation' },
  'evaluation.spot-check': { kind: 'recurring', title: '抽查评估', asks: 'evaluation' },
  'evaluation.components': { kind: 'flow', title: '评估内容', asks: 'evaluation' },
  'evaluation.grades': { kind: 'flow', title: '评估等次', asks: 'evaluation' },
  'evaluation.third-party': { kind: 'checklist', title: '第三方评估', asks: 'evaluation' },
  'evaluation.published': { kind: 'deadline', title: '评估结果公布', asks: 'evaluation' },
  'evaluation.reported-up': { kind: 'deadline', title: '评估情况上报', asks: 'evaluation' },
  'evaluation.review': { kind: 'deadline', title: '申请复核', asks: 'evaluation' },
  'evaluation.use': { kind: 'checklist', title: '评估结果运用', asks: 'evaluation', many: true },
  'evaluation.summary': { kind: 'recurring', title: '服务过程和质量总结', asks: 'evaluation' },
  'renewal.decide': { kind: 'flow', title: '续签规则', asks: 'purchase-cycle' },
  'renewal.new-plan': { kind: 'deadline', title: '确定新一期方案', asks: 'purchase-cycle' },
  'renewal.re-procure': { kind: 'flow', title: '重新采购', asks: 'purchase-cycle' },

  // certification and training
  'certificate.obtain': { kind: 'deadline', title: '取得职业资格', asks: 'certification' },
  'certificate.project-worker': { kind: 'deadline', title: '项目社工取得职业资格', asks: 'certification' },
  'certificate.register': { kind: 'deadline', title: '完成登记', asks: 'certification' },
  'certificate.counts': { kind: 'checklist', title: '专业资质的认定', asks: 'certification' },
  'certificate.rates': { kind: 'checklist', title: '持证率与转化率', asks: 'coverage' },
  'certificate.training-organisers': { kind: 'checklist', title: '可计入学时的培训举办方', asks: 'certification' },
  'training.hours': { kind: 'recurring', title: '继续教育学时', asks: 'continuing-education' },
  'training.plan': { kind: 'recurring', title: '定期培训', asks: 'continuing-education', many: true },

  // service
  'service.target-groups': { kind: 'checklist', title: '服务对象', asks: 'service-case' },
  'service.client-age': { kind: 'threshold', title: '服务对象年龄', asks: 'service-case' },
  'service.excluded': { kind: 'prohibition', title: '不纳入购买范围的事项', asks: 'service-case' },
  'service.steps': { kind: 'flow', title: '服务步骤', asks: 'service-case' },
  'service.household-file': { kind: 'checklist', title: '一户一档', asks: 'service-case' },
  'service.visit': { kind: 'checklist', title: '入户走访内容', asks: 'service-case' },
  'service.registration': { kind: 'deadline', title: '及时登记服务资料', asks: 'service-case' },
  'service.guide': { kind: 'checklist', title: '服务事项清单与流程指引', asks: 'service-case', many: true },
  'service.paid-items': { kind: 'checklist', title: '低偿付费项目', asks: 'service-case' },
  'service.emergency': { kind: 'checklist', title: '突发事件响应', asks: 'service-case' },
  'service.emergency-events': { kind: 'checklist', title: '突发事件种类', asks: 'service-case' },
  'referral.mechanism': { kind: 'flow', title: '服务转介机制', asks: 'referral' },
  'referral.feedback': { kind: 'deadline', title: '转介反馈', asks: 'referral' },
  'complaint.acknowledge': { kind: 'deadline', title: '受理投诉', asks: 'complaint' },
  'complaint.answer': { kind: 'deadline', title: '答复投诉', asks: 'complaint' },
  'complaint.channels': { kind: 'checklist', title: '投诉渠道', asks: 'complaint' },
  'satisfaction.survey': { kind: 'checklist', title: '满意度反馈', asks: 'service-case' },
  'scope.change': { kind: 'prohibition', title: '扩大服务范围', asks: 'scope-change', many: true },
  'volunteer.systems': { kind: 'checklist', title: '志愿者管理', asks: 'volunteer' },
  'confidentiality.rules': { kind: 'checklist', title: '保密管理', asks: 'service-case' },
  'archive.rules': { kind: 'checklist', title: '档案管理', asks: 'archive', many: true },
  'project.flow': { kind: 'flow', title: '社区项目步骤', asks: 'community-project' },
  'project.stages': { kind: 'flow', title: '项目全生命周期阶段', asks: 'community-project' },
  'project.guide': { kind: 'checklist', title: '项目立项与实施规范', asks: 'community-project' },

  // supervision
  'supervision.foci': { kind: 'checklist', title: '监督重点', asks: 'corrective-action' },
  'supervision.stages': { kind: 'flow', title: '事前、事中、事后监管', asks: 'corrective-action' },
  'correction.order': { kind: 'deadline', title: '责令整改', asks: 'corrective-action' },
  'correction.verify': { kind: 'deadline', title: '整改验收', asks: 'corrective-action' },
  'correction.suspend': { kind: 'flow', title: '暂缓或停止项目', asks: 'contract' },
  'prohibition.subcontracting': { kind: 'prohibition', title: '严禁转包', asks: 'corrective-action' },
  'prohibition.drawing-off': { kind: 'prohibition', title: '不得抽调驻站社工', asks: 'corrective-action' },
  'prohibition.delegation': { kind: 'prohibition', title: '不得委托应由政府办理的事项', asks: 'corrective-action' },
  'prohibition.staff-cuts': { kind: 'prohibition', title: '不得减少民政队伍', asks: 'corrective-action' },
  'prohibition.misuse': { kind: 'prohibition', title: '不得截留、挪用、滞留资金', asks: 'disbursement' },
  'disclosure.contractor': { kind: 'checklist', title: '承接机构信息公开', asks: 'disclosure' },
  'disclosure.publicity': { kind: 'checklist', title: '宣传', asks: 'disclosure', many: true },

  // money
  'tranche.schedule': { kind: 'flow', title: '分期拨付', asks: 'disbursement' },
  'tranche.pay-first': { kind: 'deadline', title: '拨付第一期', asks: 'disbursement' },
  'tranche.pay-second': { kind: 'deadline', title: '拨付第二期', asks: 'disbursement' },
  'tranche.pay-third': { kind: 'deadline', title: '拨付第三期', asks: 'disbursement' },
  'payment.application': { kind: 'checklist', title: '资金申请材料', asks: 'disbursement' },
  'payment.apply': { kind: 'deadline', title: '提交资金申请', asks: 'disbursement' },
  'payment.pay': { kind: 'deadline', title: '支付资金', asks: 'disbursement' },
  'money.pass-on': { kind: 'deadline', title: '拨付配套补助', asks: 'disbursement' },
  'money.share': { kind: 'threshold', title: '购买经费比例', asks: 'disbursement' },
  'money.sources': { kind: 'checklist', title: '资金来源', asks: 'disbursement', many: true },
  'money.pooling': { kind: 'checklist', title: '可以统筹使用的资金', asks: 'disbursement' },
  'money.other-sources': { kind: 'threshold', title: '带动的其他资金', asks: 'disbursement', many: true },
  'money.total': { kind: 'threshold', title: '年度安排金额', asks: 'disbursement' },
  'money.subsidy': { kind: 'threshold', title: '上级补助', asks: 'disbursement', many: true },
  'money.award': { kind: 'threshold', title: '奖补资金', asks: 'disbursement', many: true },
  'money.personnel-share': { kind: 'threshold', title: '人员经费比例', asks: 'disbursement', many: true },
  'money.wage-floor': { kind: 'threshold', title: '工资标准', asks: 'pay-compliance' },
  'money.separate-books': { kind: 'prohibition', title: '单独核算', asks: 'disbursement' },
  'money.permitted-use': { kind: 'checklist', title: '资金使用方向', asks: 'disbursement', many: true },
  'money.rules': { kind: 'checklist', title: '资金管理办法', asks: 'disbursement', many: true },
  'money.adjust': { kind: 'recurring', title: '按比例调整经费', asks: 'disbursement' },

  // roll-out
  'coverage.target': { kind: 'threshold', title: '覆盖目标', asks: 'coverage', many: true },
  'coverage.step': { kind: 'deadline', title: '推进节点', asks: 'coverage', many: true },
} as const satisfies Record<string, SlotDefinition>;

/** The name of a slot. */
export type SlotName = keyof typeof SLOTS;
/** The kind of rule that a slot takes. */
export type SlotKind<S extends SlotName> = (typeof SLOTS)[S]['kind'];

/** The name of the process to come that a slot waits for; `undefined` if a lifecycle asks it already. */
export function awaitedProcess(slot: SlotName): string | undefined {
  const { asks } = SLOTS[slot];
  return isToCome(asks) ? PROCESSES_TO_COME[asks] : undefined;
}

function isToCome(asks: SlotDefinition['asks']): asks is keyof typeof PROCESSES_TO_COME {
  return !(PROCESS_KINDS as readonly string[]).includes(asks);
}
