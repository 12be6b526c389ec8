import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';

const FOLDER = new URL('../../../domain/schema/api/', import.meta.url);

test.each(readdirSync(FOLDER))('every shape of %s can be published, and each field with a value is described', async (file) => {
  const shapes = Object.entries((await import(new URL(file, FOLDER).href)) as Record<string, unknown>);
  const described = shapes.filter((one): one is [string, z.ZodType] => one[1] instanceof z.ZodType);
  expect(described.length).toBeGreaterThan(0);
  for (const [name, shape] of described) expect(bare(z.toJSONSchema(shape, { io: 'input' }), name)).toEqual([]);
});

/** Fields without a description, by their paths. */
function bare(schema: z.core.JSONSchema.BaseSchema, path: string): string[] {
  const fields = Object.entries(schema.properties ?? {}) as [string, z.core.JSONSchema.BaseSchema][];
  return fields.flatMap(([name, field]) => [
    ...(field.description || field.title || field.properties || field.items ? [] : [`${path}.${name}`]),
    ...bare(field, `${path}.${name}`),
    ...(typeof field.items === 'object' && !Array.isArray(field.items) ? bare(field.items as typeof schema, `${path}.${name}[]`) : []),
  ]);
}
