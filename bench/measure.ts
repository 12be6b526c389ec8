/** The smallest, middle and largest of a series. */
export interface Spread {
  min: number;
  median: number;
  max: number;
}

/** The middle of a series; of an even number of values, the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

/** Smallest, middle and largest. */
export function spreadOf(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: median(values), max: Math.max(...values) };
}

/** How long a piece of work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** What two ways of doing a thing cost, round by round (medians of a round, in milliseconds). */
export interface Comparison {
  ours: number[];
  theirs: number[];
}

/** The ratio of each round. */
export function ratios({ ours, theirs }: Comparison): Spread {
  return spreadOf(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}

/** Measures two ways in turn, now the one first, now the other, so that what else happens on the machine meets both; first one round that is not counted. */
export async function compare(
  { rounds, samples }: { rounds: number; samples: number },
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<Comparison> {
  const result: Comparison = { ours: [], theirs: [] };
  for (let round = -1; round < rounds; round += 1) {
    const mine: number[] = [];
    const other: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      if (sample % 2 === 0) mine.push(await timed(ours));
      other.push(await timed(theirs));
      if (sample % 2 === 1) mine.push(await timed(ours));
    }
    if (round < 0) continue;
    result.ours.push(median(mine));
    result.theirs.push(median(other));
  }
  return result;
}
