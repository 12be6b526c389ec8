import type { RuleRow } from '../../api/types.ts';

/** What the rules of a pack are narrowed by; all of it stands in the address. */
export interface RuleFilter {
  q: string;
  slot: string;
  tag: string;
  binding: string;
  standing: string;
}

/** A dimension that is chosen from a list of values. */
export type Dimension = 'slot' | 'tag' | 'binding' | 'standing';

/** What is done with a rule, in the order in which it is offered. */
export const TAG_NAMES: Record<RuleRow['tags'][number], string> = { E: '管控', R: '提醒', C: '计算', D: '展示', H: '收录' };

/** How a rule stands here. */
export const STANDING_NAMES: Record<RuleRow['standing'], string> = { acts: '起作用', awaits: '待启用', shown: '仅供查阅' };

/** The filter that stands in an address. */
export function filterOf(query: URLSearchParams): RuleFilter {
  const value = (name: keyof RuleFilter) => query.get(name) ?? '';
  return { q: value('q'), slot: value('slot'), tag: value('tag'), binding: value('binding'), standing: value('standing') };
}

/** Whether anything narrows the list. */
export function isNarrowed(filter: RuleFilter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

function valuesIn(rule: RuleRow, dimension: Dimension): readonly string[] {
  switch (dimension) {
    case 'slot':
      return rule.slots.map(({ slot }) => slot);
    case 'tag':
      return rule.tags;
    case 'binding':
      return [rule.binding];
    case 'standing':
      return [rule.standing];
  }
}

const DIMENSIONS: readonly Dimension[] = ['slot', 'tag', 'binding', 'standing'];

/** Whether a rule is shown. */
export function matches(rule: RuleRow, filter: RuleFilter, but?: Dimension): boolean {
  const wanted = filter.q.trim().toUpperCase();
  const texts = [rule.id, rule.title, rule.clause, ...rule.slots.map(({ title }) => title)];
  if (!texts.some((text) => text.toUpperCase().includes(wanted))) return false;
  return DIMENSIONS.every((one) => one === but || filter[one] === '' || valuesIn(rule, one).includes(filter[one]));
}

/** How many rules each value of a dimension would show beside the other filters; values that no rule of the pack has are left out. */
export function countsOf(rules: readonly RuleRow[], filter: RuleFilter, dimension: Dimension): Map<string, number> {
  const counts = new Map<string, number>();
  for (const rule of rules) {
    const shown = matches(rule, filter, dimension) ? 1 : 0;
    for (const value of valuesIn(rule, dimension)) counts.set(value, (counts.get(value) ?? 0) + shown);
  }
  return counts;
}
