import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Writes those values of the address that are named and leaves the others; an empty one is taken out. */
export type WriteAddress = (values: Readonly<Record<string, string | undefined>>, options?: { replace: boolean }) => void;

/** What a page shows stands in its address, so that it can be reloaded and sent; unless told, a change is no step that 后退 goes back from. */
export function useAddress(): [URLSearchParams, WriteAddress] {
  const [query, setQuery] = useSearchParams();
  const write = useCallback<WriteAddress>(
    (values, { replace } = { replace: true }) =>
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value === undefined || value === '') after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        // At once: what is typed or ticked must stand in the address before the next click writes to it, and waits for no list.
        { replace, flushSync: true },
      ),
    [setQuery],
  );
  return [query, write];
}
