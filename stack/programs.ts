import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A command that Node can run. */
export interface NodeCommand {
  command: string;
  args: string[];
}

/** For a process that lives on a small machine beside all others: less memory kept for young objects, and one helper thread. */
const FRUGAL = ['--max-semi-space-size=4', '--v8-pool-size=1'];

/** Less code is kept for speed. Not for the API and the worker, which people wait for. */
const SMALL = ['--optimize-for-size'];

/** How one of our own TypeScript files is run as a process, from whatever folder the user is in. */
export function nodeCommand(file: string, ...args: string[]): NodeCommand {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return {
    command: process.execPath,
    args: [...FRUGAL, ...(/\b(server|worker)\.ts$/.test(file) ? [] : SMALL), '--import', loader, join(ROOT, file), ...args],
  };
}
