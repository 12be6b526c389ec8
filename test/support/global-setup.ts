import { type SharedStack, startSharedStack } from './shared-stack.ts';

declare global {
  /** Kept for the global tear-down, which runs in the same process. */
  var sharedStack: SharedStack | undefined;
}

/** Runs once before the test files of the project "stack". */
export default async function setUp(): Promise<void> {
  globalThis.sharedStack = await startSharedStack();
}
