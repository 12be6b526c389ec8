/** Two projects: `unit` needs nothing but Node; `stack` shares one PostgreSQL and one Temporal server, started by its global set-up. */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, sourceMaps: 'inline' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.luyue'],
};
const stack = { globalSetup: '<rootDir>/test/support/global-setup.ts', globalTeardown: '<rootDir>/test/support/global-teardown.ts' };
export default {
  coverageProvider: 'v8',
  collectCoverageFrom: ['domain/**/*.ts'],
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/test/{domain,policies,stack,lint}/**/*.test.ts'] },
    { ...base, ...stack, displayName: 'stack', testMatch: ['<rootDir>/test/{activities,workflows,api,prisma,rehearsal}/**/*.test.ts'] },
  ],
};
