import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CatalogueError } from '../domain/errors.ts';
import type { PlainDate } from '../domain/ids.ts';
import type { DeadlineWhen, DefaultEntry, Pack } from '../domain/pack.ts';
import type { Policy } from '../domain/policy.ts';
import { type Calendars, loadCalendars } from './calendars.ts';
import { checkPack } from './check.ts';
import { loadSources } from './evidence.ts';
import { idOfFile, type PolicyFile, readDefaultsFile, readPackFile, yamlFiles } from './files.ts';
import { describeProblem, type PackProblem } from './problems.ts';
import { readPublished } from './published.ts';
import { type Settled, settle } from './settle.ts';
import { viewsOf } from './views.ts';

/** Every pack that stands, the defaults, and what is wrong with the files that do not. */
export interface LoadedPacks {
  /** Current versions by pack id, with what they inherit: that of the pack's file, or, if that does not stand, the newest published one. */
  packs: ReadonlyMap<string, Pack>;
  defaults: ReadonlyMap<string, DefaultEntry>;
  /** The view that processes ask; without a version the current one. Throws `pack.unknown`. Reads no file. */
  policy(packId: string, version?: string): Policy;
  /**
   * The view that a process opened on this day takes: the newest version that is in force by then. A version whose `effectiveFrom` is still
   * to come waits; where no earlier one is kept, the earliest is taken. Throws `pack.unknown`.
   */
  policyOn(packId: string, day: PlainDate): Policy;
  /** Published versions and the current ones. */
  versions: readonly Pack[];
  problems: PackProblem[];
  /** Packs whose file does not stand, each with the published version that stays in force; without one the pack is left out. */
  heldBack: ReadonlyMap<string, string | undefined>;
}

/** The packs of this installation. */
export const PACKS_FOLDER = fileURLToPath(new URL('.', import.meta.url));
const DEFAULTS = 'default.yaml';
const loaded = new Map<string, LoadedPacks>();

/**
 * All packs of the folder, read and checked once. A pack that does not stand keeps its newest published version, and `problems` tell why;
 * throws `pack.invalid` only if the defaults are wrong, on which every pack rests.
 */
export function loadPacks(folder = PACKS_FOLDER, calendars?: Calendars): LoadedPacks {
  const ready = calendars ? undefined : loaded.get(folder);
  if (ready) return ready;
  const read = readPacks(folder, calendars);
  const wrong = read.problems.filter(({ file }) => file === DEFAULTS);
  if (wrong.length > 0) throw new CatalogueError('pack.invalid', wrong.map(describeProblem).join('\n'), wrong);
  if (!calendars) loaded.set(folder, read);
  return read;
}

/** Reads and checks without throwing: what is wrong stands in `problems`. */
export function readPacks(folder = PACKS_FOLDER, calendars: Calendars = loadCalendars()): LoadedPacks {
  const defaultsFile = readDefaultsFile(join(folder, DEFAULTS), folder);
  const defaults = new Map((defaultsFile.data ?? []).map((entry) => [entry.id, entry]));
  const published = readPublished(folder);
  const files = [...yamlFiles(folder), ...yamlFiles(join(folder, 'projects'))]
    .filter((path) => path !== join(folder, DEFAULTS))
    .map((path) => readPackFile(path, folder));

  const problems = [...defaultsFile.problems, ...files.flatMap((file) => file.problems), ...checkFileIds(files)];
  const sources = loadSources(join(folder, 'sources'));
  const whenOfDefault = (reference: string) => dayOfDefault(defaults, reference);
  for (const { own, at } of standing(files, problems).values()) {
    const calendar = calendars.calendarFor(own.region);
    problems.push(...checkPack(own, { calendar, sources, whenOfDefault }).map(at));
  }

  const good = standing(files, problems);
  const ids = [...new Set(files.map(({ file }) => idOfFile(file)))];
  const settled = settle(ids, new Map([...good].map(([id, { own }]) => [id, own])), published.packs);
  problems.push(...placed(settled, good));

  const { packs } = settled;
  const inFile = standing(files, problems);
  const heldBack = new Map(ids.flatMap((id) => (inFile.has(id) ? [] : [[id, packs.get(id)?.version] as const])));
  const isCurrent = ({ id, version }: Pack) => packs.get(id)?.version === version;
  const versions = [...published.packs.filter((pack) => !isCurrent(pack)), ...packs.values()];
  const told = [...problems, ...published.problems].sort(byPlace);
  return { packs, defaults, versions, ...viewsOf(packs, versions, defaults), problems: told, heldBack };
}

function byPlace(one: PackProblem, other: PackProblem): number {
  return one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1;
}

/** The packs of the files that nothing has been found wrong with, by id. */
function standing(
  files: readonly PolicyFile<Pack>[],
  problems: readonly PackProblem[],
): Map<string, { own: Pack; at: PolicyFile<Pack>['at'] }> {
  const wrong = new Set(problems.map(({ file }) => file));
  return new Map(files.flatMap(({ file, data, at }) => (data && !wrong.has(file) ? [[data.id, { own: data, at }] as const] : [])));
}

/** A file holds the pack of its name, and no two files have one name: the second is refused even if the first cannot be read. */
function checkFileIds(files: PolicyFile<Pack>[]): PackProblem[] {
  const first = new Map<string, string>();
  return files.flatMap(({ file, data, at }) => {
    const name = idOfFile(file);
    const found = [];
    const held = first.get(data?.id ?? name);
    if (held === undefined) first.set(name, file);
    else found.push(at({ path: ['id'], problem: `政策包编号已由 ${held} 使用`, received: data?.id ?? name }));
    if (data && data.id !== name) found.push(at({ path: ['id'], problem: '编号应与文件名相同', received: data.id, allowed: name }));
    return found;
  });
}

/** Problems of inheritance and of versions, each at its place in its file. */
function placed({ problems }: Settled, files: ReturnType<typeof standing>): PackProblem[] {
  return problems.flatMap(({ pack, rule: id, field, ...rest }) => {
    const file = files.get(pack);
    if (!file) return [];
    const rule = file.own.rules.find((one) => one.id === id);
    const path = rule ? ['rules', file.own.rules.indexOf(rule), field] : [field];
    const received: unknown = rule && Reflect.get(rule, field);
    return [file.at({ path, ...(received !== undefined && { received }), ...rest })];
  });
}

/** The day that a default gives (`Q-24/annual-plan`); `undefined` if there is none. */
export function dayOfDefault(defaults: ReadonlyMap<string, DefaultEntry>, reference: string): DeadlineWhen | undefined {
  const [id = '', key = ''] = reference.split('/');
  // the schema has read every value that has a `when`
  const value = defaults.get(id)?.values[key] as { when?: DeadlineWhen } | undefined;
  return value?.when;
}
