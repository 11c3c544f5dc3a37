import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PreTasksExecution } from '@nx/devkit';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { recordExitCode } from '@prod-e/errors/record-exit-code';
import { infraTargets } from './infra-targets.ts';
import { compileCache } from '../workspace/compile-cache.ts';
import { environmentVariable } from '../workspace/environment-name.ts';
import { assertKnownEnvironment, requestedConfiguration } from './requested-environment.ts';
import { runTests } from './run-tests.ts';
import { testsFirst } from './tests-first.ts';

/**
 * Runs once before the tasks of any Nx command, and tells them by environment variables which environment the command
 * is for, and how ours start sooner.
 */
export const preTasksExecution: PreTasksExecution = (_options, { argv, workspaceRoot }) => {
  try {
    const environments = environmentNames(workspaceRoot);
    const targets = Object.keys(infraTargets(environments));
    assertKnownEnvironment(argv, targets, environments);
    const tests = testsFirst(argv);
    if (tests) runTests(tests, { argv, workspaceRoot });
    const environment = requestedConfiguration(argv);
    // What a hook sets in its own environment, Nx sets in that of the tasks; what it returns is ignored.
    Object.assign(process.env, {
      ...(asksForOneOf([...targets, 'containerize'], argv) && compileCache(workspaceRoot)),
      ...(environment !== undefined &&
        environments.includes(environment) && { [environmentVariable]: environment }),
    });
  } catch (error) {
    recordExitCode(exitCodeOf(error));
    // Nx prints the message of an error and nothing else of it.
    throw new Error(describeError(error), { cause: error });
  }
};

/** Not of tests: what they cover is counted less exactly in code that comes from the cache. */
const asksForOneOf = (targets: readonly string[], argv: readonly string[]): boolean =>
  argv.some((arg) => arg.split(/[=,:]/).some((word) => targets.includes(word)));

const environmentNames = (workspaceRoot: string): string[] =>
  readdirSync(join(workspaceRoot, 'infra/src/environments')).map((file) => basename(file, '.ts'));
