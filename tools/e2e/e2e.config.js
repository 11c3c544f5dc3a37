import { preset } from '@prod-e/testing';

/** Deployments take seconds each, and everything that is covered runs in processes of its own. */
export default preset(import.meta.dirname, {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Run by infra:e2e.
  testPathIgnorePatterns: ['<rootDir>/test/provider'],
  globalSetup: '<rootDir>/src/global-setup.ts',
  globalTeardown: '<rootDir>/src/global-teardown.ts',
  testTimeout: 180_000,
  collectCoverage: false,
  coverageThreshold: undefined,
});
