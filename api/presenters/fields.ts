import type { Policy } from '../../domain/policy.ts';
import { SLOTS, type SlotName } from '../../domain/slots.ts';
import type { JsonSchema } from '../command-schemas.ts';
import { choiceName } from './choices.ts';

/** A field with its value, ready to be read. */
export interface Labelled {
  label: string;
  value: string;
}

/** Names that values refer to by id; whoever may not know a name does not get it here. */
export interface Names {
  organisations: ReadonlyMap<string, string>;
  workers: ReadonlyMap<string, string>;
  policy: Policy;
}

/** What a field refers to, so that the names can be fetched at once. */
export interface References {
  organisations: string[];
  workers: string[];
}

/** The fields of `data` that have a title, in the order of the schema, in words; what is hidden in forms is hidden here. */
export function readFields(fields: Record<string, JsonSchema>, data: object, names: Names): Labelled[] {
  const shown: Labelled[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const value = inWords(field, Reflect.get(data, name), names);
    // The unit stands in the value.
    if (field.title && value !== '') shown.push({ label: field.title.replace(/（元）$/, ''), value });
  }
  return shown;
}

/** The ids of organisations and workers in the fields of `data`. */
export function referencesIn(
  fields: Record<string, JsonSchema>,
  data: object,
  found: References = { organisations: [], workers: [] },
): References {
  for (const [name, field] of Object.entries(fields)) collect(plain(field), Reflect.get(data, name), found);
  return found;
}

function collect(field: JsonSchema, value: unknown, found: References): void {
  if (Array.isArray(value)) for (const one of value) collect({ ...field.items, ...widgetOf(field) }, one, found);
  else if (typeof value === 'object' && value !== null) referencesIn(field.properties ?? {}, value, found);
  else if (typeof value === 'string' && field.widget === 'organisation') found.organisations.push(value);
  else if (typeof value === 'string' && field.widget === 'worker') found.workers.push(value);
}

function inWords(described: JsonSchema, value: unknown, names: Names, isInner = false): string {
  const field = plain(described);
  if (value === undefined || value === null || field.widget === 'hidden') return '';
  if (Array.isArray(value)) return listInWords(field, value, names, isInner);
  switch (typeof value) {
    case 'boolean':
      return value ? '是' : '否';
    case 'number':
      return field.widget === 'money' ? `${value.toLocaleString('zh-CN', { minimumFractionDigits: 2 })} 元` : String(value);
    case 'string':
      return textInWords(field, value, names);
    case 'object':
      return groupInWords(field, value, names, isInner);
    default:
      return '';
  }
}

/** What has several parts stands on a line of its own. */
function listInWords(field: JsonSchema, values: unknown[], names: Names, isInner: boolean): string {
  const items = values.map((one) => inWords({ ...field.items, ...widgetOf(field) }, one, names, isInner)).filter(Boolean);
  return items.join(!isInner && values.some((one) => typeof one === 'object') ? '\n' : '、');
}

/** 石桥镇社工站（石桥镇人民政府）: what it is about, and the rest in brackets; bare numbers and days say what they are. */
function groupInWords(field: JsonSchema, group: object, names: Names, isInner: boolean): string {
  const parts = Object.entries(field.properties ?? {}).flatMap(([name, described]) => {
    const words = inWords(described, Reflect.get(group, name), names, true);
    const isBare = /^\d[\d.-]*$/.test(words) && !isInner;
    return words === '' ? [] : [isBare && described.title ? `${described.title} ${words}` : words];
  });
  if (isInner) return parts.join(' ');
  const [first = '', ...rest] = parts;
  return rest.length > 0 ? `${first}（${rest.join('，')}）` : first;
}

function textInWords(field: JsonSchema, text: string, names: Names): string {
  if (field.widget === 'organisation') return names.organisations.get(text) ?? '';
  if (field.widget === 'worker') return names.workers.get(text) ?? '';
  if (field.slot) return itemName(field.slot, text, names.policy);
  return choiceName(text) ?? text;
}

/** What the pack calls an item of the list in a slot. */
function itemName(slot: string, code: string, policy: Policy): string {
  return itemsIn(slot, policy).find((item) => item.code === code)?.label ?? code;
}

/** The items that policy lists in a slot: of a checklist, the steps of a flow, the acts of a prohibition. */
export function itemsIn(slot: string, policy: Policy): { code: string; label: string }[] {
  if (!(slot in SLOTS)) return [];
  return policy.rules(slot as SlotName).flatMap((rule) => {
    if (rule.kind === 'checklist') return rule.items;
    if (rule.kind === 'flow') return rule.steps;
    return rule.kind === 'prohibition' ? rule.acts : [];
  });
}

/** A field that may be `null` is described by its other form, with its own words. */
function plain(field: JsonSchema): JsonSchema {
  const inner = field.anyOf?.find(({ type }) => type !== 'null');
  return inner ? { ...inner, ...Object.fromEntries(Object.entries(field).filter(([key]) => key !== 'anyOf')) } : field;
}

/** Widget and slot of a list hold for its items. */
function widgetOf({ widget, slot }: JsonSchema): Pick<JsonSchema, 'widget' | 'slot'> {
  return { ...(widget && { widget }), ...(slot && { slot }) };
}
