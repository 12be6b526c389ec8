import { FUNCTION_NAMES, ROLE_NAMES } from './access.ts';
import { type DraftedOrganisation, levelsOf, organisationsOf, type PlacedDraft, partiesByStation, standsOutside } from './bureau.ts';
import { actingIn, functionsNamedIn } from './bureau-roles.ts';
import { CatalogueError, type FieldProblem } from './errors.ts';
import { isJurisdiction, type Pack, type PartyFunction } from './pack.ts';
import type { Policy } from './policy.ts';

/** Functions that only the right place in the tree can fill. */
const NEEDED: readonly PartyFunction[] = ['superior', 'upper', 'finance'];
/** Whoever acts has somebody to prepare and somebody to decide (the two-person rule). */
const SEATS = ['clerk', 'head'] as const;

/** All that is wrong with a draft, each at its field; empty = the bureau can be set up. Taken logins are not seen here. */
export function problemsOf(draft: PlacedDraft, pack: Pack, policy: Policy): FieldProblem[] {
  if (!isJurisdiction(pack)) return [{ field: 'packId', problem: `${pack.name}是单个项目，不能据以设立机构`, received: pack.id }];
  const wrong = problemsOfTree(draft, pack);
  // Who takes part can be told only of a tree that stands.
  const parties = wrong.length > 0 ? wrong : problemsOfParties(draft, pack, policy);
  const accounts = problemsOfAccounts(draft);
  return [...parties, ...accounts, ...(parties.length > 0 ? [] : missingAccounts(draft, pack, policy))];
}

function problemsOfTree(draft: PlacedDraft, pack: Pack): FieldProblem[] {
  const organisations = organisationsOf(draft);
  const whole = [...(draft.standing ?? []), ...organisations];
  const byKey = new Map(whole.map((one) => [one.key, one]));
  const problems = organisations.flatMap((one): FieldProblem[] => {
    const { key, field, name, parent, level } = one;
    const namesake = whole.find((other) => other.name === name && other.parent === parent);
    return [
      ...(whole.find((other) => other.key === key) === one
        ? []
        : [{ field: `${field}.key`, problem: '编号与前面的机构重复', received: key }]),
      ...problemsOfPlace(one, byKey, pack),
      ...(namesake === one ? [] : [{ field: `${field}.name`, problem: '同一上级下已有同名机构', received: name }]),
      ...(level !== 'contractor' && Object.keys(one.facts).length > 0
        ? [{ field: `${field}.facts`, problem: '只有承接机构填写资格情况' }]
        : []),
    ];
  });
  const [top, ...others] = organisations.filter(({ parent, level }) => parent === null && !standsOutside(level));
  const tops = others.map(({ field, name }) => ({
    field: `${field}.parent`,
    problem: `最高一级只能有一个机构，“${name}”须写明上级`,
    allowed: top?.key,
  }));
  const stations = organisations.some(({ level }) => level === 'station');
  return [...problems, ...tops, ...(stations ? [] : [{ field: 'towns', problem: '至少有一个乡镇(街道)设社工站' }])];
}

/** An organisation stands below one of the next level of the pack, a finance department beside one of its own level. */
function problemsOfPlace(one: DraftedOrganisation, byKey: ReadonlyMap<string, DraftedOrganisation>, pack: Pack): FieldProblem[] {
  const { field, level, parent, department, name } = one;
  if (standsOutside(level)) {
    return parent === null && !department ? [] : [{ field: `${field}.parent`, problem: '承接机构和第三方机构不设上级，也不是部门' }];
  }
  if (level === 'station') return [];
  const levels = levelsOf(pack);
  const at = levels.indexOf(level);
  if (at === -1) {
    const allowed = pack.levels.map(({ name: called }) => called).join('、');
    return [{ field: `${field}.level`, problem: `${pack.name}的政策没有这一级`, received: level, allowed }];
  }
  if (parent === null) return department ? [{ field: `${field}.parent`, problem: `“${name}”须写明是哪个机构的财政部门` }] : [];
  const above = byKey.get(parent);
  if (!above || above === one || above.department) return [{ field: `${field}.parent`, problem: '没有这个上级机构', received: parent }];
  const fitting = department ? level : levels[at - 1];
  if (above.level === fitting) return [];
  const wanted = pack.levels.find((known) => known.level === fitting)?.name ?? '无';
  return [{ field: `${field}.parent`, problem: `“${name}”不能设在“${above.name}”之下`, received: parent, allowed: wanted }];
}

/** Everybody whom the pack's rules speak of must be there, above every station. */
function problemsOfParties(draft: PlacedDraft, pack: Pack, policy: Policy): FieldProblem[] {
  const named = functionsNamedIn(pack);
  try {
    const found = partiesByStation(draft, policy);
    return NEEDED.flatMap((name) => {
      const rule = named.get(name);
      if (rule === undefined || found.every(({ parties }) => parties[name])) return [];
      return [
        { field: 'organisations', problem: `缺少${FUNCTION_NAMES[name]}：${rule} 规定由其办理或接收`, allowed: FUNCTION_NAMES[name] },
      ];
    });
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return [{ field: 'organisations', problem: error.detail }];
  }
}

function problemsOfAccounts({ accounts, ...draft }: PlacedDraft): FieldProblem[] {
  const byKey = new Map(organisationsOf(draft).map((one) => [one.key, one]));
  const logins = accounts.map(({ login }) => login);
  return accounts.flatMap(({ organisation, role, login }, index): FieldProblem[] => {
    const field = `accounts.${index}`;
    const place = byKey.get(organisation);
    const isElsewhere = place && role === 'worker' && place.level !== 'station';
    return [
      ...(place ? [] : [{ field: `${field}.organisation`, problem: '没有这个机构', received: organisation }]),
      ...(isElsewhere ? [{ field: `${field}.role`, problem: '驻站社工的账号须设在社工站', received: role }] : []),
      ...(logins.indexOf(login) < index ? [{ field: `${field}.login`, problem: '账号与前面的重复', received: login }] : []),
    ];
  });
}

function missingAccounts(draft: PlacedDraft, pack: Pack, policy: Policy): FieldProblem[] {
  const names = new Map(organisationsOf(draft).map(({ key, name }) => [key, name]));
  return [...actingIn(draft, pack, policy)].flatMap(([key, functions]) => {
    const held = draft.accounts.filter(({ organisation }) => organisation === key).map(({ role }) => role);
    const missing = SEATS.filter((role) => !held.includes(role)).map((role) => ROLE_NAMES[role]);
    if (missing.length === 0) return [];
    const as = functions.map((name) => FUNCTION_NAMES[name]).join('、');
    return [{ field: 'accounts', problem: `${names.get(key)}（${as}）缺少${missing.join('、')}账号`, received: key }];
  });
}
