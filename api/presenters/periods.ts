import { plannedReports } from '../../domain/lifecycles/report-line-plan.ts';
import type { ReportLineState } from '../../domain/lifecycles/report-line-state.ts';
import type { Policy } from '../../domain/policy.ts';
import type { ProcessWhole } from '../queries/processes.ts';
import type { Choice } from './form.ts';

/**
 * The reports of a line that a command can be about, by name: to hand in, those that are not in or came back; to accept or return, those
 * that lie on the table. Empty for every other kind of process.
 */
export function periodsOf({ kind, folded }: Pick<ProcessWhole, 'kind' | 'folded'>, command: string, policy: Policy): Choice[] {
  if (kind !== 'report-line') return [];
  const state = folded.own as ReportLineState;
  const submits = command === 'submit';
  const wanted = submits ? [undefined, 'returned'] : ['submitted'];
  return plannedReports(state, policy)
    .filter(({ period }) => wanted.includes(state.reports[period]?.status))
    .map(({ period, label, opensOn }) => ({ value: period, label: submits ? `${label}（${opensOn} 起报送）` : label }));
}
