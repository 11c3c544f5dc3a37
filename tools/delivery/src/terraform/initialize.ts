import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import type { ApartResult } from './run-apart.ts';
import { runTerraform, type TerraformOptions } from './run.ts';

/** What Terraform was last initialized for: its backend and its providers, as they stand in the configuration. */
const markerName = '.initialized.json';

/** Terraform asks to be initialized, or cannot read what it noted then: the file of that is called a state, too. */
const asksForIt = /terraform init|failed to load state/i;

/** Runs Terraform in a stack's folder that is initialized; anew, where what Terraform had prepared there is not whole. */
export async function runInitialized(line: string[], options: TerraformOptions): Promise<ApartResult> {
  await initialize(options);
  try {
    return await runTerraform(line, options);
  } catch (error) {
    if (!(error instanceof UserError && asksForIt.test(error.message))) throw error;
    options.note('what Terraform had prepared is not whole: it is prepared anew');
    await rm(join(options.folder, prepared), { recursive: true, force: true });
    await initialize(options);
    return runTerraform(line, options);
  }
}

const prepared = '.terraform';

/** Initializes a stack's folder, once, and again whenever its state has moved or it needs other providers. */
async function initialize(options: TerraformOptions): Promise<void> {
  const marker = join(options.folder, markerName);
  const wanted = requirementsOf(readFileSync(join(options.folder, 'cdk.tf.json'), 'utf8'));
  const isThere = existsSync(join(options.folder, prepared)) && existsSync(marker);
  if (isThere && readFileSync(marker, 'utf8') === wanted) return;
  await runTerraform(['init', '-input=false', '-reconfigure'], options);
  await writeFile(marker, wanted);
}

function requirementsOf(configuration: string): string {
  const { terraform, provider } = JSON.parse(configuration) as { terraform?: unknown; provider?: unknown };
  return JSON.stringify({ terraform, provider });
}
