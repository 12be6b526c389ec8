import { halfWayDay, type ReportPeriod, reportPeriods } from '../deadline.ts';
import type { DutyClaim } from '../duty.ts';
import type { PlainDate } from '../ids.ts';
import type { Interval } from '../pack.ts';
import type { Policy } from '../policy.ts';
import { SLOTS } from '../slots.ts';
import { addDays } from '../time.ts';
import type { ReportLineState } from './report-line-state.ts';

/** The slots whose rules a line may have: its own, and for the contractor the mid-term and the final report. */
type ReportSlot = `report.${ReportLineState['line'] | 'mid-term' | 'final'}`;

/** One report of a line: when it may be handed in, and the duty that dates it. */
export interface PlannedReport {
  /** The last day of the period, or `mid-term`, `final`. */
  period: string;
  slot: ReportSlot;
  label: string;
  /** The first day on which it may be handed in: the day after the period ends. */
  opensOn: PlainDate;
  claim: DutyClaim;
}

/** The line as planned: the reports of its periods in order, then the mid-term and the final one where the pack has them. */
export function plannedReports(state: ReportLineState, policy: Policy): PlannedReport[] {
  const slot: ReportSlot = `report.${state.line}`;
  const rule = policy.rule(slot);
  if (!rule) return [];
  const periods = reportPeriods(state.startsOn, state.endsOn, rule.every);
  return [...periods.map((period) => periodic(state, period, slot, rule.every)), ...single(state, policy)];
}

/** Whether the report belongs to a period of the line (and may say that there is nothing to report). */
export function isPeriodic({ period }: Pick<PlannedReport, 'period'>): boolean {
  return period !== 'mid-term' && period !== 'final';
}

/** The report that closes the line: the final one, or where the pack has none that of the last period. */
export function lastReport(planned: readonly PlannedReport[]): PlannedReport | undefined {
  return planned.find(({ period }) => period === 'final') ?? planned.filter(isPeriodic).at(-1);
}

function periodic(state: ReportLineState, { to, last }: ReportPeriod, slot: ReportSlot, every: Interval): PlannedReport {
  const contractor = state.line === 'contractor';
  const label = `${nameOfPeriod(to, every)}${contractor ? '工作报告' : SLOTS[slot].title}`;
  // C-4: only the contractor's last report has a day of its own; the other lines keep the ordinary one.
  const dated = contractor && last ? { default: 'Q-19/last-report', events: { 'contract-ends': to } } : { events: { 'period-ended': to } };
  return { period: to, slot, label, opensOn: addDays(to, 1), claim: { key: `report:${to}`, slot, label, command: 'submit', ...dated } };
}

/** Mid-term (Q-20: from the half-way day on) and final report; a final report reports on what is almost over, so it is open as early. */
function single(state: ReportLineState, policy: Policy): PlannedReport[] {
  if (state.line !== 'contractor') return [];
  const halfWay = halfWayDay(state.startsOn, state.endsOn);
  const of = (period: 'mid-term' | 'final', events: DutyClaim['events']): PlannedReport[] => {
    const slot: ReportSlot = `report.${period}`;
    const label = SLOTS[slot].title;
    return policy.rule(slot)
      ? [{ period, slot, label, opensOn: halfWay, claim: { key: `report:${period}`, slot, label, command: 'submit', events } }]
      : [];
  };
  return [...of('mid-term', { 'half-way-reached': halfWay }), ...of('final', { 'contract-ends': state.endsOn })];
}

/** 2026年3月, 2026年第1季度, 2026年上半年, 2026年度: by the day on which the period ends. */
function nameOfPeriod(to: PlainDate, every: Interval): string {
  const year = `${to.slice(0, 4)}年`;
  const month = Number(to.slice(5, 7));
  switch (every) {
    case 'month':
      return `${year}${month}月`;
    case 'quarter':
      return `${year}第${Math.ceil(month / 3)}季度`;
    case 'half-year':
      return `${year}${month <= 6 ? '上' : '下'}半年`;
    case 'year':
      return `${year}度`;
  }
}
