import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../stack/programs.ts';
import { sources } from '../support/sources.ts';

/** What Chromium 92 does not know, and what the build does not replace: the bundler translates syntax, not functions or elements. */
const TOO_NEW =
  /\.(toSorted|toReversed|toSpliced|findLast|findLastIndex)\(|Object\.(hasOwn|groupBy)\(|structuredClone\(|Promise\.withResolvers|AbortSignal\.(timeout|any)\(|<search\b/;
const TOO_NEW_STYLE = /:has\(|@layer|@container|\bdvh\b|color-mix\(|subgrid|text-wrap|^\s*&|\(width [<>]/m;

test('the console uses no function that the browsers of its users lack', () => {
  const found = sources()
    .filter(({ path }) => path.startsWith('web/src/'))
    .flatMap(({ path, lines }) => lines.flatMap((line, at) => (TOO_NEW.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])));
  expect(found).toEqual([]);
});

test('nor a style', () => {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'web/src/*.css'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const files = listed.split('\n').filter((path) => path !== '');
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((path) => TOO_NEW_STYLE.test(readFileSync(join(ROOT, path), 'utf8')))).toEqual([]);
});
