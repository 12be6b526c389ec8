import { join } from 'node:path';
import { Document, isScalar, visit } from 'yaml';
import { z } from 'zod';
import type { Pack } from '../domain/pack.ts';
import { packFileSchema } from '../domain/schema/pack.ts';
import { contentHashOf, contentOf } from './content.ts';
import { idOfFile, type PolicyFile, readFile, yamlFiles } from './files.ts';
import type { PackProblem } from './problems.ts';

/** Published versions that stand, from the oldest to the newest of each pack, and what is wrong with the files of the others. */
export interface Published {
  packs: Pack[];
  problems: PackProblem[];
}

/** A published version is a pack with the hash of its content, so that a later edit by hand is seen. */
const publishedFileSchema = packFileSchema.extend({
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the content, written when the version was published'),
});

/** Where a version is kept: `versions/gz-1.yaml` in the folder of the packs. */
export function versionFile({ id, version }: Pick<Pack, 'id' | 'version'>): string {
  return join('versions', `${id}-${version}.yaml`);
}

/**
 * Reads the published versions, `versions/<id>-<version>.yaml`, whole and without `extends`; a file that was changed by hand is left out.
 * Their examples are not worked out again: they were when the version was published, and calendars have moved on since.
 */
export function readPublished(folder: string): Published {
  const files = yamlFiles(join(folder, 'versions')).map((path) => readFile(path, folder, publishedFileSchema));
  const judged = files.map((file) => ({ pack: file.data, problems: [...file.problems, ...problemsOf(file)] }));
  const packs = judged.flatMap(({ pack, problems }) => (pack && problems.length === 0 ? [pack] : []));
  return { packs: packs.sort(compareVersions), problems: judged.flatMap(({ problems }) => problems) };
}

function problemsOf({ file, data, at }: PolicyFile<Pack>): PackProblem[] {
  if (!data) return [];
  const problems: PackProblem[] = [];
  const { version, contentHash } = data;
  const name = `${data.id}-${version}`;
  if (name !== idOfFile(file)) problems.push(at({ path: ['version'], problem: '文件名应为编号-版本', received: version, allowed: name }));
  if (data.extends) problems.push(at({ path: ['extends'], problem: '已发布的版本应写全，不能继承', received: data.extends }));
  if (problems.length === 0 && contentHash !== contentHashOf(data)) {
    problems.push(at({ path: ['contentHash'], problem: '已发布的版本被改动过，与内容指纹不符；请恢复原文件', received: contentHash }));
  }
  return problems;
}

/** Negative, zero or positive as the first version is older than, equal to or newer than the second; numbers between dots are compared as numbers. */
export function compareVersions({ version: one }: Pick<Pack, 'version'>, { version: other }: Pick<Pack, 'version'>): number {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)];
  const differences = [0, 1, 2].map((at) => (left[at] ?? 0) - (right[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** The text of a published version: whole, with its hash; one line for each part of a rule, as the packs themselves are written. */
export function publishedText(pack: Pack): string {
  const { levels, rules, ...head } = contentOf(pack);
  const document = new Document({ ...head, contentHash: contentHashOf(pack), levels, rules });
  document.commentBefore = ` ${pack.name}，第 ${pack.version} 版。由 luyue packs publish 写出，不能修改；要改动请改现行文件，并用新的版本号。`;
  visit(document, {
    // the document itself and each rule are blocks; what is inside them stands on one line
    Map(at, node, path) {
      const isRule = path.length === 4 && path.at(-1) === document.get('rules');
      node.flow = path.length > 1 && !isRule;
      node.spaceBefore = isRule && at !== 0;
    },
    Seq(_, node) {
      node.flow = node.items.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 0 });
}
