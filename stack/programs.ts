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

/** How one of our own TypeScript files is run as a process, from whatever folder the user is in. */
export function nodeCommand(file: string, ...args: string[]): NodeCommand {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { command: process.execPath, args: ['--import', loader, join(ROOT, file), ...args] };
}
