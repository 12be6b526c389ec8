import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CatalogueError } from '../domain/errors.ts';
import { inheritAll } from '../domain/inherit.ts';
import type { DeadlineWhen, DefaultEntry, Pack } from '../domain/pack.ts';
import { type Policy, policyOf } from '../domain/policy.ts';
import { type Calendars, loadCalendars } from './calendars.ts';
import { checkPack } from './check.ts';
import { loadSources } from './evidence.ts';
import { idOfFile, type PolicyFile, readDefaultsFile, readPackFile, yamlFiles } from './files.ts';
import { describeProblem, type PackProblem } from './problems.ts';

/** Every pack that stands, the defaults, and what is wrong with the files that do not. */
export interface LoadedPacks {
  /** Current versions by pack id, with what they inherit. */
  packs: ReadonlyMap<string, Pack>;
  defaults: ReadonlyMap<string, DefaultEntry>;
  /** The view that processes ask; without a version the current one. Throws `pack.unknown`. Reads no file. */
  policy(packId: string, version?: string): Policy;
  /** Published versions and the current ones. */
  versions: readonly Pack[];
  problems: PackProblem[];
}

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const loaded = new Map<string, LoadedPacks>();

/** All packs of the folder, read and checked once; throws `pack.invalid` with every problem if a single file is wrong. */
export function loadPacks(folder = FOLDER, calendars?: Calendars): LoadedPacks {
  const ready = calendars ? undefined : loaded.get(folder);
  if (ready) return ready;
  const read = readPacks(folder, calendars);
  if (read.problems.length > 0) {
    throw new CatalogueError('pack.invalid', read.problems.map(describeProblem).join('\n'), read.problems);
  }
  if (!calendars) loaded.set(folder, read);
  return read;
}

/** Reads and checks without throwing: a pack with a problem is left out, the others stand. */
export function readPacks(folder = FOLDER, calendars: Calendars = loadCalendars()): LoadedPacks {
  const defaultsFile = readDefaultsFile(join(folder, 'default.yaml'), folder);
  const defaults = new Map((defaultsFile.data ?? []).map((entry) => [entry.id, entry]));
  const current = [...yamlFiles(folder), ...yamlFiles(join(folder, 'projects'))].filter((path) => path !== join(folder, 'default.yaml'));
  const files = current.map((path) => readPackFile(path, folder));
  const problems = [...defaultsFile.problems, ...files.flatMap((file) => file.problems), ...checkFileIds(files)];

  const refused = new Set(problems.map((one) => one.file));
  const named = new Map(
    files.flatMap((file) => (file.data && !refused.has(file.file) ? [[file.data.id, { file, own: file.data }] as const] : [])),
  );
  const inherited = inheritAll(new Map([...named].map(([id, { own }]) => [id, own])));
  const sources = loadSources(join(folder, 'sources'));
  for (const { file, own } of named.values()) {
    const found = inherited.problems.filter((one) => one.pack === own.id);
    problems.push(...found.map(({ rule, field, ...rest }) => file.at({ path: pathOf(own, rule, field), ...rest })));
    const calendar = calendars.calendarFor(own.region);
    const whenOfDefault = (reference: string) => dayOfDefault(defaults, reference);
    problems.push(...checkPack(own, { calendar, sources, whenOfDefault }).map(file.at));
  }

  const wrong = new Set(problems.map((one) => one.file));
  const standing = [...inherited.packs].filter(([id]) => !wrong.has(named.get(id)?.file.file ?? ''));
  const packs = new Map(standing.map(([id, pack]) => [id, { ...pack, contentHash: wholeHash(pack, inherited.packs) }]));
  const published = readVersions(folder, packs);
  const versions = [...published.packs, ...packs.values()];
  return { packs, defaults, versions, policy: policies(packs, versions, defaults), problems: [...problems, ...published.problems] };
}

/** A file holds the pack of its name, and no two files hold one pack. */
function checkFileIds(files: PolicyFile<Pack>[]): PackProblem[] {
  const first = new Map<string, string>();
  return files.flatMap((file) => {
    const id = file.data?.id;
    if (id === undefined) return [];
    const held = first.get(id);
    if (held === undefined) first.set(id, file.file);
    const found = [];
    if (held !== undefined) found.push(file.at({ path: ['id'], problem: `政策包编号已由 ${held} 使用`, received: id }));
    if (id !== idOfFile(file.file))
      found.push(file.at({ path: ['id'], problem: '编号应与文件名相同', received: id, allowed: idOfFile(file.file) }));
    return found;
  });
}

function pathOf(pack: Pack, rule: string | undefined, field: string): PropertyKey[] {
  return rule ? ['rules', pack.rules.findIndex((one) => one.id === rule), field] : [field];
}

/** The day that a default gives (`Q-24/annual-plan`); `undefined` if there is none. */
export function dayOfDefault(defaults: ReadonlyMap<string, DefaultEntry>, reference: string): DeadlineWhen | undefined {
  const [id = '', key = ''] = reference.split('/');
  // the schema has read every value that has a `when`
  const value = defaults.get(id)?.values[key] as { when?: DeadlineWhen } | undefined;
  return value?.when;
}

/** What a pack inherits is part of its content: a change above changes the hash below. */
function wholeHash(pack: Pack, packs: ReadonlyMap<string, Pack>): string {
  const above = pack.extends ? packs.get(pack.extends) : undefined;
  if (!above) return pack.contentHash;
  return createHash('sha256')
    .update(`${pack.contentHash}\n${wholeHash(above, packs)}`)
    .digest('hex');
}

/**
 * Published versions that processes may still run on, `versions/<id>-<version>.yaml`, whole and without `extends`. Their examples are
 * not worked out again: they were when the version was published, and calendars have moved on since.
 */
function readVersions(folder: string, current: ReadonlyMap<string, Pack>): { packs: Pack[]; problems: PackProblem[] } {
  const files = yamlFiles(join(folder, 'versions')).map((path) => readPackFile(path, folder));
  const problems = files.flatMap((file) => file.problems);
  for (const file of files) {
    const pack = file.data;
    if (!pack) continue;
    const name = `${pack.id}-${pack.version}`;
    if (name !== idOfFile(file.file))
      problems.push(file.at({ path: ['version'], problem: '文件名应为编号-版本', received: pack.version, allowed: name }));
    if (pack.extends) problems.push(file.at({ path: ['extends'], problem: '已发布的版本应写全，不能继承', received: pack.extends }));
    const now = current.get(pack.id);
    if (now?.version === pack.version && now.contentHash !== pack.contentHash) {
      problems.push(file.at({ path: ['version'], problem: '已发布的版本不能修改，请改用新的版本号', received: pack.version }));
    }
  }
  return { packs: files.flatMap((file) => file.data ?? []), problems };
}

function policies(
  current: ReadonlyMap<string, Pack>,
  versions: Pack[],
  defaults: ReadonlyMap<string, DefaultEntry>,
): LoadedPacks['policy'] {
  const views = new Map<string, Policy>();
  for (const pack of versions) views.set(`${pack.id}@${pack.version}`, policyOf(pack, defaults));
  return (packId, version = current.get(packId)?.version) => {
    const view = views.get(`${packId}@${version}`);
    if (!view) throw new CatalogueError('pack.unknown', `没有政策包 ${packId}${version ? ` 的版本 ${version}` : ''}`);
    return view;
  };
}
