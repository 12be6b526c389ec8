/**
 * `unit` needs nothing but Node; `stack` shares one PostgreSQL and one Temporal server; `e2e` drives a browser against the whole product;
 * `faults` kills its own processes.
 */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, sourceMaps: 'inline' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.luyue'],
};
const stack = { globalSetup: '<rootDir>/test/support/global-setup.ts', globalTeardown: '<rootDir>/test/support/global-teardown.ts' };
const product = { globalSetup: '<rootDir>/test/support/product-setup.ts', globalTeardown: '<rootDir>/test/support/product-teardown.ts' };
export default {
  coverageProvider: 'v8',
  collectCoverageFrom: ['domain/**/*.ts'],
  coverageReporters: ['text-summary', 'json-summary'],
  coverageThreshold: { global: { branches: 100 } },
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/{domain,policies,stack,lint,web}/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/stack/running/'],
    },
    {
      ...base,
      ...stack,
      displayName: 'stack',
      testMatch: ['<rootDir>/test/{activities,workflows,temporal,api,prisma,rehearsal,stack/running}/**/*.test.ts'],
    },
    { ...base, ...product, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    { ...base, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.test.ts'] },
  ],
};
