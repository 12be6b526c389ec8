import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './programs.ts';
import { run } from './run.ts';
import { type Say, step } from './terminal.ts';

const WEB = join(ROOT, 'web');
/** Beside the built console: the hash of the sources that it was built from. */
const MARK = join(WEB, 'dist', '.sources');

/** The sources of the console, and what it shares with the server. */
function sources(): string[] {
  const folders = ['web', 'domain'].map((name) => join(ROOT, name));
  const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const built = join(WEB, 'dist');
  return [...paths.filter((path) => !path.startsWith(built) && !path.includes('node_modules')), join(ROOT, 'package-lock.json')].sort();
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${relative(ROOT, path)}\n`).update(readFileSync(path));
  return hash.digest('hex');
}

/** Builds the console when its sources have changed since it was built last. */
export async function buildConsole(say: Say, signal: AbortSignal): Promise<void> {
  // An image brings the built console without its sources.
  if (!existsSync(join(WEB, 'index.html'))) return;
  const hash = hashOf(sources());
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === hash) return;
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  await step(say, 'Console: build · 构建控制台', () =>
    run({ command: process.execPath, args: [vite, 'build'], folder: WEB, environment: { NO_COLOR: '1' }, signal }),
  );
  writeFileSync(MARK, hash);
}
