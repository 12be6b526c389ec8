import type { Session } from '../api/types.ts';

/** What of the menu this session is shown. The API decides what may be done; this only keeps away what would be refused. */
export function placesOf({ membership }: Session) {
  const acts = membership.role === 'clerk' || membership.role === 'head';
  const mayAct = acts || membership.role === 'worker';
  return { mayAct, mayStart: acts, mayRefer: mayAct, isOperator: membership.role === 'operator' };
}
