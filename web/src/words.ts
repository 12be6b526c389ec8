import type { ProcessKind } from './api/types.ts';

/** The kinds of process in the order of the menu, with their names; the API names them in its rows, the menu has to before it has rows. */
export const KIND_NAMES: Record<ProcessKind, string> = {
  'purchase-cycle': '采购周期',
  procurement: '政府采购',
  contract: '服务合同',
  onboarding: '站点设置',
  'report-line': '报告',
  evaluation: '评估',
  certification: '持证',
  referral: '转介',
};

/** The kinds in the order of the menu. */
export const KINDS = Object.keys(KIND_NAMES) as ProcessKind[];

/** True for a kind of process. */
export function isKind(text: string | null): text is ProcessKind {
  return KINDS.some((kind) => kind === text);
}
