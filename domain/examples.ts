import type { Calendar } from './calendar.ts';
import { resolveDeadline } from './deadline.ts';
import { CatalogueError } from './errors.ts';
import type { DeadlineWhen, Rule, RuleExample } from './pack.ts';
import { judgeThreshold } from './threshold.ts';

/** What examples are worked out with: a calendar and the days of the defaults (`Q-24/contract-copy`). */
export interface ExampleContext {
  calendar: Calendar;
  whenOfDefault(reference: string): DeadlineWhen | undefined;
}

/** One thing that an example says and the engine does not; `index` counts from 0. */
export interface ExampleFailure {
  index: number;
  field: string;
  problem: string;
  received?: unknown;
  expected?: unknown;
}

/** So many examples a rule that computes something must carry, one of them hard. */
const EXAMPLES_NEEDED = 2;

/** The day a rule gives: its own, or that of the default it names; `undefined` for rules without any day. */
export function whenOfRule(rule: Rule, context: Pick<ExampleContext, 'whenOfDefault'>): DeadlineWhen | undefined {
  if (rule.kind !== 'deadline' && rule.kind !== 'recurring') return undefined;
  return rule.when ?? (rule.default ? context.whenOfDefault(rule.default) : undefined);
}

/** Works out every example of a rule; an empty list means that all of them come out as written and that there are enough. */
export function runExamples(rule: Rule, context: ExampleContext): ExampleFailure[] {
  const examples = rule.examples ?? [];
  const when = whenOfRule(rule, context);
  const failures = examples.flatMap((example, index) => {
    if (rule.kind === 'threshold') return thresholdFailures(rule, example, index);
    if (when) return deadlineFailures(when, example, index, context.calendar);
    return [{ index, field: 'examples', problem: '这条规则不计算日期或数值，不能带示例' }];
  });
  const computes = rule.kind === 'threshold' || when !== undefined;
  if (computes && examples.length < EXAMPLES_NEEDED) {
    failures.push({ index: examples.length, field: 'examples', problem: `至少要有 ${EXAMPLES_NEEDED} 个示例` });
  }
  return failures;
}

function deadlineFailures(when: DeadlineWhen, example: RuleExample, index: number, calendar: Calendar): ExampleFailure[] {
  if (!example.due) return [{ index, field: 'due', problem: '示例缺少应得的日期' }];
  try {
    const got = resolveDeadline(when, example.events ?? {}, calendar);
    if (!got) return [{ index, field: 'events', problem: '示例缺少起算事件，算不出日期', received: example.events }];
    const fields = ['due', 'strict', 'safe', 'provisional'] as const;
    return fields
      .filter((field) => example[field] !== undefined && example[field] !== got[field])
      .map((field) => ({ index, field, problem: '示例不成立', received: got[field], expected: example[field] }));
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return [{ index, field: 'events', problem: error.detail, received: example.events }];
  }
}

function thresholdFailures(rule: Extract<Rule, { kind: 'threshold' }>, example: RuleExample, index: number): ExampleFailure[] {
  if (example.value === undefined || example.passes === undefined) {
    return [{ index, field: 'value', problem: '阈值示例要写明 value 和 passes' }];
  }
  const verdict = judgeThreshold(rule, example.value, example.baseValue);
  if (!verdict) return [{ index, field: 'baseValue', problem: '示例缺少百分比的基数' }];
  if (verdict.passes === example.passes) return [];
  return [{ index, field: 'passes', problem: '示例不成立', received: verdict.passes, expected: example.passes }];
}
