import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { idOfFile } from './files.ts';
import type { LoadedPacks } from './load.ts';
import { describeProblem, type PackProblem } from './problems.ts';
import { publishedText, versionFile } from './published.ts';

/**
 * `luyue packs publish`: writes the current version of each of these packs, whole, as a file that is never changed again. Returns the exit
 * code: 1 if one of them does not stand, or would change what was published.
 */
export function publish(ids: readonly string[], loaded: LoadedPacks, folder: string, write: (text: string) => unknown): number {
  const results = ids.map((id) => publishOne(id, loaded, folder, write));
  return results.every(Boolean) ? 0 : 1;
}

function publishOne(id: string, { packs, heldBack, problems }: LoadedPacks, folder: string, write: (text: string) => unknown): boolean {
  const pack = packs.get(id);
  if (!pack || heldBack.has(id)) {
    for (const problem of problemsOf(problems, id)) write(`✗ ${describeProblem(problem)}\n`);
    write(`✗ ${id} 没有发布\n`);
    return false;
  }
  const file = versionFile(pack);
  const path = join(folder, file);
  const spoilt = problems.filter((problem) => problem.file === file);
  for (const problem of spoilt) write(`✗ ${describeProblem(problem)}\n`);
  if (spoilt.length > 0) return false;
  // What stands there and is not spoilt has the same content: otherwise the pack would be held back.
  if (existsSync(path)) {
    write(`  ${id} 版本 ${pack.version} 已经发布，内容相同\n`);
    return true;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, publishedText(pack), { flag: 'wx' });
  write(`✓ ${id} 版本 ${pack.version} 已发布：${file}\n`);
  return true;
}

function problemsOf(problems: readonly PackProblem[], id: string): PackProblem[] {
  return problems.filter(({ file }) => idOfFile(file) === id);
}
