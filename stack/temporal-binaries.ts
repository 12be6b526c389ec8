import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LockedError, takeLock } from './lock.ts';
import { run } from './run.ts';
import type { TemporalBinaries } from './temporal-server.ts';
import { type Say, step } from './terminal.ts';

/** The folder of the pinned `go.mod` and `go.sum`. */
const MODULE_FOLDER = fileURLToPath(new URL('./temporal', import.meta.url));

/** The programs of Temporal, each with its main package; the server takes minutes to build, the others seconds. */
const PROGRAMS = {
  'temporal-server': 'go.temporal.io/server/cmd/server',
  'temporal-sql-tool': 'go.temporal.io/server/cmd/tools/sql',
  'temporal-ui': 'github.com/temporalio/ui-server/v2/cmd/server',
};

/** Where the built programs belong: the key changes with the pinned versions, so that an update builds anew beside the old ones. */
export function binariesFolder(cache: string): string {
  const key = createHash('sha256')
    .update(readFileSync(join(MODULE_FOLDER, 'go.sum')))
    .digest('hex')
    .slice(0, 16);
  return join(cache, `temporal-${key}`);
}

/** The built programs in the user's cache, or nothing when they are not (all) there. */
export function cachedBinaries(cache: string): TemporalBinaries | undefined {
  const folder = binariesFolder(cache);
  const [server, sqlTool, ui] = (['temporal-server', 'temporal-sql-tool', 'temporal-ui'] as const).map((name) => join(folder, name));
  if (server === undefined || sqlTool === undefined || ui === undefined) return undefined;
  return [server, sqlTool, ui].every((path) => existsSync(path)) ? { server, sqlTool, ui } : undefined;
}

/** Takes the lock of the build, waiting while another start builds. */
async function takeTurn(folder: string, say: Say): Promise<() => void> {
  for (let told = false; ; told = true) {
    try {
      return takeLock(join(folder, 'build.lock'));
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      if (!told) say(`  … process ${error.pid} is building Temporal; waiting for it · 另一个进程正在构建 Temporal，请稍候`);
      await sleep(1_000);
    }
  }
}

/** Builds what is missing in the cache from the pinned modules: once for a version, some minutes, with a line for each program. */
export async function buildBinaries(cache: string, say: Say, signal?: AbortSignal): Promise<TemporalBinaries> {
  const folder = binariesFolder(cache);
  mkdirSync(folder, { recursive: true });
  const release = await takeTurn(folder, say);
  try {
    const go = (...args: string[]) =>
      run({ command: 'go', args, folder: MODULE_FOLDER, environment: { GOWORK: 'off', CGO_ENABLED: '0' }, ...(signal && { signal }) });
    if (cachedBinaries(cache) === undefined) await step(say, 'Temporal: download of the sources · 下载源码', () => go('mod', 'download'));
    for (const [name, mainPackage] of Object.entries(PROGRAMS)) {
      const target = join(folder, name);
      if (existsSync(target)) continue;
      const temporary = `${target}.${process.pid}`;
      await step(say, `Temporal: build of ${name}, once only · 构建（仅首次）`, () =>
        go('build', '-trimpath', '-ldflags', '-s -w', '-o', temporary, mainPackage),
      );
      // Only a finished program gets the real name: a build that is cut off is repeated.
      renameSync(temporary, target);
    }
  } finally {
    release();
  }
  const built = cachedBinaries(cache);
  if (built === undefined) throw new Error(`The programs of Temporal are not in ${folder} after their build`);
  return built;
}
