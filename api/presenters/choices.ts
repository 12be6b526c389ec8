/** 中文 names of the codes that fields of commands may hold; one code means one thing in all of them. */
const CHOICES: Record<string, string> = {
  // why a contract is changed or ended
  'policy-change': '政策调整',
  'force-majeure': '其他不可抗力',
  agreed: '双方协商一致',
  breach: '违约',
  drift: '目标偏离',
  // what follows a contract
  renewed: '已续签',
  'not-renewed': '不续签',
  completed: '周期届满',
  // how a procurement came about, and ended
  first: '首次采购',
  'evaluation-failed': '评估不合格',
  'cycle-ended': '周期届满',
  'procurement-failed': '前次采购失败',
  'contract-ended': '合同终止',
  failed: '采购失败',
  cancelled: '采购取消',
  // reports
  contractor: '承接机构报告',
  town: '乡镇报告',
  county: '县级报告',
  city: '市级报告',
  monitoring: '绩效监控报告',
  statistics: '数据及统计分析报告',
  circulation: '工作进展通报',
  'mid-term': '中期报告',
  final: '末期报告',
  // evaluation
  upheld: '维持原结果',
  changed: '变更结果',
  // posts and certificates
  worker: '驻站社工',
  manager: '项目主管',
  'project-worker': '项目社工',
  kept: '留岗继续取证',
  moved: '调离驻站岗位',
  'employment-ended': '已依法解除劳动关系',
  flagged: '已提示购买主体',
  'replacement-review': '复核调整岗位',
  'dismissal-review': '复核人员去留',
  // referral
  client: '服务对象本人',
  guardian: '监护人',
  'in-person': '当面移交',
  'sealed-mail': '密封邮寄',
  'encrypted-file': '加密电子文件',
};

/** What a code is called; `undefined` for what is no code. */
export function choiceName(code: string): string | undefined {
  return Object.hasOwn(CHOICES, code) ? CHOICES[code] : undefined;
}
