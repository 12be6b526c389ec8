import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { filterOf } from './filter.ts';

/** How the list is shown; like the filter it stands in the address, so that a list can be sent and found again. */
export interface View {
  hidden: string[];
  dense: boolean;
}

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
        // At once: what is ticked must not wait for the list that it asks for.
        { replace: true, flushSync: true },
      ),
    [setQuery],
  );
  return { filter, view, change, clear: () => setQuery({}, { replace: true }) };
}
