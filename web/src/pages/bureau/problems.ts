import type { FieldProblem } from '../../api/client.ts';
import type { Drafting } from './plan.ts';

/** The steps of the guided form. */
export const STEPS = ['政策', '机构', '账号', '核对', '完成'] as const;

const TOWN_OF_COUNTY = /^(county\.\d+)\.towns\.(\d+)$/;

/** Problems by where they were typed; what belongs to no single field stands under `organisations` or `accounts`. */
export function placedProblems(problems: readonly FieldProblem[], { typedAt }: Drafting): ReadonlyMap<string, string[]> {
  const placed = new Map<string, string[]>();
  const put = (at: string, words: string) => placed.set(at, [...(placed.get(at) ?? []), words]);
  for (const { field, problem } of problems) {
    const [list = '', index] = field.split('.');
    const at = typedAt.get(`${list}.${index}`);
    const [, county, line] = TOWN_OF_COUNTY.exec(at ?? '') ?? [];
    if (county !== undefined) put(`${county}.towns`, `第 ${Number(line) + 1} 个乡镇：${problem}`);
    else if (at !== undefined) put(at, problem);
    else if (list === 'accounts' && index !== undefined) put(`accounts.${index}`, problem);
    else put(['accounts', 'packId', 'under'].includes(list) ? list : 'organisations', problem);
  }
  return placed;
}

/** The step at which the first of the problems can be solved. */
export function stepOf(problems: readonly FieldProblem[]): number {
  const fields = problems.map(({ field }) => field);
  if (fields.includes('packId')) return 0;
  return fields.some((field) => !field.startsWith('accounts')) ? 1 : 2;
}
