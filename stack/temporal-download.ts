import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { messageOf } from './failure.ts';

/** The SDK names the program after itself; nothing else is kept in the folder. */
function programIn(folder: string): string | undefined {
  const name = readdirSync(folder).find((entry) => entry.startsWith('temporal'));
  return name === undefined ? undefined : join(folder, name);
}

/**
 * Lets the SDK download the `temporal` command into the folder, unless it is there, and returns the program. The SDK downloads only to start
 * a server of its own, on a store in memory; that one is shut down again at once.
 */
async function download(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const present = programIn(folder);
  if (present !== undefined) return present;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const runtime = Runtime.instance();
  const exe = { type: 'cached-download', downloadDir: folder, version: 'default', ttl: 0, sdkName: 'luyue', sdkVersion: '1' } as const;
  const log = { format: 'pretty', level: 'error' };
  const settings = { namespace: 'default', ip: '127.0.0.1', port: null, uiPort: null, dbFilename: null, ui: false, log, extraArgs: [] };
  try {
    await runtime.shutdownEphemeralServer(await runtime.createEphemeralServer({ type: 'dev-server', exe, ...settings }));
  } finally {
    await runtime.shutdown();
  }
  const program = programIn(folder);
  if (program === undefined) {
    rmSync(folder, { recursive: true });
    throw new Error(`The SDK has downloaded no temporal command into ${folder}`);
  }
  return program;
}

// Run as a program of its own, so that the native SDK does not stay in the memory of `luyue up`: prints the path, or why there is none.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await download(process.argv[2] ?? ''));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
