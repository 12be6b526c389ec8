import { createHash } from 'node:crypto';
import type { Pack } from '../domain/pack.ts';

/** What a version says: the whole pack without what it was made from. */
export type PackContent = Omit<Pack, 'contentHash' | 'extends'>;

/** The content of a pack that holds all its rules. */
export function contentOf({ contentHash: _hash, extends: _above, ...content }: Pack): PackContent {
  return content;
}

/**
 * SHA-256 of what a pack says, in hexadecimal. Comments, layout and the order of keys do not count, inherited rules do: a county whose
 * province changes has other content.
 */
export function contentHashOf(pack: PackContent | Pack): string {
  const content = 'contentHash' in pack ? contentOf(pack) : pack;
  return createHash('sha256').update(JSON.stringify(content, inOrderOfKeys)).digest('hex');
}

/** For `JSON.stringify`: objects with their keys in order, everything else as it is. */
function inOrderOfKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
