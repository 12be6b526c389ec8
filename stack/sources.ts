import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './programs.ts';

function filesIn(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The hash of everything that a build is made of: folders of the project and the locked dependencies; `without` names a folder of results. */
export function hashOfSources(folders: string[], without?: string): string {
  const results = without === undefined ? undefined : join(ROOT, without);
  const files = folders.flatMap(filesIn).filter((path) => results === undefined || !path.startsWith(results));
  const hash = createHash('sha256');
  for (const path of [...files, join(ROOT, 'package-lock.json')].sort())
    hash.update(`${relative(ROOT, path)}\n`).update(readFileSync(path));
  return hash.digest('hex');
}
