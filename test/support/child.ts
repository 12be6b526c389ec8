import { join } from 'node:path';
import { answers, type Running, startProcess, whenReady } from '../../stack/process.ts';
import { ROOT } from '../../stack/programs.ts';

/** Starts the small service of `child.mjs`; the folder stands in its arguments, as that of every child of the stack does. */
export async function startChild(folder: string, port: number, manner = 'polite', patience = 10_000): Promise<Running> {
  const args = [join(ROOT, 'test/support/child.mjs'), String(port), manner, folder];
  const running = await startProcess({ name: 'child', folder, command: process.execPath, args, patience });
  await whenReady(running, { name: 'child', folder }, () => answers(`http://127.0.0.1:${port}/`));
  return running;
}
