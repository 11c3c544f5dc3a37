import { appendFileSync, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { compileCache } from '../workspace/compile-cache.ts';
import { runApart } from './run-apart.ts';

export interface TerraformOptions {
  /** Where Terraform runs: configuration, variables and state are there. */
  folder: string;
  workspaceRoot: string;
  /** Aborted, no further Terraform is started. One that runs is left to end: it is what keeps the stack whole. */
  signal: AbortSignal;
}

export interface StackConfiguration {
  /** Text of `cdk.tf.json`. */
  configuration: string;
  variables: Record<string, string>;
}

/** Where Terraform's whole output goes, in a stack's folder. */
const logName = 'terraform.log';

/**
 * Applies a stack: whatever its state, it is what the configuration says afterwards.
 *
 * @param replace addresses of resources to replace even if nothing about them changed
 * @throws UserError with what Terraform said
 */
export async function applyStack(
  stack: StackConfiguration,
  replace: string[],
  options: TerraformOptions,
): Promise<void> {
  await mkdir(options.folder, { recursive: true });
  await writeFile(join(options.folder, 'cdk.tf.json'), stack.configuration);
  await writeFile(join(options.folder, 'terraform.tfvars.json'), JSON.stringify(stack.variables, null, 2));
  await initialize(options);
  await terraform(
    ['apply', '-auto-approve', ...waitForLock, ...replace.map((address) => `-replace=${address}`)],
    options,
  );
}

/** Destroys all that a stack's state knows of. */
export async function destroyStack(options: TerraformOptions): Promise<void> {
  await initialize(options);
  await terraform(['destroy', '-auto-approve', ...waitForLock], options);
}

/** An apply whose deployment was killed goes on by itself, and holds the state's lock until it is done. */
const waitForLock = ['-lock-timeout=120s'];

async function initialize(options: TerraformOptions): Promise<void> {
  if (existsSync(join(options.folder, '.terraform', 'terraform.tfstate'))) return;
  await terraform(['init'], options);
}

async function terraform(args: string[], { folder, workspaceRoot, signal }: TerraformOptions): Promise<void> {
  signal.throwIfAborted();
  const log = join(folder, logName);
  const { code, output } = await runApart('terraform', [...args, '-input=false', '-no-color'], {
    cwd: folder,
    env: {
      ...process.env,
      ...compileCache(workspaceRoot),
      PROD_E_ROOT: workspaceRoot,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
    },
  });
  appendFileSync(log, output);
  if (code === commandNotFound) throw missing();
  if (code !== 0) throw failed(args, output, log);
}

const commandNotFound = 127;

const missing = () =>
  new UserError('the terraform command is missing', {
    next: 'install Terraform 1.11 or newer, then run: npm run setup',
  });

function failed(args: string[], output: string, log: string): UserError {
  return new UserError(`terraform ${args[0] ?? ''} failed: ${summary(output)}`, { where: log });
}

/** Where an error is in the synthesized JSON, which nobody wrote: `with terraform_data.x,`, `on cdk.tf.json line 1`, `1: {`. */
const sourceFrame = /^(with .*,$|on .* line \d+|\d+: )/;

/** Terraform's own error messages, without its frames and hints. */
function summary(output: string): string {
  const lines = output.split('\n').map((line) => line.replace(/^[│╷╵]\s?/, ''));
  const first = lines.findIndex((line) => line.startsWith('Error: '));
  return lines
    .slice(first === -1 ? -5 : first)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !sourceFrame.test(line))
    .slice(0, 12)
    .join('\n  ');
}
