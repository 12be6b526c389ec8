import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './programs.ts';
import { run } from './run.ts';
import { hashOfSources } from './sources.ts';
import { type Say, step } from './terminal.ts';

const WEB = join(ROOT, 'web');
/** Beside the built console: the hash of the sources that it was built from. */
const MARK = join(WEB, 'dist', '.sources');

/** Builds the console when its sources, or what it shares with the server, have changed since it was built last. */
export async function buildConsole(say: Say, signal: AbortSignal): Promise<void> {
  const hash = hashOfSources(['web', 'domain'], 'web/dist');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === hash) return;
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = { command: process.execPath, args: [vite, 'build'], folder: WEB, environment: { NO_COLOR: '1' }, signal };
  await step(say, 'Console: build · 构建控制台', () => run(build));
  writeFileSync(MARK, hash);
}
