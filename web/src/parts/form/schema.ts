import type { Form } from '../../api/types.ts';

/** The part of JSON Schema that the bodies of commands use, with the words and widgets that their fields carry. */
export interface FieldSchema {
  title?: string;
  description?: string;
  type?: string;
  widget?: string;
  slot?: string;
  enum?: unknown[];
  properties?: Record<string, FieldSchema>;
  required?: string[];
  items?: FieldSchema;
  anyOf?: FieldSchema[];
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  maxLength?: number;
}

/** Where a field stands in the body: names of fields, indexes of lists. */
export type Path = readonly (string | number)[];

/** Where a field stands: `path` in the whole body, `at` for Ant Design's form, which counts from the list around it. */
export interface Place {
  path: Path;
  at: Path;
}

/** How a field is drawn. */
export type FieldKind =
  | 'hidden'
  | 'date'
  | 'money'
  | 'number'
  | 'organisation'
  | 'organisations'
  | 'worker'
  | 'checks'
  | 'choice'
  | 'yes-no'
  | 'documents'
  | 'text'
  | 'long-text'
  | 'group'
  | 'list';

/** A form as its fields read it. */
export interface FormModel {
  schema: FieldSchema;
  checklists: Form['checklists'];
  options: Form['options'];
}

/** What `GET /api/forms` answers, for drawing. */
export function modelOf({ schema, checklists, options }: Form): FormModel {
  return { schema: schema as FieldSchema, checklists, options };
}

/** A field that may be `null` is described by its other form, with its own words. */
export function plain(field: FieldSchema): FieldSchema {
  const inner = field.anyOf?.find(({ type }) => type !== 'null');
  if (!inner) return field;
  const { anyOf: _, ...words } = field;
  return { ...inner, ...words };
}

const BY_WIDGET: Record<string, FieldKind> = {
  hidden: 'hidden',
  date: 'date',
  money: 'money',
  number: 'number',
  organisation: 'organisation',
  worker: 'worker',
  text: 'text',
  'long-text': 'long-text',
};

/** How a field is drawn; what has no widget of its own is drawn by its type. */
export function kindOf(described: FieldSchema): FieldKind {
  const field = plain(described);
  if (field.widget === 'hidden') return 'hidden';
  if (field.type === 'array') {
    if (field.widget === 'documents') return 'documents';
    if (field.items?.type === 'object') return 'list';
    return field.widget === 'organisation' ? 'organisations' : 'checks';
  }
  if (field.type === 'object') return 'group';
  if (field.type === 'boolean') return 'yes-no';
  if (field.enum || field.widget === 'checklist' || field.widget === 'choice') return 'choice';
  return BY_WIDGET[field.widget ?? ''] ?? (field.type === 'number' || field.type === 'integer' ? 'number' : 'text');
}

/** The fields of a group with what is asked of each. */
export function fieldsOf(group: FieldSchema): { name: string; field: FieldSchema; required: boolean }[] {
  const required = new Set(group.required ?? []);
  return Object.entries(group.properties ?? {}).map(([name, field]) => ({ name, field, required: required.has(name) }));
}

/** The choices of a field: of the form by name, or of the checklist of its slot. */
export function choicesOf({ checklists, options }: FormModel, name: string, field: FieldSchema): { value: string; label: string }[] {
  const offered = options[name];
  if (offered && offered.length > 0) return offered;
  const items = (field.slot && checklists[field.slot]) || [];
  if (items.length > 0) return items.map(({ code, label }) => ({ value: code, label }));
  return (plain(field).enum ?? []).map((code) => ({ value: String(code), label: String(code) }));
}

/** The field of a list's items that names one entry of a checklist; the list then has one row for each entry. */
export function rowKeyOf(list: FieldSchema): string | undefined {
  return fieldsOf(list.items ?? {}).find(({ field }) => kindOf(field) === 'choice' && field.slot !== undefined)?.name;
}

/** True for a field that this policy leaves nothing to fill in: hidden, or its list is empty here. */
export function isVoid(model: FormModel, name: string, field: FieldSchema): boolean {
  const kind = kindOf(field);
  if (kind === 'hidden') return true;
  if (kind === 'checks' || field.slot !== undefined) return choicesOf(model, name, field).length === 0;
  const rowKey = kind === 'list' ? rowKeyOf(field) : undefined;
  return rowKey !== undefined && choicesOf(model, rowKey, field.items?.properties?.[rowKey] ?? {}).length === 0;
}

/** Where in the form a problem of the API is shown, as `a.0.b`; `undefined` if the form does not show that field. */
export function placeOf(schema: FieldSchema, dotted: string): string | undefined {
  const place: string[] = [];
  let field = schema;
  for (const part of dotted.split('.')) {
    const here = plain(field);
    const kind = kindOf(here);
    const inner = kind === 'group' ? here.properties?.[part] : kind === 'list' || kind === 'documents' ? here.items : undefined;
    // Below this field nothing has a place of its own: an item of a checklist is shown at its list.
    if (inner === undefined) break;
    if (kindOf(inner) === 'hidden') return undefined;
    place.push(part);
    field = inner;
  }
  return place.length > 0 ? place.join('.') : undefined;
}
