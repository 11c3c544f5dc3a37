import { preset } from '@prod-e/testing';

/** Everything applied by the real provider; it stands among the end-to-end tests, whose workspaces it uses. */
export default preset(import.meta.dirname, {
  roots: ['<rootDir>/../tools/e2e/test/provider'],
  testMatch: ['**/*.test.ts'],
  collectCoverage: false,
  coverageThreshold: undefined,
});
