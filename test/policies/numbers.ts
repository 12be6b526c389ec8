import { fillings } from '../../domain/inherit.ts';
import type { DeadlineWhen, Rule, RuleValues } from '../../domain/pack.ts';

const DIGITS = '零一二三四五六七八九';

/** How a clause may write a number: digits, Chinese numerals, 两 for 2, 万 for ten thousands. */
export function spellings(n: number): string[] {
  const written = [String(n), n.toLocaleString('en-US')];
  if (n === 2) written.push('两');
  // a floor of nothing is no demand; a multiple is written as what is added
  if (n === 0) written.push('');
  if (n > 100 && n < 200) written.push(`上浮${n - 100}%`);
  if (n >= 10_000 && n % 100 === 0) written.push(`${n / 10_000}万`, `${n / 10_000}余万`);
  if (Number.isInteger(n) && n < 10) written.push(DIGITS[n] ?? '');
  if (Number.isInteger(n) && n >= 10 && n < 100) written.push(tens(n));
  return written;
}

function tens(n: number): string {
  const [ten, one] = [Math.floor(n / 10), n % 10];
  return `${ten === 1 ? '' : DIGITS[ten]}十${one === 0 ? '' : DIGITS[one]}`;
}

/** Every number that the values of a rule hold, with the place where it stands. */
export function numbersOf(rule: Rule): { field: string; number: number }[] {
  return fillings(rule).flatMap(({ slot, values }) => valuesOf(values).map(({ field, number }) => ({ field: `${slot} ${field}`, number })));
}

function valuesOf(values: RuleValues): { field: string; number: number }[] {
  const named = (fields: Record<string, number | undefined>) =>
    Object.entries(fields).flatMap(([field, number]) => (number === undefined ? [] : [{ field, number }]));
  switch (values.kind) {
    case 'deadline':
      return values.when ? daysOf(values.when) : [];
    case 'recurring':
      return [...(values.when ? daysOf(values.when) : []), ...named({ times: values.times, hours: values.hours })];
    case 'threshold':
      return named({ value: values.value });
    case 'checklist':
      // one of several is what 或 and 等 say without a number, none is what 可 says
      return (values.atLeast ?? 0) > 1 ? named({ atLeast: values.atLeast }) : [];
    case 'flow':
      return [
        ...named({ cycleYears: values.cycleYears, timesPerYear: values.timesPerYear }),
        ...(values.shares ?? []).map((number) => ({ field: 'shares', number })),
      ];
    default:
      return [];
  }
}

function daysOf(when: DeadlineWhen): { field: string; number: number }[] {
  if ('after' in when || 'before' in when) return [{ field: 'term.count', number: when.term.count }];
  if ('dayOfLastMonth' in when) return [{ field: 'dayOfLastMonth', number: when.dayOfLastMonth }];
  if ('periodDay' in when) return [{ field: 'periodDay', number: when.periodDay }];
  if ('earliestOf' in when) return when.earliestOf.flatMap(daysOf);
  const dates = 'by' in when ? [when.by] : 'yearly' in when ? [when.yearly] : [when.window.from, when.window.to];
  return dates.flatMap((date) => date.split('-').map((part) => ({ field: date, number: Number(part) })));
}
