import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../../stack/process.ts';

/** A process of the stack that is started again whenever it ends, by whatever hand. */
export interface Part {
  readonly name: string;
  /** How often it was ended from outside by `kill`. */
  readonly kills: number;
  /** How it ended otherwise, one text for each time. */
  readonly deaths: readonly string[];
  /** SIGKILL; the start of the next begins at once. */
  kill(): Promise<void>;
  /** Stops it for so long (SIGSTOP), as a machine does that swaps or is moved. */
  freeze(milliseconds: number): Promise<void>;
  /** Resolves when the present process answers. */
  ready(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** What a part stands on may be down as well: its start is tried again so often, every half second. */
const STARTS = 240;

/** Starts a part and keeps it alive. */
export async function keepAlive(name: string, start: () => Promise<Running>): Promise<Part> {
  let running = await start();
  let stopping = false;
  let killing = false;
  let kills = 0;
  const deaths: string[] = [];
  let starting: Promise<void> = Promise.resolve();
  let lastKill: Promise<void> = Promise.resolve();

  async function startAgain(): Promise<void> {
    for (let left = STARTS; !stopping; left -= 1) {
      try {
        running = await start();
        return;
      } catch (failure) {
        if (left === 0) throw failure;
        await sleep(500);
      }
    }
  }

  async function watch(): Promise<void> {
    while (!stopping) {
      const how = await running.exited;
      if (stopping) return;
      if (killing) kills += 1;
      else deaths.push(how);
      killing = false;
      starting = startAgain();
      await starting;
    }
  }
  const watching = watch();

  function signal(name: NodeJS.Signals): void {
    try {
      process.kill(running.pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }

  async function killOnce(): Promise<void> {
    await starting;
    killing = true;
    running.kill();
    // `watch` learns of the end in a later turn, and only then is there a new start to wait for.
    while (killing) await sleep(5);
  }

  return {
    name,
    get kills() {
      return kills;
    },
    deaths,
    kill() {
      // Two who kill at once kill one after the other: each counts.
      lastKill = lastKill.then(killOnce);
      return lastKill;
    },
    async freeze(milliseconds) {
      await starting;
      const { pid } = running;
      signal('SIGSTOP');
      await sleep(milliseconds);
      if (running.pid === pid) signal('SIGCONT');
    },
    async ready() {
      await starting;
    },
    async stop() {
      stopping = true;
      await starting.catch(() => undefined);
      signal('SIGCONT');
      await running.stop();
      await watching;
    },
  };
}
