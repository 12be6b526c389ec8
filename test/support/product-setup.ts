import { type Product, startProduct } from './product.ts';

declare global {
  /** Kept for the global tear-down, which runs in the same process. */
  var product: Product | undefined;
}

/** Runs once before the test files of the project "e2e". */
export default async function setUp(): Promise<void> {
  globalThis.product = await startProduct();
}
