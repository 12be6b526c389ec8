import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './failure.ts';
import type { Running } from './process.ts';
import type { Say } from './terminal.ts';

/** How long to wait before a child is started again, in milliseconds: doubled from `first` up to `most`, from the beginning after `healthy`. */
export interface BackOff {
  first: number;
  most: number;
  healthy: number;
}

const BACK_OFF: BackOff = { first: 500, most: 30_000, healthy: 60_000 };

/** The wait before the next start, from the wait before and how long the child has lived (both in milliseconds). */
export function nextWait(last: number, lived: number, { first, most, healthy }: BackOff = BACK_OFF): number {
  return last === 0 || lived >= healthy ? first : Math.min(last * 2, most);
}

/** A child that is started again whenever it dies. */
export interface Supervised<Child extends Running = Running> {
  /** The present child; a dead one while the next waits for its start. */
  current(): Child;
  /** Stops it for good, cleanly. */
  stop(): Promise<void>;
}

/**
 * Starts a child, rejects if that fails, and from then on starts it again with growing waits whenever it ends by itself, saying so. The
 * signal ends all starting: `start` gets it too, so that a start under way is broken off.
 */
export async function supervise<Child extends Running>(
  name: string,
  start: (signal: AbortSignal) => Promise<Child>,
  { say, signal: outer, backOff = BACK_OFF }: { say: Say; signal: AbortSignal; backOff?: BackOff },
): Promise<Supervised<Child>> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([outer, stopping.signal]);
  let child = await start(signal);
  let wait = 0;

  const restart = async (how: string, lived: number): Promise<string | undefined> => {
    wait = nextWait(wait, lived, backOff);
    say(`! ${name} has ended (${how}); it is started again in ${wait / 1000} s · 已退出，即将重启`);
    await sleep(wait, undefined, { signal });
    try {
      child = await start(signal);
      say(`  ✓ ${name} runs again · 已恢复`);
      return undefined;
    } catch (error) {
      // The first line tells what happened; the rest is the log, which stays in its file.
      return messageOf(error).split('\n')[0];
    }
  };

  const watch = async () => {
    while (!signal.aborted) {
      const since = performance.now();
      let how: string | undefined = await child.exited;
      let lived = performance.now() - since;
      while (how !== undefined && !signal.aborted) {
        how = await restart(how, lived);
        lived = 0;
      }
    }
  };
  // Only a wait that is cut short by the signal rejects here.
  const watching = watch().catch(() => undefined);

  return {
    current: () => child,
    stop: async () => {
      stopping.abort();
      await child.stop();
      await watching;
      // A start that was nearly done when the stop came has brought up another child.
      await child.stop();
    },
  };
}
