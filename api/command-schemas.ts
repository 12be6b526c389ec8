import { z } from 'zod';
import type { ProcessKind } from '../domain/ids.ts';
import { COMMAND_SCHEMAS } from '../domain/schema/registry.ts';

/** The part of JSON Schema that our bodies use, with the words and widgets that their fields carry. */
export interface JsonSchema {
  title?: string;
  description?: string;
  type?: string;
  widget?: string;
  slot?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  [key: string]: unknown;
}

const described = new Map<z.ZodType, JsonSchema>();

/** The schema of a command's body, or `undefined` if the kind has no such command. */
export function bodySchema(kind: ProcessKind, command: string): z.ZodType<object> | undefined {
  const schemas: Record<string, z.ZodType<object>> = COMMAND_SCHEMAS[kind];
  return Object.hasOwn(schemas, command) ? schemas[command] : undefined;
}

/** A command's body as JSON Schema, as forms and timelines read it; made once. */
export function bodyJsonSchema(kind: ProcessKind, command: string): JsonSchema | undefined {
  const schema = bodySchema(kind, command);
  if (!schema) return undefined;
  const known = described.get(schema) ?? (z.toJSONSchema(schema, { io: 'input' }) as JsonSchema);
  described.set(schema, known);
  return known;
}

/** Every body by the name of its kind and command, `contract.sign`. */
export function allBodies(): Record<string, z.ZodType> {
  const all = Object.entries(COMMAND_SCHEMAS).map(([kind, schemas]) =>
    Object.entries(schemas).map(([command, schema]) => [`${kind}.${command}`, schema] as const),
  );
  return Object.fromEntries(all.flat());
}

/** The titles of all fields of a kind's commands; the same word names the same thing wherever it stands. */
export function fieldsOfKind(kind: ProcessKind): Record<string, JsonSchema> {
  const fields: Record<string, JsonSchema> = {};
  for (const command of Object.keys(COMMAND_SCHEMAS[kind])) Object.assign(fields, bodyJsonSchema(kind, command)?.properties);
  return fields;
}
