import { expect, test } from '@jest/globals';
import { workflowBundle } from '../support/kit.ts';

test('the workflow bundle holds no domain code, no zod and no environment', async () => {
  const { code } = await workflowBundle();
  const modules = [...code.matchAll(/^\s*!\*\*\* (\S+)/gm)].map(([, name]) => name ?? '');
  // What webpack lists as modules must include the workflow itself, or this test would look at nothing.
  expect(modules.some((name) => name.includes('workflows/process.ts'))).toBe(true);
  expect(modules.filter((name) => /(^|\/)(domain|activities|api|prisma|policies)\//.test(name))).toEqual([]);
  expect(modules.filter((name) => /node_modules\/(zod|@prisma|pg)\//.test(name))).toEqual([]);
  expect(code).not.toMatch(/process\.env\.(?!NODE_ENV|JEST_WORKER_ID|TEMPORAL)/);
});
