import { useSession } from '../../api/hooks.ts';
import type { ProcessPage } from '../../api/types.ts';
import { Provisional } from '../../parts/DateText.tsx';
import { ProcessStatus, StatusWord } from '../../parts/StatusWord.tsx';
import { dayText } from '../../parts/why/counting.ts';

/** Who or what is waited for since when, and which date comes next: one line under the stages. */
export function Waiting({ process }: { process: ProcessPage }) {
  const ours = useSession().data?.membership.organisation.name;
  const { ended, broken, stageSince, nextDue, nextDueLabel, overdueSince, provisional } = process;
  return (
    <p className="waiting">
      {overdueSince !== null && !ended && !broken ? (
        <StatusWord tone="overdue">自 {overdueSince} 起逾期</StatusWord>
      ) : (
        <ProcessStatus process={process} />
      )}
      <span>{ended ? `自 ${stageSince} 起结束` : `${whoIsAwaited(process, ours)}，自 ${stageSince} 起`}</span>
      {!ended && nextDue !== null && (
        <span>
          下一期限 <time dateTime={nextDue}>{dayText(nextDue)}</time> {nextDueLabel} {provisional && <Provisional />}
        </span>
      )}
      {broken && <span className="status-broken">流程出现故障，已交运维处理；已经记录的内容不会丢失。</span>}
    </p>
  );
}

/** 正在等待 X, by its organisation where it is known; `ours` is the organisation in which the reader acts. */
export function whoIsAwaited({ waitsFor, waitsForName, waitingForName, actions }: ProcessPage, ours: string | undefined): string {
  if (waitsFor === 'date') return '正在等待期限到来';
  if (waitsFor === 'process') return '正在等待关联流程';
  if (waitingForName === null) return `正在等待${waitsForName}办理`;
  if (waitingForName !== ours) return `正在等待${waitsForName}（${waitingForName}）办理`;
  return actions.length > 0 ? '正在等待本机构办理' : '正在等待本机构的其他岗位办理';
}
