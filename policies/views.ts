import { CatalogueError } from '../domain/errors.ts';
import type { PlainDate } from '../domain/ids.ts';
import type { DefaultEntry, Pack } from '../domain/pack.ts';
import { type Policy, policyOf } from '../domain/policy.ts';
import type { LoadedPacks } from './load.ts';
import { compareVersions } from './published.ts';

/** Makes the look-ups of loaded packs: every view is made here, once, so that asking for one reads no file. */
export function viewsOf(
  current: ReadonlyMap<string, Pack>,
  versions: readonly Pack[],
  defaults: ReadonlyMap<string, DefaultEntry>,
): Pick<LoadedPacks, 'policy' | 'policyOn'> {
  const views = new Map(versions.map((pack) => [`${pack.id}@${pack.version}`, policyOf(pack, defaults)]));

  function policy(packId: string, version = current.get(packId)?.version): Policy {
    const view = views.get(`${packId}@${version}`);
    if (!view) throw new CatalogueError('pack.unknown', `没有政策包 ${packId}${version ? ` 的版本 ${version}` : ''}`);
    return view;
  }

  /** What a new process may take, the newest first; a version above that of the pack's file was taken back. */
  const newestFirst = new Map(
    [...current.values()].map((now) => {
      const kept = versions.filter((pack) => pack.id === now.id && compareVersions(pack, now) <= 0);
      return [now.id, kept.sort(compareVersions).reverse()];
    }),
  );

  function policyOn(packId: string, day: PlainDate): Policy {
    const kept = newestFirst.get(packId) ?? [];
    const inForce = kept.find(({ effectiveFrom }) => effectiveFrom <= day) ?? kept.at(-1);
    return policy(packId, inForce?.version);
  }

  return { policy, policyOn };
}
