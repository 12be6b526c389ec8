import { stopSharedStack } from './shared-stack.ts';

/** Runs once after the test files of the project "stack". */
export default async function tearDown(): Promise<void> {
  if (globalThis.sharedStack !== undefined) await stopSharedStack(globalThis.sharedStack);
}
