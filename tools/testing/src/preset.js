import { join, relative } from 'node:path';
import { typesOnly } from './types-only.js';

/**
 * The Jest configuration of a project: TypeScript through swc, coverage thresholds held,
 * results counted into `dist/test-results.json` for the closing line of `npm test`.
 *
 * @param {string} projectRoot absolute folder of the project
 * @param {import('jest').Config} [overrides] what a project needs otherwise
 * @returns {import('jest').Config}
 */
export function preset(projectRoot, overrides = {}) {
  return {
    displayName: relative(join(import.meta.dirname, '../../..'), projectRoot),
    rootDir: projectRoot,
    testEnvironment: 'node',
    testMatch: ['<rootDir>/{src,test}/**/*.test.ts'],
    modulePathIgnorePatterns: ['<rootDir>/dist'],
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        {
          sourceMaps: 'inline',
          jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
          module: { type: 'commonjs' },
        },
      ],
    },
    collectCoverage: true,
    collectCoverageFrom: [
      'src/**/*.ts',
      '!src/main.ts',
      '!src/**/*.test.ts',
      // There is nothing in them to run, but each of their lines would count as missed.
      ...typesOnly(join(projectRoot, 'src')).map((file) => `!src/${file}`),
    ],
    coverageProvider: 'v8',
    coverageDirectory: '<rootDir>/coverage',
    coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
    coverageThreshold: { global: { lines: 90, branches: 85 } },
    reporters: ['default', '@prod-e/testing/count-reporter'],
    ...overrides,
  };
}

/** Octokit, and what it stands on, is published as ES modules alone, which Jest does not load as they are. */
const octokit = '(@octokit|universal-user-agent|before-after-hook|json-with-bigint|content-type)/';

/**
 * The same for a project that uses Octokit.
 *
 * @param {string} projectRoot absolute folder of the project
 * @param {import('jest').Config} [overrides] what a project needs otherwise
 * @returns {import('jest').Config}
 */
export function octokitPreset(projectRoot, overrides = {}) {
  const { transform, ...rest } = preset(projectRoot, overrides);
  return {
    ...rest,
    transform: { ...transform, [`/node_modules/${octokit}.+\\.js$`]: transform['^.+\\.ts$'] },
    transformIgnorePatterns: [`/node_modules/(?!${octokit})`],
  };
}
