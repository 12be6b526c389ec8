import { useSyncExternalStore } from 'react';

/** Up to this width lists are cards; the same limit stands in `console.css`. */
const NARROW = globalThis.matchMedia('(max-width: 720px)');

/** True on a phone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      NARROW.addEventListener('change', changed);
      return () => NARROW.removeEventListener('change', changed);
    },
    () => NARROW.matches,
  );
}
