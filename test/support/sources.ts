import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One import of a file: where it points (from the root, or the package), and whether only types come over. */
export interface Import {
  target: string;
  typeOnly: boolean;
}

/** One TypeScript file of the project. */
export interface Source {
  path: string;
  lines: string[];
  text: string;
  imports: Import[];
}

/** All TypeScript files that git knows or would know, without generated ones. */
export function sources(): Source[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const paths = [...new Set(listed.split('\n'))].filter((path) => path !== '' && !path.startsWith('prisma/generated/'));
  return paths.flatMap((path) => {
    const text = read(path);
    return text === undefined ? [] : [{ path, text, lines: text.split('\n'), imports: importsOf(path, text) }];
  });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(`${ROOT}/${path}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** Imports and re-exports, static and dynamic. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:([\w*{][^'"();=]*?)\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
  for (const match of text.matchAll(pattern)) {
    const specifier = match[3] ?? match[4];
    if (specifier === undefined) continue;
    const names = (match[2] ?? '').match(/\{([^}]*)\}/)?.[1];
    const allTypes =
      names !== undefined &&
      !/^\w+\s*,/.test(match[2] ?? '') &&
      names.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
    found.push({ target: resolve(path, specifier), typeOnly: match[1] !== undefined || allTypes });
  }
  return found;
}

function resolve(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const parts = path.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}
