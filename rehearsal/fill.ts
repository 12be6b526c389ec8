import { bodyJsonSchema, bodySchema, type JsonSchema } from '../api/command-schemas.ts';
import { itemsIn } from '../api/presenters/fields.ts';
import type { PlainDate, ProcessKind } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';

/** What a body is made of: the pack's lists and the day of the act; `known` are the fields that only the case itself can tell. */
export interface Filling {
  policy: Policy;
  today: PlainDate;
  known: Record<string, unknown>;
}

/** One document, as every form takes it. */
export const DOCUMENTS = [{ name: '演练材料' }];
const AMOUNT_YUAN = 200_000;

/**
 * Fills the form of a command as a person would who ticks everything and leaves out what may be left out, then parses it as the API does.
 * Throws what the schema says of a field that nothing is known about.
 */
export function fill(kind: ProcessKind, command: string, { policy, today, known }: Filling): object {
  const form = bodyJsonSchema(kind, command);
  const schema = bodySchema(kind, command);
  if (!form || !schema) throw new Error(`${kind} has no command ${command}`);
  const asked = Object.entries(form.properties ?? {}).filter(
    ([name, { type, slot }]) => form.required?.includes(name) || (type === 'array' && slot && itemsIn(slot, policy).length > 0),
  );
  const filled = asked.map(([name, field]) => [name, valueOf(field, policy, today)] as const);
  return schema.parse({ ...Object.fromEntries(filled), ...known });
}

function valueOf({ widget, slot }: JsonSchema, policy: Policy, today: PlainDate): unknown {
  switch (widget) {
    case 'date':
      return today;
    case 'money':
      return AMOUNT_YUAN;
    case 'checklist':
      return itemsIn(slot ?? '', policy).map(({ code }) => code);
    case 'documents':
      return DOCUMENTS;
    case 'text':
    case 'long-text':
      return '演练';
    default:
      return undefined;
  }
}
