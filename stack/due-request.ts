import { z } from 'zod';
import { CatalogueError } from '../domain/errors.ts';
import { TRIGGER_EVENTS } from '../domain/pack.ts';
import { PlainDateText, RegionCode } from '../domain/schema/calendar.ts';
import { parseFile } from '../policies/problems.ts';

const Id = z.union([z.string(), z.number()]).describe('Given back with the answer');
const region = RegionCode.default('CN');

const TermRequest = z.strictObject({
  id: Id,
  from: PlainDateText,
  term: z.strictObject({
    count: z.number(),
    unit: z.enum(['working-day', 'day', 'month', 'year']),
    direction: z.enum(['after', 'before']),
  }),
  region,
});
const FixedRequest = z.strictObject({ id: Id, fixed: PlainDateText, region });
const RuleRequest = z.strictObject({
  id: Id,
  pack: z.string(),
  rule: z.string(),
  events: z.partialRecord(z.enum(TRIGGER_EVENTS), PlainDateText).default({}),
});

/** A question for a date: a term from an event, a rule of a pack with its trigger events, or a date written in a text. */
export type DueRequest = z.infer<typeof TermRequest> | z.infer<typeof FixedRequest> | z.infer<typeof RuleRequest>;

/** What a form is known by. */
const FORMS = [
  { key: 'from', schema: TermRequest },
  { key: 'fixed', schema: FixedRequest },
  { key: 'pack', schema: RuleRequest },
];

/** Parts whose faults are faults of a date or a term; all others are faults of the request. */
const DATE_PARTS: readonly unknown[] = ['from', 'term', 'fixed', 'events'];

/** The request in a line's JSON; throws `request.malformed`, `request.invalid` or `term.invalid` naming each field and what is allowed. */
export function parseRequest(value: unknown): DueRequest {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CatalogueError('request.malformed', '每行应为一个 JSON 对象');
  }
  const [form, second] = FORMS.filter(({ key }) => key in value);
  if (!form || second) throw new CatalogueError('request.invalid', `每行应写明 ${FORMS.map(({ key }) => key).join('、')} 中的一项`);
  const parsed = parseFile<DueRequest>(form.schema, value);
  if ('data' in parsed) return parsed.data;
  const fields = parsed.problems.map(({ path, ...problem }) => ({ field: path.join('.'), ...problem }));
  const code = parsed.problems.every(({ path }) => DATE_PARTS.includes(path[0])) ? 'term.invalid' : 'request.invalid';
  throw new CatalogueError(code, fields.map(({ field, problem }) => (field ? `${field}：${problem}` : problem)).join('；'), fields);
}

/** The id of a line, where one can be read: even an answer that refuses says which line it refuses. */
export function idOf(value: unknown): string | number | null {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return Id.safeParse(id).data ?? null;
}
