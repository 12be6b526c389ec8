import { useRef, useState } from 'react';
import { newKey, type Problem } from '../../api/client.ts';
import { type Intention, isAccepted, type Sent } from '../../api/hooks.ts';
import type { CommandAccepted } from '../../api/types.ts';
import { asProblem } from '../Problem.tsx';

/** How far a command has come on its way to the record. */
export type Sending = { phase: 'ready'; problem?: Problem } | { phase: 'sending' } | { phase: 'pending'; commandId: string };

/** True while nobody knows whether the server took the command: sent again with the same key it is done once. */
function isOpenEnded({ status }: Problem): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}

/** Sends a body under one key for as long as it stays the same and was not answered, so that trying again does nothing twice. */
export function useSending(
  send: (intention: Intention) => Promise<Sent>,
  onAccepted: (processId: string, accepted: CommandAccepted) => void,
) {
  const [sending, setSending] = useState<Sending>({ phase: 'ready' });
  const last = useRef<{ text: string; key: string }>(undefined);

  /** Resolves to what kept it from being taken. */
  async function submit(body: object): Promise<Problem | undefined> {
    const text = JSON.stringify(body);
    if (last.current?.text !== text) last.current = { text, key: newKey() };
    setSending({ phase: 'sending' });
    try {
      const { body: answer } = await send({ body, key: last.current.key });
      if (isAccepted(answer)) onAccepted(answer.process.id, answer);
      else setSending({ phase: 'pending', commandId: answer.command.id });
      return undefined;
    } catch (error) {
      const problem = asProblem(error);
      if (!isOpenEnded(problem)) last.current = undefined;
      return problem;
    }
  }

  return { sending, setSending, submit };
}
