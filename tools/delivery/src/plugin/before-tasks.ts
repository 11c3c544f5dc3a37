import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PreTasksExecution } from '@nx/devkit';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { recordExitCode } from '../output/exit-code.ts';
import { infraTargets } from './infra-targets.ts';
import { assertKnownEnvironment } from './requested-environment.ts';

/** Runs once before the tasks of any Nx command. */
export const preTasksExecution: PreTasksExecution = (_options, { argv, workspaceRoot }) => {
  const environments = readdirSync(join(workspaceRoot, 'infra/src/environments')).map((file) =>
    basename(file, '.ts'),
  );
  try {
    assertKnownEnvironment(argv, Object.keys(infraTargets(environments)), environments);
  } catch (error) {
    recordExitCode(exitCodeOf(error));
    // Nx prints the message of an error and nothing else of it.
    throw new Error(describeError(error), { cause: error });
  }
};
