import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { ProcessFilter } from '../../api/hooks.ts';
import { isKind } from '../../words.ts';

/** How the list is shown; like the filter it stands in the address, so that a list can be sent and found again. */
export interface View {
  hidden: string[];
  dense: boolean;
}

const WAITING = ['me', 'others', 'date'] as const;

/** The filter and the view of the list, read from the address and written to it; without a word about it, ended processes are left out. */
export function useListAddress() {
  const [query, setQuery] = useSearchParams();
  const filter = useMemo(() => filterOf(query), [query]);
  const view = useMemo<View>(() => ({ hidden: query.get('hide')?.split(',') ?? [], dense: query.get('dense') === 'true' }), [query]);
  const change = useCallback(
    (values: Record<string, string | undefined>): void =>
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value === undefined || value === '') after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace: true },
      ),
    [setQuery],
  );
  return { filter, view, change, clear: () => setQuery({}, { replace: true }) };
}

function filterOf(query: URLSearchParams): ProcessFilter {
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
