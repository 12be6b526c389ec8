import { Alert } from 'antd';
import { Link } from 'react-router';
import { useSession, useWorklist } from '../../api/hooks.ts';
import { itemsOf } from '../../api/paging.ts';
import type { CommandAccepted, DutyRow, ProcessPage } from '../../api/types.ts';
import { processPath } from '../../links.ts';
import { dayText } from '../../parts/why/counting.ts';
import { whoIsAwaited } from './Waiting.tsx';

/** A command was recorded: what stands now, and the next task. */
export function Done({ label, accepted, process }: { label: string; accepted: CommandAccepted | undefined; process: ProcessPage }) {
  const ours = useSession().data?.membership.organisation.name;
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      className="done"
      title={`已办理：${label}`}
      description={
        <>
          {accepted?.command.late && <p>{accepted.command.late}</p>}
          <p>
            当前环节：{process.stageLabel}。{!process.ended && `${whoIsAwaited(process, ours)}。`}
          </p>
          <NextTask process={process} />
        </>
      }
    />
  );
}

/** The most pressing duty of mine that is left, one click away. */
function NextTask({ process }: { process: ProcessPage }) {
  const mine = useWorklist('mine');
  if (mine.isPending || mine.isError) return null;
  const { id, actions } = process;
  const offered = ({ processId, command }: DutyRow) => processId !== id || actions.some((action) => action.command === command);
  const duties = itemsOf(mine.data).filter((duty) => duty.allowed && offered(duty));
  // What is left in the same process comes first: the papers are on the table.
  const next = duties.find((duty) => duty.processId === id) ?? duties[0];
  if (!next) return <p>没有其他待您办理的事项。</p>;
  return (
    <p>
      下一项：<Link to={processPath(next.processId, { command: next.command })}>{next.label}</Link>（{next.processTitle}
      {next.due !== null && `，${dayText(next.due)} 到期`}）
    </p>
  );
}
