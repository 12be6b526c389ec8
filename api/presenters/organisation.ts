import type { z } from 'zod';
import type { OrganisationFacts } from '../../domain/lifecycle.ts';
import type { OrganisationAnswer, OrganisationRow } from '../../domain/schema/api/directory.ts';
import type { OrganisationRecord, OrganisationWhole } from '../queries/organisations.ts';
import { LEVEL_NAMES } from './words.ts';

const KINDS: Record<OrganisationFacts['kind'], string> = {
  'social-organisation': '社会组织',
  'public-institution': '事业单位',
  enterprise: '企业',
  other: '其他',
};
const RATINGS = ['未评估', '1A', '2A', '3A', '4A', '5A'];

/** An organisation as one row of the directory. */
export function presentOrganisationRow({ id, name, level, parentId, rehearsal }: OrganisationRecord): z.infer<typeof OrganisationRow> {
  return { id, name, level, levelName: LEVEL_NAMES[level], parentId, rehearsal };
}

/** An organisation with its neighbours, and for a contractor with what gates ask of it. */
export function presentOrganisation(organisation: OrganisationWhole): z.infer<typeof OrganisationAnswer> {
  const { parent, children, packId, facts, level } = organisation;
  return { ...presentOrganisationRow(organisation), parent, children, packId, facts: level === 'contractor' ? presentFacts(facts) : [] };
}

function presentFacts(facts: Partial<OrganisationFacts>): { label: string; value: string }[] {
  return [
    { label: '性质', value: KINDS[facts.kind ?? 'other'] },
    { label: '在民政部门登记', value: yesOrNo(facts.registeredWithCivilAffairs) },
    { label: '业务范围含社会工作', value: yesOrNo(facts.scopeIncludesSocialWork) },
    { label: '本地机构', value: yesOrNo(facts.local) },
    { label: '评估等级', value: RATINGS[facts.rating ?? 0] ?? '未评估' },
    { label: '建立党组织', value: yesOrNo(facts.hasPartyOrganisation) },
    { label: '违规记录', value: facts.violationRecord ? '有' : '无' },
  ];
}

function yesOrNo(fact: boolean | undefined): string {
  return fact ? '是' : '否';
}
