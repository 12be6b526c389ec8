import { useEffect, useState } from 'react';

/** Milliseconds without a change after which typed text is searched for. */
const SETTLE_MS = 250;

/** The value once it has not changed for a moment, so that not every key asks the server. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
