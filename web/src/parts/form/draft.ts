import type { ProcessKind } from '../../api/types.ts';
import type { Values } from './body.ts';
import { type FieldKind, type FieldSchema, fieldsOf, kindOf } from './schema.ts';

/** What a draft belongs to: the person in one organisation, the process (or the kind to be opened), the command. */
export interface DraftOf {
  membershipId: string;
  kind: ProcessKind;
  processId: string | undefined;
  command: string;
}

const PREFIX = 'luyue.draft';
/** Processes about one person: what is written in their forms may tell about that person and stays out of the browser's storage. */
const ABOUT_PERSONS: readonly ProcessKind[] = ['referral', 'certification'];
const FREE_TEXT: readonly FieldKind[] = ['text', 'long-text', 'documents'];

/** The draft that was left here, without what a draft does not keep; `undefined` if there is none. */
export function readDraft(of: DraftOf): Values | undefined {
  try {
    const text = localStorage.getItem(keyOf(of));
    const draft: unknown = text === null ? undefined : JSON.parse(text);
    return typeof draft === 'object' && draft !== null ? (draft as Values) : undefined;
  } catch {
    // Storage that is switched off or was damaged must not keep anybody from working.
    return undefined;
  }
}

/** Keeps what was filled in; the caller leaves personal data out, see {@link impersonal}. */
export function saveDraft(of: DraftOf, values: Values): void {
  try {
    localStorage.setItem(keyOf(of), JSON.stringify(values));
  } catch {
    // The same: the form itself still holds everything.
  }
}

/** Forgets a draft that was handed in or thrown away. */
export function dropDraft(of: DraftOf): void {
  try {
    localStorage.removeItem(keyOf(of));
  } catch {
    // Nothing was kept then.
  }
}

/** The values without fields that name or may describe a person. */
export function impersonal(group: FieldSchema, values: Values, kind: ProcessKind): Values {
  const kept: Values = {};
  for (const { name, field } of fieldsOf(group)) {
    const value = values[name];
    const drawn = kindOf(field);
    if (value === undefined || drawn === 'worker' || (ABOUT_PERSONS.includes(kind) && FREE_TEXT.includes(drawn))) continue;
    if (drawn === 'group') kept[name] = impersonal(field, (value ?? {}) as Values, kind);
    else if (drawn === 'list') kept[name] = (value as Values[]).map((row) => impersonal(field.items ?? {}, row ?? {}, kind));
    else kept[name] = value;
  }
  return kept;
}

function keyOf({ membershipId, kind, processId, command }: DraftOf): string {
  return [PREFIX, membershipId, processId ?? kind, command].join(':');
}
