import type { z } from 'zod';
import { FUNCTION_NAMES, ROLE_NAMES } from '../../domain/access.ts';
import { type BureauDraft, type DraftedOrganisation, organisationsOf, type PlacedDraft, topOf, wholeOf } from '../../domain/bureau.ts';
import { actingIn, type RoleAssignment, rolesOf } from '../../domain/bureau-roles.ts';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Pack } from '../../domain/pack.ts';
import type { Policy } from '../../domain/policy.ts';
import type { BureauAnswer, BureauPreview } from '../../domain/schema/api/bureau.ts';
import { LEVEL_NAMES } from './words.ts';

const SHOWN_ONCE = '一次性密码只在这里显示一次，请当场抄送本人。遗失的，由运维在服务器上用 luyue bureau password 另发。';
const SHOWN_BEFORE =
  '这个机构已经设立，没有重复办理；一次性密码只在首次结果中显示，不能再次显示。没有收到的，由运维在服务器上用 luyue bureau password 另发。';

/** What a draft would set up; who fills which role is told only where the tree stands. */
export function presentBureauPreview(
  draft: PlacedDraft,
  pack: Pack,
  policy: Policy,
  problems: FieldProblem[],
): z.infer<typeof BureauPreview> {
  const organisations = organisationsOf(draft);
  const names = new Map(wholeOf(draft).map(({ key, name }) => [key, name]));
  const stands = !problems.some(({ field }) => !field.startsWith('accounts'));
  const roles = stands ? rolesOf(draft, policy) : [];
  const acting = stands ? [...actingIn(draft, pack, policy)] : [];
  return {
    pack: { id: pack.id, name: pack.name, version: pack.version },
    tree: presentTree(organisations, draft, pack),
    roles: roles.map((role) => presentRole(role, names, pack, policy)),
    acting: acting.map(([key, functions]) => ({
      key,
      name: names.get(key) ?? key,
      functions: functions.map((name) => FUNCTION_NAMES[name]),
    })),
    problems,
  };
}

/** Each organisation under the one above it, in the order in which they were drafted. */
function presentTree(
  organisations: readonly DraftedOrganisation[],
  { accounts }: BureauDraft,
  pack: Pack,
): z.infer<typeof BureauPreview>['tree'] {
  const below = new Map<string | null, DraftedOrganisation[]>();
  for (const one of organisations) below.set(one.parent, [...(below.get(one.parent) ?? []), one]);
  const levelNames = new Map(pack.levels.map(({ level, name }) => [level, name]));
  const rows: z.infer<typeof BureauPreview>['tree'] = [];
  const placed = new Set<DraftedOrganisation>();
  const put = (one: DraftedOrganisation, depth: number): void => {
    if (placed.has(one)) return;
    placed.add(one);
    const { key, parent, name, level, department } = one;
    const levelName = department ? FUNCTION_NAMES.finance : (levelNames.get(level) ?? LEVEL_NAMES[level]);
    rows.push({ key, parent, depth, name, levelName, accounts: accounts.filter(({ organisation }) => organisation === key).length });
    for (const child of below.get(key) ?? []) put(child, depth + 1);
  };
  const own = new Set(organisations.map(({ key }) => key));
  for (const one of organisations) if (one.parent === null || !own.has(one.parent)) put(one, 0);
  // What hangs in a ring is shown too: its problem is told beside the tree.
  for (const one of organisations) put(one, 0);
  return rows;
}

function presentRole(
  { title, organisations, reason, absent }: RoleAssignment,
  names: ReadonlyMap<string, string>,
  pack: Pack,
  policy: Policy,
): z.infer<typeof BureauPreview>['roles'][number] {
  const ruleId = reason && 'ruleId' in reason ? reason.ruleId : null;
  const defaultId = reason && 'defaultId' in reason ? reason.defaultId : null;
  const byTree = organisations.length > 0 ? '按机构层级' : '由采购结果确定';
  const rule = ruleId && `${ruleId} ${pack.rules.find(({ id }) => id === ruleId)?.title ?? ''}`;
  const standing = defaultId && `默认值 (${defaultId})：${policy.defaultEntry(defaultId).reason}`;
  return {
    title,
    organisations: organisations.map((key) => names.get(key) ?? key),
    instead: organisations.length > 0 ? null : absent ? '机构树中没有' : '办理时确定',
    reason: { ruleId, defaultId, inWords: rule || standing || byTree },
  };
}

/** A bureau that stands; `passwords` by login, absent where they were shown before. */
export function presentBureau(draft: BureauDraft, id: string, passwords?: ReadonlyMap<string, string>): z.infer<typeof BureauAnswer> {
  const organisations = organisationsOf(draft);
  const names = new Map(organisations.map(({ key, name }) => [key, name]));
  return {
    id,
    name: topOf(organisations)?.name ?? '',
    packId: draft.packId,
    organisations: organisations.length,
    stations: organisations.filter(({ level }) => level === 'station').length,
    accounts: draft.accounts.map(({ login, role, organisation }) => ({
      login,
      roleName: ROLE_NAMES[role],
      organisation: names.get(organisation) ?? organisation,
      password: passwords?.get(login) ?? null,
    })),
    passwordsShown: passwords !== undefined,
    note: passwords ? SHOWN_ONCE : SHOWN_BEFORE,
  };
}
