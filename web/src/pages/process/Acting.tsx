import { RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useForm, useSession } from '../../api/hooks.ts';
import type { Action, CommandAccepted, ProcessPage } from '../../api/types.ts';
import { CommandForm } from '../../parts/CommandForm.tsx';
import { pressingFirst } from './actions.ts';
import { Done } from './Done.tsx';
import { whoIsAwaited } from './Waiting.tsx';

interface ActingProps {
  process: ProcessPage;
  /** The command whose form stands open. */
  command: string | undefined;
  choose: (command: string | undefined) => void;
}

/** What I may do now: the actions, the form of the chosen one, and after it what comes next. */
export function Acting({ process, command, choose }: ActingProps) {
  const ours = useSession().data?.membership.organisation.name;
  const [done, setDone] = useState<{ label: string; accepted: CommandAccepted | undefined }>();
  // A refusal may come from a change that took the action away: the form stays, with what was typed.
  const [begun, setBegun] = useState<Action>();
  const offered = process.actions.find((action) => action.command === command);
  if (offered && begun?.command !== command) setBegun(offered);
  const action = offered ?? (begun?.command === command ? begun : undefined);

  if (command !== undefined && action) {
    return (
      <>
        <h2>{action.label}</h2>
        <CommandForm
          key={command}
          process={process}
          command={command}
          onAccepted={(accepted) => {
            setDone({ label: action.label, accepted });
            setBegun(undefined);
            choose(undefined);
          }}
          onCancel={() => choose(undefined)}
        />
      </>
    );
  }
  return (
    <>
      {done && <Done {...done} process={process} />}
      {command !== undefined && <NotNow process={process} command={command} close={() => choose(undefined)} />}
      <h2>{process.actions.length > 0 ? '您现在可以办理' : '您现在不需要办理'}</h2>
      {process.actions.length === 0 && (
        <p className="hint">
          {process.ended ? '流程已经结束，不再办理。' : `${whoIsAwaited(process, ours)}。有了进展会在工作台和收件箱里提醒您。`}
        </p>
      )}
      <ul className="actions">
        {pressingFirst(process).map((one) => (
          <li key={one.command}>
            <button type="button" className="action" data-row onClick={() => choose(one.command)}>
              <span className="action-label">
                {one.label}
                {one.due !== null && <span className="action-due">{one.due} 到期</span>}
              </span>
              <span className="action-effect">{one.effect}</span>
              <RightOutlined aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Somebody was sent here to do what they may not do now: why, and who may. */
function NotNow({ process, command, close }: { process: ProcessPage; command: string; close: () => void }) {
  const ours = useSession().data?.membership.organisation.name;
  const { data } = useForm(process.kind, command, process.id);
  const duty = process.duties.find((one) => one.command === command && one.status === 'open');
  const who = duty && (duty.owedByMe ? '本机构的其他岗位' : duty.owesName);
  return (
    <div className="not-now" role="alert">
      <p>
        <b>“{data?.label ?? command}”现在不能由您办理</b>
      </p>
      <p>
        可能已经办过，也可能不在当前环节，或不属于您的岗位。{who ? `这项由${who}办理。` : `${whoIsAwaited(process, ours)}。`}
        {process.actions.length > 0 && '您现在可以办理的在下面。'}
      </p>
      <Button size="small" onClick={close}>
        知道了
      </Button>
    </div>
  );
}
