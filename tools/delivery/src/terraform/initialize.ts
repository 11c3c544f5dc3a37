import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTerraform, type TerraformOptions } from './run.ts';

/** What Terraform was last initialized for: its backend and its providers, as they stand in the configuration. */
const markerName = '.initialized.json';

/** Initializes a stack's folder, once, and again whenever its state has moved or it needs other providers. */
export async function initialize(options: TerraformOptions): Promise<void> {
  const marker = join(options.folder, markerName);
  const wanted = requirementsOf(readFileSync(join(options.folder, 'cdk.tf.json'), 'utf8'));
  const isThere = existsSync(join(options.folder, '.terraform')) && existsSync(marker);
  if (isThere && readFileSync(marker, 'utf8') === wanted) return;
  await runTerraform(['init', '-input=false', '-reconfigure'], options);
  await writeFile(marker, wanted);
}

function requirementsOf(configuration: string): string {
  const { terraform, provider } = JSON.parse(configuration) as { terraform?: unknown; provider?: unknown };
  return JSON.stringify({ terraform, provider });
}
