import { useMemo } from 'react';
import { useAddress } from '../../parts/useAddress.ts';
import { filterOf } from './filter.ts';

/** How the list is shown; like the filter it stands in the address, so that a list can be sent and found again. */
export interface View {
  hidden: string[];
  dense: boolean;
}

/** The filter and the view of the list, read from the address and written to it; without a word about it, ended processes are left out. */
export function useListAddress() {
  const [query, change] = useAddress();
  const filter = useMemo(() => filterOf(query), [query]);
  const view = useMemo<View>(() => ({ hidden: query.get('hide')?.split(',') ?? [], dense: query.get('dense') === 'true' }), [query]);
  // Who clears the conditions keeps the chosen columns.
  const clear = () => change(Object.fromEntries(Object.keys(filter).map((name) => [name, ''])));
  return { filter, view, change, clear };
}
