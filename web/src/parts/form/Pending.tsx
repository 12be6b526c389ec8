import { useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { Problem } from '../../api/client.ts';
import { refreshAfterCommand, useCommandOutcome } from '../../api/hooks.ts';
import { instantText } from '../days.ts';
import { ProblemNotice } from '../Problem.tsx';

interface PendingProps {
  commandId: string;
  onAccepted: (processId: string) => void;
  onRefused: (problem: Problem) => void;
}

/** A command that was received while the engine was away: it is safe, and its outcome is waited for here. */
export function Pending({ commandId, onAccepted, onRefused }: PendingProps) {
  const client = useQueryClient();
  const outcome = useCommandOutcome(commandId);
  const { data } = outcome;
  const told = useRef(false);
  useEffect(() => {
    if (told.current || !data || data.outcome === 'pending') return;
    told.current = true;
    refreshAfterCommand(client);
    if (data.outcome === 'accepted') onAccepted(data.processId);
    else onRefused(problemOf(data.outcome, data.result));
  }, [client, data, onAccepted, onRefused]);
  return (
    <>
      <Alert
        type="info"
        showIcon
        role="status"
        title="已收到，正在等系统办理"
        description={`${data ? `收到时刻 ${instantText(data.receivedAt)}，` : ''}是否按期以收到时刻为准，不会丢失。办理完成后这里自动更新；您也可以离开，稍后在流程的经过中查看。`}
      />
      {outcome.error && <ProblemNotice error={outcome.error} retry={() => void outcome.refetch()} />}
    </>
  );
}

/** The stored reason of a refusal, as the API would have told it at once. */
function problemOf(outcome: 'refused' | 'failed', result: unknown): Problem {
  if (outcome === 'failed') return new Problem(500, { title: '处理时出现故障，已交运维', code: 'command.failed' });
  const { refused, detail, ...rest } = (result ?? {}) as { refused?: string; detail?: string; fields?: [] };
  return new Problem(409, { title: '没有办理', ...(refused && { code: refused }), ...(detail && { detail }), ...rest });
}
