import { preset } from '@prod-e/testing';

/** Deployments take seconds each, and everything that is covered runs in processes of its own. */
export default preset(import.meta.dirname, {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testTimeout: 180_000,
  collectCoverage: false,
  coverageThreshold: undefined,
});
