import { choicesOf, type FieldSchema, type FormModel, fieldsOf, isVoid, kindOf, plain, rowKeyOf } from './schema.ts';

/** The values of a form, or of a group in it. */
export type Values = Record<string, unknown>;

/** What was filled in as the body of a command: what is empty is left out, lists that must be there are there. `known` are the defaults. */
export function bodyOf(model: FormModel, group: FieldSchema, values: Values, known: Values = {}): Values {
  const body: Values = {};
  for (const { name, field, required } of fieldsOf(group)) {
    const kind = kindOf(field);
    const value = kind === 'hidden' ? known[name] : isVoid(model, name, field) ? undefined : filled(model, field, values[name]);
    if (value !== undefined) body[name] = value;
    else if (required && plain(field).type === 'array') body[name] = [];
    else if (required && field.anyOf?.some(({ type }) => type === 'null')) body[name] = null;
  }
  return body;
}

/** A value without what is empty in it; `undefined` if nothing is left. */
function filled(model: FormModel, described: FieldSchema, value: unknown): unknown {
  const field = plain(described);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return kindOf(field) === 'list' || kindOf(field) === 'documents' ? rows(model, field, items) : items;
  }
  return typeof value === 'object' ? bodyOf(model, field, value as Values) : value;
}

function rows(model: FormModel, list: FieldSchema, items: readonly unknown[]): Values[] | undefined {
  const rowKey = rowKeyOf(list);
  const bodies = items.map((item) => bodyOf(model, list.items ?? {}, (item ?? {}) as Values));
  // A row that was there from the start counts only if something was filled in.
  const used = bodies.filter((body) => Object.keys(body).some((name) => name !== rowKey));
  return used.length > 0 ? used : undefined;
}

/** What a form starts with: the values that are known, and one row for each entry where a list has fixed rows. */
export function startOf(model: FormModel, group: FieldSchema, known: Values): Values {
  const start: Values = {};
  for (const { name, field, required } of fieldsOf(group)) {
    if (isVoid(model, name, field)) continue;
    const value = kindOf(field) === 'list' ? firstRows(model, field, required, known[name]) : known[name];
    if (value !== undefined) start[name] = value;
  }
  return start;
}

function firstRows(model: FormModel, list: FieldSchema, required: boolean, known: unknown): Values[] | undefined {
  const rowKey = rowKeyOf(list);
  const items = list.items ?? {};
  if (Array.isArray(known) && known.length > 0) return known.map((row: Values) => ({ ...startOf(model, items, {}), ...row }));
  if (rowKey !== undefined) return choicesOf(model, rowKey, items.properties?.[rowKey] ?? {}).map(({ value }) => ({ [rowKey]: value }));
  return required && (list.minItems ?? 0) > 0 ? [startOf(model, items, {})] : undefined;
}
