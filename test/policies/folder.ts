import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';

const POLICIES = new URL('../../policies/', import.meta.url).pathname;
const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A policy folder of its own: the defaults, the source texts and the pack of Guizhou; gone after the test. */
export function policyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-policies-'));
  made.push(folder);
  for (const name of ['gz.yaml', 'default.yaml', 'sources']) cpSync(join(POLICIES, name), join(folder, name), { recursive: true });
  return folder;
}

/** Replaces the first occurrence of each text in a file of the folder; a text that is not there is a mistake of the test. */
export function edit(folder: string, file: string, ...changes: [from: string, to: string][]): void {
  const path = join(folder, file);
  const text = changes.reduce(
    (now, [from, to]) => {
      if (!now.includes(from)) throw new Error(`${file} does not hold ${from}`);
      return now.replace(from, () => to);
    },
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, text);
}

/** Writes a file into the folder, with the folders above it. */
export function put(folder: string, file: string, text: string): void {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** The text of a file of the folder. */
export function textOf(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}
