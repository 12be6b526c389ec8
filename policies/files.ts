import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { DefaultEntry, Pack } from '../domain/pack.ts';
import { defaultsFileSchema, packFileSchema } from '../domain/schema/pack.ts';
import { contentHashOf } from './content.ts';
import { type PackProblem, type PathProblem, parseFile, place } from './problems.ts';
import { readYaml } from './yaml.ts';

/** A policy file as read: its data if it could be parsed, and a way to say where in it something is wrong. */
export interface PolicyFile<T> {
  file: string;
  data?: T;
  problems: PackProblem[];
  /** Gives problems found later their line and rule. */
  at(problem: PathProblem): PackProblem;
}

/** Names of the YAML files of a folder, in order; a folder that is not there holds none. */
export function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

/** Reads one pack as its file has it, without what it inherits. */
export function readPackFile(path: string, root: string): PolicyFile<Pack> {
  const { data, ...read } = readFile(path, root, packFileSchema);
  return data ? { ...read, data: { ...data, contentHash: contentHashOf(data) } } : read;
}

/** Reads the defaults; two entries of one id are refused. */
export function readDefaultsFile(path: string, root: string): PolicyFile<DefaultEntry[]> {
  const read = readFile(path, root, defaultsFileSchema);
  const ids = read.data?.map((entry) => entry.id) ?? [];
  const twice = ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [{ path: [index, 'id'], problem: '默认值编号重复', received: id }] : [],
  );
  return { ...read, problems: [...read.problems, ...twice.map(read.at)] };
}

/** Reads a policy file by its schema; `root` is the folder that the name of the file is told from. */
export function readFile<T>(path: string, root: string, schema: Parameters<typeof parseFile<T>>[0]): PolicyFile<T> {
  const file = relative(root, path);
  const text = readYaml(readFileSync(path, 'utf8'));
  const at = (problem: PathProblem) => place(file, text, text.value, problem);
  if (text.problems.length > 0) return { file, at, problems: text.problems.map((one) => ({ file, field: '', ...one })) };
  const parsed = parseFile(schema, text.value);
  return 'data' in parsed ? { file, at, data: parsed.data, problems: [] } : { file, at, problems: parsed.problems.map(at) };
}

/** The id that a pack's file must carry: `gz.yaml` holds the pack `gz`. */
export function idOfFile(file: string): string {
  return basename(file, '.yaml');
}
