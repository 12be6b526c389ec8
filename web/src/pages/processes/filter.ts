import type { ProcessFilter } from '../../api/hooks.ts';
import { isKind } from '../../words.ts';

const WAITING = ['me', 'others', 'date'] as const;

/** What an address narrows the list to; what it does not understand it leaves out, and without a word about it ended processes too. */
export function filterOf(query: URLSearchParams): ProcessFilter {
  const text = (name: string): string | undefined => query.get(name)?.trim() || undefined;
  const kind = query.get('kind');
  const ended = query.get('ended');
  return {
    kind: isKind(kind) ? kind : undefined,
    stage: text('stage'),
    q: text('q')?.slice(0, 50),
    ended: ended === 'all' ? undefined : ended === 'true',
    overdue: query.get('overdue') === 'true' ? true : undefined,
    waiting: WAITING.find((one) => one === query.get('waiting')),
    cycleId: text('cycleId'),
    organisationId: text('organisationId'),
  };
}

/** True if anything narrows the list besides its kind. */
export function isNarrowed(filter: ProcessFilter): boolean {
  const { stage, q, ended, overdue, waiting, cycleId, organisationId } = filter;
  return ended !== false || [stage, q, overdue, waiting, cycleId, organisationId].some((value) => value !== undefined);
}
