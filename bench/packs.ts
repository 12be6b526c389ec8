import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadCalendars } from '../policies/calendars.ts';
import { yamlFiles } from '../policies/files.ts';
import { PACKS_FOLDER, readPacks } from '../policies/load.ts';
import { type Comparison, compare } from './measure.ts';

const ROUNDS = 5;
const SAMPLES = 6;

/** Every pack and published version read, checked and worked out with all its examples, beside the library that only parses the same files. */
export async function measurePacks(): Promise<Comparison> {
  const calendars = loadCalendars();
  const files = ['', 'projects', 'versions'].flatMap((folder) => yamlFiles(join(PACKS_FOLDER, folder)));
  return await compare(
    { rounds: ROUNDS, samples: SAMPLES },
    async () => readPacks(PACKS_FOLDER, calendars),
    async () => files.map((file) => parse(readFileSync(file, 'utf8')) as unknown),
  );
}
