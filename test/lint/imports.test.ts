import { describe, expect, test } from '@jest/globals';
import { importsOf, type Source, sources } from '../support/sources.ts';

/** DESIGN 3.3: what each room may import by value, and by type only. A target is a prefix of a path, or a package. */
interface Room {
  files: RegExp;
  values: RegExp;
  types?: RegExp;
}

const ROOMS: Record<string, Room> = {
  'domain/schema': { files: /^domain\/schema\//, values: /^(domain\/|zod$)/ },
  domain: { files: /^domain\/(?!schema\/)/, values: /^domain\/(?!schema\/)/, types: /^domain\// },
  policies: { files: /^policies\//, values: /^(policies\/|domain\/|node:|yaml$|zod$)/ },
  workflows: { files: /^workflows\//, values: /^(workflows\/|@temporalio\/(workflow|common)$)/, types: /^(domain\/|activities\/)/ },
  prisma: { files: /^prisma\/(?!seed\/)/, values: /^(prisma\/|node:|@prisma\/|pg$)/ },
  temporal: {
    files: /^temporal\//,
    values: /^(temporal\/|domain\/|workflows\/(messages|attributes)\.ts|prisma\/|@temporalio\/(client|common)$|node:)/,
  },
  activities: {
    files: /^activities\//,
    values:
      /^(activities\/|temporal\/|domain\/|policies\/|workflows\/messages\.ts|prisma\/|node:|@temporalio\/(activity|common|client)$|nodemailer$)/,
    types: /^config\.ts$/,
  },
  api: {
    files: /^api\//,
    values:
      /^(api\/|temporal\/|domain\/|policies\/|workflows\/messages\.ts|prisma\/|config\.ts$|node:|@temporalio\/(client|common)$|express$|compression$|pino$|pino-http$|zod$|@node-rs\/argon2$|swagger-ui-dist)/,
    types: /^(workflows\/|http$)/,
  },
  web: { files: /^web\//, values: /^(web\/|react|antd|@ant-design\/|@tanstack\/|dayjs|vite$|@vitejs\/)/, types: /^(domain\/|zod$)/ },
};

function roomOf(source: Source): [string, Room] | undefined {
  return Object.entries(ROOMS).find(([, room]) => room.files.test(source.path));
}

/** Imports that the matrix forbids, each as "file -> target". */
function violations(source: Source): string[] {
  const found = roomOf(source);
  if (!found) return [];
  const [, room] = found;
  return source.imports
    .filter(({ target, typeOnly }) => !room.values.test(target) && !(typeOnly && room.types?.test(target)))
    .map(({ target }) => `${source.path} -> ${target}`);
}

describe('who may import whom', () => {
  test('a forbidden import is found', () => {
    const text = "import { x } from '../prisma/client.ts';\nimport type { Y } from '../domain/ids.ts';\n";
    const source = { path: 'workflows/bad.ts', text, lines: [], imports: importsOf('workflows/bad.ts', text) };
    expect(violations(source)).toEqual(['workflows/bad.ts -> prisma/client.ts']);
  });

  test('a type may come where a value may not', () => {
    const text = "import { type A, type B } from '../domain/ids.ts';\nimport { c } from '../domain/time.ts';\n";
    const source = { path: 'workflows/bad.ts', text, lines: [], imports: importsOf('workflows/bad.ts', text) };
    expect(violations(source)).toEqual(['workflows/bad.ts -> domain/time.ts']);
  });

  test('the project keeps the matrix', () => {
    expect(sources().flatMap(violations)).toEqual([]);
  });
});
