import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { binariesFolder, buildBinaries, cachedBinaries } from '../../stack/temporal-binaries.ts';
import { temporaryFolder } from '../support/folder.ts';

const cache = temporaryFolder();
const PROGRAMS = ['temporal-server', 'temporal-sql-tool', 'temporal-ui'];

test('programs count as built when all three are there, under the key of the pinned versions', async () => {
  const folder = binariesFolder(cache);
  expect(basename(folder)).toMatch(/^temporal-[0-9a-f]{16}$/);
  mkdirSync(folder);
  for (const name of PROGRAMS) {
    expect(cachedBinaries(cache)).toBeUndefined();
    writeFileSync(join(folder, name), '');
  }
  const [server, sqlTool, ui] = PROGRAMS.map((name) => join(folder, name));
  expect(cachedBinaries(cache)).toEqual({ server, sqlTool, ui });

  const said: string[] = [];
  expect(await buildBinaries(cache, (line) => said.push(line))).toEqual({ server, sqlTool, ui });
  expect(said).toEqual([]); // nothing was left to build
});
