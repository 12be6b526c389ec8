import { z } from 'zod';
import { CatalogueError, type ErrorCode, type FieldProblem } from '../domain/errors.ts';

// One language for all messages that no schema words itself; what is missing has no type that somebody could have mistaken.
z.config({ ...z.locales.zhCN(), customError: ({ input }) => (input === undefined ? '没有填写' : undefined) });

const SECRETS = new Set(['password']);
const LONGEST_ECHO = 200;

/** Parses what a caller sent; throws `code` with one problem per wrong field: where, what was received, what is allowed. */
export function parseOrThrow<Value>(schema: z.ZodType<Value>, input: unknown, code: ErrorCode): Value {
  const text = findUnstorable(input);
  if (text) throw new CatalogueError('request.invalid', '文字中含有不能保存的字符', [text]);
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap(problemsOfIssue);
  throw new CatalogueError(code, `填写的内容有误：${fields.map(({ field }) => field || '内容').join('、')}`.slice(0, 500), fields);
}

function problemsOfIssue(issue: z.core.$ZodIssue): FieldProblem[] {
  const field = issue.path.map(String).join('.');
  // Each unknown key is a problem of its own, at its own place.
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((key) => ({ field: [field, shortened(key)].filter(Boolean).join('.'), problem: '没有这个字段' }));
  }
  const secret = issue.path.some((part) => SECRETS.has(String(part)));
  const allowed = allowedBy(issue);
  return [
    {
      field,
      problem: issue.message,
      ...(!secret && issue.input !== undefined && { received: echo(issue.input) }),
      ...(allowed !== undefined && { allowed }),
    },
  ];
}

/** The range, the values or the form that the issue leaves open. */
function allowedBy(issue: z.core.$ZodIssue): unknown {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values;
    case 'invalid_type':
      return issue.expected;
    case 'too_small':
      return `>= ${issue.minimum}`;
    case 'too_big':
      return `<= ${issue.maximum}`;
    case 'not_multiple_of':
      return `${issue.divisor} 的倍数`;
    case 'invalid_format':
      return issue.format === 'date' ? 'YYYY-MM-DD' : (issue.pattern ?? issue.format);
    case 'invalid_union':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return undefined;
  }
}

/** What was received, short enough to be read; structures are named, not repeated. */
function echo(value: unknown): unknown {
  if (typeof value === 'string') return shortened(value);
  if (Array.isArray(value)) return `${value.length} 项`;
  return typeof value === 'object' && value !== null ? '对象' : value;
}

function shortened(text: string): string {
  return text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text;
}

/**
 * The first text with NUL or half a surrogate pair, in values or in keys: PostgreSQL stores neither. It walks with its own stack, because a
 * body of a megabyte may be nested deeper than calls may be.
 */
function findUnstorable(input: unknown): FieldProblem | undefined {
  const open: { value: unknown; path: string }[] = [{ value: input, path: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === 'string' && !isStorable(value)) return unstorable(path, value);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const at = (path ? `${path}.${key}` : key).slice(0, LONGEST_ECHO);
      if (!isStorable(key)) return unstorable(at, key);
      open.push({ value: inner, path: at });
    }
  }
  return undefined;
}

function isStorable(text: string): boolean {
  return !/[\u0000\p{Cs}]/u.test(text);
}

function unstorable(field: string, text: string): FieldProblem {
  const visible = JSON.stringify(text).replaceAll('\\u0000', '␀');
  return {
    field: field.replaceAll('\u0000', '␀'),
    problem: '含有不能保存的字符',
    received: shortened(visible),
    allowed: '除 U+0000 和不成对代理项以外的字符',
  };
}
