import { type Inherited, inheritAll } from '../domain/inherit.ts';
import type { Pack } from '../domain/pack.ts';
import { contentHashOf } from './content.ts';

type Problem = Inherited['problems'][number];

/** The packs that stand, each with what it inherits, and what keeps the present file of others from standing. */
export interface Settled {
  packs: Map<string, Pack>;
  problems: Problem[];
}

/**
 * Settles which content each pack has: that of its file, or, if the file does not stand, that of its newest published version. A county
 * inherits from what is in force above it, so that a mistake in the province's file does not touch the county.
 */
export function settle(ids: readonly string[], own: ReadonlyMap<string, Pack>, published: readonly Pack[]): Settled {
  const newest = new Map(published.map((pack) => [pack.id, pack]));
  const chosen = new Map(
    ids.flatMap((id) => {
      const pack = own.get(id) ?? newest.get(id);
      return pack ? [[id, pack] as const] : [];
    }),
  );
  const problems: Problem[] = [];
  // Each turn a file gives way to a published version, which inherits nothing and cannot be wrong: the turns end.
  for (;;) {
    const inherited = inheritAll(chosen);
    const packs = new Map([...inherited.packs].map(([id, pack]) => [id, { ...pack, contentHash: contentHashOf(pack) }]));
    const found = uppermost([...inherited.problems, ...changedOnceMore(packs, published)], chosen);
    if (found.length === 0) return { packs, problems };
    problems.push(...found);
    for (const { pack: id } of found) {
      const held = newest.get(id);
      if (held) chosen.set(id, held);
      else chosen.delete(id);
    }
  }
}

/** Problems of packs below others with problems may vanish with those; in a circle nobody is above. */
function uppermost(found: readonly Problem[], packs: ReadonlyMap<string, Pack>): readonly Problem[] {
  const wrong = new Set(found.map(({ pack }) => pack));
  const first = found.filter(({ pack }) => !wrong.has(packs.get(pack)?.extends ?? ''));
  return first.length > 0 ? first : found;
}

/** What was published stays as it is: other content is another version. */
function changedOnceMore(packs: ReadonlyMap<string, Pack>, published: readonly Pack[]): Problem[] {
  return published.flatMap(({ id, version, contentHash }) => {
    const pack = packs.get(id);
    if (pack?.version !== version || pack.contentHash === contentHash) return [];
    const inherited = pack.extends ? '（含继承的上级规则）' : '';
    const problem = `内容${inherited}与已发布的不同；已发布的版本不能修改，请改用新的版本号`;
    return [{ pack: id, field: 'version', problem, received: version }];
  });
}
