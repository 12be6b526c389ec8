import { z } from 'zod';
import type { FieldProblem } from '../domain/errors.ts';
import type { YamlText } from './yaml.ts';

/** One thing that is wrong in a policy file: where, what stands there, what is allowed. */
export interface PackProblem extends FieldProblem {
  file: string;
  line: number;
  rule?: string;
}

/** A problem before its place in the file is known: the path leads there. */
export interface PathProblem {
  path: readonly PropertyKey[];
  problem: string;
  received?: unknown;
  allowed?: unknown;
}

const chinese = z.locales.zhCN().localeError;

/** Parses a value read from a policy file; every issue is told in Chinese with what is allowed. */
export function parseFile<T>(schema: z.ZodType<T>, value: unknown): { data: T } | { problems: PathProblem[] } {
  const parsed = schema.safeParse(value, { error: explain, reportInput: true });
  return parsed.success ? { data: parsed.data } : { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, [])) };
}

/** What zod's own words leave out: which keys and which kinds would be allowed, and that a closed list has no such value. */
function explain(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject) {
    return `没有这一项；可用：${Object.keys(issue.inst.shape).join('、')}`;
  }
  if (issue.code === 'invalid_union' && issue.inst instanceof z.ZodDiscriminatedUnion) {
    const name = issue.inst.def.discriminator;
    const kinds = issue.inst._zod.propValues?.[name] ?? [];
    return `${name} 应为：${[...kinds].map(String).join('、')}`;
  }
  if (issue.code === 'invalid_value') return '不在可选值之中';
  if (issue.code === 'invalid_format' && issue.format === 'date') return '日期不存在或写法有误，应为真实存在的日期，写作 YYYY-MM-DD';
  if (issue.code === 'invalid_type' && issue.input === undefined) return '缺少这一项';
  const text = chinese(issue);
  return typeof text === 'string' ? text : text?.message;
}

/** A union that fails is told by its nearest branch: the one with the fewest issues, if one is nearer than all others. */
function problemsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): PathProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [nearest, next] = [...issue.errors].sort((a, b) => weight(a) - weight(b));
    if (nearest && next && weight(nearest) < weight(next)) return nearest.flatMap((inner) => problemsOf(inner, path));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], problem: issue.message, ...receivedAt(issue.input, key) }));
  const allowed = issue.code === 'invalid_value' ? issue.values : undefined;
  return [{ path, problem: issue.message, ...(isScalar(issue.input) && { received: issue.input }), ...(allowed && { allowed }) }];
}

function receivedAt(input: unknown, key: string): { received?: unknown } {
  const value: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined;
  return isScalar(value) ? { received: value } : {};
}

/** An error names a value, it does not repeat a part of the file. */
function isScalar(value: unknown): boolean {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

function weight(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}

/** Gives a problem its file, its line and, if it lies in a rule, the id of the rule. */
export function place(file: string, text: YamlText, value: unknown, found: PathProblem): PackProblem {
  const [list, index, ...rest] = found.path;
  const rule = list === 'rules' && typeof index === 'number' ? idOf(value, index) : undefined;
  const field = (rule ? rest : found.path).join('.');
  const { problem, received, allowed } = found;
  return {
    file,
    line: text.lineOf(found.path),
    ...(rule && { rule }),
    field,
    problem,
    ...(received !== undefined && { received }),
    ...(allowed !== undefined && { allowed }),
  };
}

function idOf(value: unknown, index: number): string | undefined {
  const rules = typeof value === 'object' && value !== null && 'rules' in value ? value.rules : undefined;
  const rule: unknown = Array.isArray(rules) ? rules[index] : undefined;
  return typeof rule === 'object' && rule !== null && 'id' in rule ? String(rule.id) : undefined;
}

/** One line for a person: `gz.yaml:43 GZ-17 when.term.unit = "hour"：…；可用：…`. */
export function describeProblem({ file, line, rule, field, problem, received, allowed }: PackProblem): string {
  const where = [`${file}:${line}`, rule, field].filter(Boolean).join(' ');
  const value = received === undefined ? '' : ` = ${JSON.stringify(received)}`;
  const choice = allowed === undefined ? '' : `；可用：${Array.isArray(allowed) ? allowed.join('、') : String(allowed)}`;
  return `${where}${value}：${problem}${choice}`;
}
