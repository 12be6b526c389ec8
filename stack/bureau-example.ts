import type { AccountDraft, BureauDraft, OrganisationDraft } from '../domain/bureau.ts';
import { levelsOf } from '../domain/bureau.ts';
import { actingIn } from '../domain/bureau-roles.ts';
import type { Pack } from '../domain/pack.ts';
import type { Policy } from '../domain/policy.ts';

const NAMES: Partial<Record<OrganisationDraft['level'], string>> = {
  province: '示例省民政厅',
  city: '示例市民政局',
  county: '示例县民政局',
};

/** A complete small bureau under a pack, to be filled in with the real names. */
export function exampleOf(pack: Pack, policy: Policy): BureauDraft {
  const above = levelsOf(pack).filter((level): level is OrganisationDraft['level'] => level in NAMES);
  const chain = above.map((level, at): OrganisationDraft => {
    const parent = above[at - 1];
    return { key: level, level, name: NAMES[level] ?? level, ...(parent && { parent }) };
  });
  const bottom = above.at(-1) ?? 'county';
  const finance: OrganisationDraft = { key: 'finance', level: bottom, name: '示例县财政局', parent: bottom, department: 'finance' };
  const contractor: OrganisationDraft = {
    key: 'contractor',
    level: 'contractor',
    name: '示例社会工作服务中心',
    facts: { kind: 'social-organisation', registeredWithCivilAffairs: true, scopeIncludesSocialWork: true, local: true, rating: 3 },
  };
  const draft: BureauDraft = {
    packId: pack.id,
    organisations: [...chain, finance, contractor],
    towns: [
      { key: 'town-1', parent: bottom, name: '示例一镇人民政府' },
      { key: 'town-2', parent: bottom, name: '示例二镇人民政府', station: '示例二镇社工站' },
      { key: 'town-3', parent: bottom, name: '示例三街道办事处', station: null },
    ],
    accounts: [],
  };
  const accounts = [...actingIn(draft, pack, policy).keys()].flatMap((organisation): AccountDraft[] => [
    { organisation, role: 'clerk', login: `${pack.id}.${organisation}.clerk`, name: '经办人姓名' },
    { organisation, role: 'head', login: `${pack.id}.${organisation}.head`, name: '负责人姓名' },
  ]);
  return { ...draft, accounts };
}
