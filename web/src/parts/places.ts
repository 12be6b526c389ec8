import type { Session } from '../api/types.ts';

/** What of the menu this session is shown. The API decides what may be done; this only keeps away what would be refused. */
export function placesOf({ membership }: Session) {
  const acts = membership.role === 'clerk' || membership.role === 'head';
  return { mayStart: acts, mayRefer: acts || membership.role === 'worker', isOperator: membership.role === 'operator' };
}
