import type { ChecklistItem, DeadlineWhen, RuleKind, RuleValues } from './pack.ts';

type Of<K extends RuleKind> = Extract<RuleValues, { kind: K }>;
type Dated = Of<'deadline'> | Of<'recurring'>;

const INTERVALS = ['year', 'half-year', 'quarter', 'month'];
const CONSEQUENCES = [undefined, 'flag', 'breach', 'replace', 'dismissal-review'];

/** For each kind, the first field in which a lower rule asks for less than the rule above it; `undefined` = as tight or tighter. */
const LOOSENED: { [K in RuleKind]: (above: Of<K>, below: Of<K>) => string | undefined } = {
  deadline: (above, below) =>
    loosenedDate(above, below) ?? (CONSEQUENCES.indexOf(below.ifMissed) < CONSEQUENCES.indexOf(above.ifMissed) ? 'ifMissed' : undefined),
  recurring: (above, below) =>
    first({
      every: INTERVALS.indexOf(below.every) >= INTERVALS.indexOf(above.every),
      times: below.every !== above.every || (below.times ?? 1) >= (above.times ?? 1),
      hours: (below.hours ?? 0) >= (above.hours ?? 0),
    }) ?? loosenedDate(above, below),
  threshold: (above, below) =>
    first({
      operator: below.operator === above.operator,
      unit: below.unit === above.unit,
      base: below.base === above.base,
      baseYear: below.baseYear === above.baseYear,
      value: above.operator === '>=' ? below.value >= above.value : below.value <= above.value,
    }),
  checklist: (above, below) => (above.atLeast === undefined ? loosenedDemands(above, below) : loosenedChoice(above, above.atLeast, below)),
  flow: (above, below) =>
    first({
      steps: isInOrder(codes(above.steps), codes(below.steps)),
      shares: same(above.shares, below.shares),
      cycleYears: above.cycleYears === undefined || (below.cycleYears ?? Infinity) <= above.cycleYears,
      ranks: same(above.ranks, below.ranks),
      pass: rank(below.ranks, below.pass) >= rank(above.ranks, above.pass),
      excellent: rank(below.ranks, below.excellent) >= rank(above.ranks, above.excellent),
      renews: same(above.renews, below.renews),
      timesPerYear: (below.timesPerYear ?? 1) >= (above.timesPerYear ?? 1),
    }),
  prohibition: (above, below) => first({ acts: holds(codes(below.acts), codes(above.acts)) }),
  role: (above, below) =>
    first({
      function: below.function === above.function,
      level: below.level === above.level,
      from: below.from === above.from,
      alsoLevels: holds(above.alsoLevels ?? [], below.alsoLevels ?? []),
    }),
  fact: () => undefined,
};

/** The field in which `below` asks for less than `above`, both filling one slot; `undefined` if it is as tight or tighter. */
export function loosenedField(above: RuleValues, below: RuleValues): string | undefined {
  if (below.kind !== above.kind) return 'kind';
  // The table holds for each kind the function of that kind; both values are of it.
  const judge = LOOSENED[above.kind] as (above: RuleValues, below: RuleValues) => string | undefined;
  return judge(above, below);
}

function loosenedDate(above: Dated, below: Dated): string | undefined {
  return first({
    owes: below.owes === above.owes,
    to: holds(below.to ?? [], above.to ?? []),
    when: above.when === undefined || (below.when !== undefined && isNotLater(above.when, below.when)),
  });
}

/** True only if the day below can never be later; forms that cannot be compared count as later. */
function isNotLater(above: DeadlineWhen, below: DeadlineWhen): boolean {
  if ('earliestOf' in above) return above.earliestOf.every((one) => isNotLater(one, below));
  if ('earliestOf' in below) return below.earliestOf.some((one) => isNotLater(above, one));
  if ('after' in above)
    return (
      'after' in below &&
      sameTerm(above.after, above.term.unit, below.after, below.term.unit) &&
      below.term.count <= above.term.count &&
      (below.notBefore ?? '') <= (above.notBefore ?? '')
    );
  if ('before' in above)
    return (
      'before' in below && sameTerm(above.before, above.term.unit, below.before, below.term.unit) && below.term.count >= above.term.count
    );
  if ('by' in above) return 'by' in below && below.by <= above.by;
  if ('window' in above) return 'window' in below && below.window.from >= above.window.from && below.window.to <= above.window.to;
  if ('dayOfLastMonth' in above) return 'dayOfLastMonth' in below && below.of === above.of && below.dayOfLastMonth <= above.dayOfLastMonth;
  if ('yearly' in above) return 'yearly' in below && below.yearly <= above.yearly && (above.rolls === true || below.rolls !== true);
  return 'periodDay' in below && below.periodDay <= above.periodDay;
}

function sameTerm(eventAbove: string, unitAbove: string, eventBelow: string, unitBelow: string): boolean {
  return eventAbove === eventBelow && unitAbove === unitBelow;
}

/** All items above are demanded: below must demand them all too. */
function loosenedDemands(above: Of<'checklist'>, below: Of<'checklist'>): string | undefined {
  return first({ items: holds(codes(below.items), codes(above.items)), atLeast: below.atLeast === undefined });
}

/** The items above are a choice: below may permit no others and must ask for as many. */
function loosenedChoice(above: Of<'checklist'>, atLeast: number, below: Of<'checklist'>): string | undefined {
  return first({
    items: above.open === true || holds(codes(above.items), codes(below.items)),
    open: above.open === true || below.open !== true,
    atLeast: (below.atLeast ?? below.items.length) >= atLeast,
  });
}

function first(tests: Record<string, boolean>): string | undefined {
  return Object.keys(tests).find((field) => !tests[field]);
}

function codes(items: ChecklistItem[]): string[] {
  return items.map((item) => item.code);
}

function holds(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}

function isInOrder(wanted: string[], given: string[]): boolean {
  let from = 0;
  return wanted.every((code) => {
    const at = given.indexOf(code, from);
    from = at + 1;
    return at >= 0;
  });
}

/** What the rule above leaves open, the rule below may settle. */
function same(above: unknown, below: unknown): boolean {
  return above === undefined || JSON.stringify(above) === JSON.stringify(below);
}

function rank(ranks: string[] | undefined, grade: string | undefined): number {
  return ranks && grade ? ranks.indexOf(grade) : -1;
}
