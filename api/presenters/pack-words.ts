import type { DeadlineWhen, Pack, RuleKind, RuleValues } from '../../domain/pack.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import { awaitedProcess, SLOTS, type SlotName } from '../../domain/slots.ts';
import { describeValues, describeWhen } from '../../policies/describe.ts';
import { dayOfDefault, type LoadedPacks } from '../../policies/load.ts';
import { whenInWords } from './when.ts';

/** What the kinds of rule are called. */
export const KIND_NAMES: Record<RuleKind, string> = {
  deadline: '期限',
  recurring: '定期事项',
  threshold: '数量标准',
  checklist: '清单',
  flow: '步骤与等次',
  prohibition: '禁止事项',
  role: '职责分工',
  fact: '事实',
};

/** Grades are numbers in the packs; here is what each number is called, from 0 (`WorkerFacts.education`, `OrganisationFacts.rating`). */
const GRADES: Partial<Record<SlotName, readonly string[]>> = {
  'staff.education': ['不限', '高中', '大专', '本科', '研究生'],
  'contractor.outside': ['未评级', '1A', '2A', '3A', '4A', '5A'],
};

/** The names of the grades that a slot counts in; those of results are the ranks that the pack itself gives. */
export function gradesOf(slot: SlotName | undefined, pack: Pack): readonly string[] | undefined {
  if (slot !== 'contractor.past-result') return slot && GRADES[slot];
  return pack.rules.flatMap((rule) => (rule.kind === 'flow' && rule.slot === 'evaluation.grades' ? [rule.ranks ?? []] : []))[0];
}

/** The process that asks a slot, by name: one that runs, or one to come. */
export function asksName(slot: SlotName): string {
  const { asks } = SLOTS[slot];
  const lifecycle = Object.entries(LIFECYCLES).find(([kind]) => kind === asks);
  return lifecycle ? lifecycle[1].title : (awaitedProcess(slot) ?? asks);
}

/** Values with the slot that they fill, if they fill one. */
export interface Filling {
  slot: SlotName | undefined;
  values: RuleValues;
}

/** The day that a rule gives: its own, or that of the default it names; `undefined` where there is none. */
export function whenOf(values: RuleValues, { defaults }: Pick<LoadedPacks, 'defaults'>): DeadlineWhen | undefined {
  if (values.kind !== 'deadline' && values.kind !== 'recurring') return undefined;
  return values.when ?? (values.default ? dayOfDefault(defaults, values.default) : undefined);
}

/** A day in words where how often it comes is said already. */
export function dayInWords(when: DeadlineWhen): string {
  return whenInWords(when).replaceAll('每年', '当年');
}

/** The values of a rule in words: a day as the rest of the console words it, with the number of the default that gives it; a grade by its name. */
export function valuesInWords({ slot, values }: Filling, pack: Pack, packs: Pick<LoadedPacks, 'defaults'>): string {
  const when = whenOf(values, packs);
  if (when && (values.kind === 'deadline' || values.kind === 'recurring')) {
    const year = values.kind === 'deadline' ? '当年' : '每年';
    const text = describeValues({ ...values, when }).replace(describeWhen(when, year), dayInWords(when));
    return values.when || !values.default ? text : `${text}（默认值 ${values.default.split('/')[0]}）`;
  }
  const grade = values.kind === 'threshold' && values.unit === 'grade' ? gradesOf(slot, pack)?.[values.value] : undefined;
  return grade && values.kind === 'threshold' ? `${values.operator === '>=' ? '不低于' : '不高于'}${grade}` : describeValues(values);
}

/** 10,000,000.5: separators are read, not counted. */
export function numberText(value: number): string {
  const [whole = '', cents] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return cents === undefined ? grouped : `${grouped}.${cents}`;
}
