import { stopProduct } from './product.ts';

/** Runs once after the test files of the project "e2e". */
export default async function tearDown(): Promise<void> {
  if (globalThis.product !== undefined) await stopProduct(globalThis.product);
}
