import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { childEnvironment, readConfig } from '../config.ts';
import { messageOf } from './failure.ts';
import { LockedError, takeLock } from './lock.ts';
import { endFormerPostmaster } from './postgres.ts';
import { endLeftover } from './process.ts';
import { startStack } from './start.ts';
import type { Supervised } from './supervisor.ts';

/** A second request to stop that comes within this time is the first one again: npm passes the terminal's signal on once more (milliseconds). */
const ECHO = 1_000;

/** Ends what a killed `luyue up` has left running on this home, in the order of a clean stop. */
async function endLeftovers(home: string): Promise<void> {
  for (const name of ['api', 'worker']) await endLeftover(home, name);
  for (const name of ['temporal-ui', 'temporal-server', 'temporal-dev-server']) await endLeftover(join(home, 'temporal'), name);
  await endFormerPostmaster(join(home, 'postgres', 'data'));
}

/** Stops the stack when the user asks for it; a second request kills everything at once. */
function listenForStop(children: Supervised[]): AbortSignal {
  const stopping = new AbortController();
  let asked = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!stopping.signal.aborted) {
        console.log('\nStopping; once more to force it · 正在停止，再按一次强制结束');
        asked = performance.now();
        stopping.abort();
      } else if (performance.now() - asked > ECHO) {
        for (const child of children) child.current().kill();
        process.exit(1);
      }
    });
  }
  return stopping.signal;
}

/** `luyue up`: starts everything, keeps it running, and stops it cleanly; returns the exit code. */
export async function up(): Promise<number> {
  const given = childEnvironment();
  // A database that somebody else looks after gets no demo data unless it is asked for.
  const config = readConfig({ ...(given['DATABASE_URL'] === undefined ? { LUYUE_DEMO: 'on' } : {}), ...given });
  const home = resolve(config.home);
  mkdirSync(home, { recursive: true });
  let release: () => void;
  try {
    release = takeLock(join(home, 'up.lock'));
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    console.error(`Lüyue already runs on ${home} (process ${error.pid}); stop it first, or set LUYUE_HOME to another folder.`);
    console.error('该目录上已有履约在运行，请先停止，或用 LUYUE_HOME 指定其他目录。');
    return 1;
  }
  const children: Supervised[] = [];
  const signal = listenForStop(children);
  try {
    await endLeftovers(home);
    await startStack({ config, home, children, signal, say: console.log });
    if (!signal.aborted) await once(signal, 'abort');
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    console.error(`\n${messageOf(error)}`);
    return 1;
  } finally {
    for (const child of children.toReversed()) await child.stop();
    // A child whose start was broken off is known by its process number only.
    await endLeftovers(home);
    release();
  }
}
