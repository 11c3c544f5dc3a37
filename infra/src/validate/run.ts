import { join } from 'node:path';
import { assertSetUp } from '@prod-e/environment';
import { UserError } from '@prod-e/errors';
import { assertFilledIn, type Settings } from '../settings.ts';
import { hasCheckov, runCheckov, type CheckovReport } from './checkov.ts';
import { exceptionsFile, readExceptions } from './exceptions.ts';
import { readSynthesized, type Synthesized } from './synthesized.ts';
import { validate } from './validate.ts';

export interface ValidationRun {
  workspaceRoot: string;
  environment: string;
  /** Whether it may be one that nobody could deploy to, as they are committed. */
  arePlaceholdersAllowed: boolean;
  isCi: boolean;
  settings: Settings;
  print: (line: string) => void;
}

/**
 * Validates what an environment's synthesis has left.
 *
 * @throws UserError for what does not hold; with exit 2 for what is to be filled in
 */
export async function validateEnvironment(run: ValidationRun): Promise<void> {
  const { workspaceRoot, environment, settings, print } = run;
  const folder = join(workspaceRoot, 'infra/dist', environment);
  const synthesized = readSynthesized(folder);
  const exceptions = readExceptions(join(workspaceRoot, exceptionsFile));
  const checkov = await checkovOf(synthesized, folder, run);
  print(`${environment}: ${validate({ syntheses: [synthesized], exceptions, checkov })}`);
  if (run.arePlaceholdersAllowed) return;
  assertSetUp(synthesized.environment);
  // An emulator has no owner on GitHub.
  const { platform } = synthesized.environment;
  if (platform === 'aws' && synthesized.environment.endpoint === undefined) assertFilledIn(settings);
}

/** It knows nothing of what runs on this machine alone. */
async function checkovOf(
  { environment }: Synthesized,
  folder: string,
  { workspaceRoot, isCi, print }: ValidationRun,
): Promise<CheckovReport | undefined> {
  if (environment.platform !== 'aws') return undefined;
  if (hasCheckov(workspaceRoot)) return runCheckov(workspaceRoot, folder);
  const missing = 'checkov is not installed';
  if (isCi) throw new UserError(missing, { next: 'npm run setup' });
  print(`skipped: ${missing} (npm run setup)`);
  return undefined;
}
