/** Lets at most `limit` pieces of work of one key run at a time; the rest wait their turn, first come first served. */
export function createTurnstile(limit: number) {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();

  return async function pass<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const lane = lanes.get(key) ?? { running: 0, waiting: [] };
    lanes.set(key, lane);
    if (lane.running >= limit) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
    try {
      return await work();
    } finally {
      // The place is handed over, not given up, so that nobody overtakes.
      const next = lane.waiting.shift();
      if (next) next();
      else {
        lane.running -= 1;
        if (lane.running === 0) lanes.delete(key);
      }
    }
  };
}
