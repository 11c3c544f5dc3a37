import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode, UserError } from '@prod-e/errors';
import { runInitialized } from './initialize.ts';
import { setCorruptStateAside } from './local-state.ts';
import { askTerraform, type TerraformOptions } from './run.ts';

export interface StackConfiguration {
  /** Text of `cdk.tf.json`. */
  configuration: string;
  variables: Record<string, string>;
}

export interface StackApplication extends StackConfiguration {
  /** Addresses of resources to replace even if nothing about them changed. */
  replace: string[];
  /** A saved plan, absolute path: it is applied, and nothing else. */
  planFile?: string;
}

/**
 * Applies a stack: whatever its state, it is what the configuration says afterwards.
 *
 * @throws UserError with what Terraform said; exit 3 when a saved plan is of an older state
 */
export async function applyStack(stack: StackApplication, options: TerraformOptions): Promise<void> {
  await prepare(stack, options);
  const { replace, planFile } = stack;
  if (planFile === undefined) {
    await runInitialized(
      ['apply', '-auto-approve', ...replace.map((address) => `-replace=${address}`)],
      options,
    );
    return;
  }
  // Beside the configuration that it is of: Terraform reads both.
  await copyFile(planFile, join(options.folder, planName));
  try {
    await runInitialized(['apply', planName], options);
  } catch (error) {
    if (error instanceof UserError && /saved plan is stale/i.test(error.message)) throw stale(error);
    throw error;
  }
}

export interface StackPlan {
  /** Whether applying it would change anything. */
  differs: boolean;
  /** What it would change, as Terraform tells it. */
  text: string;
}

/**
 * Plans a stack, and keeps the plan.
 *
 * @param planFile absolute path
 */
export async function planStack(
  stack: StackApplication,
  planFile: string,
  options: TerraformOptions,
): Promise<StackPlan> {
  await prepare(stack, options);
  const replace = stack.replace.map((address) => `-replace=${address}`);
  const { code } = await runInitialized(
    ['plan', '-detailed-exitcode', `-out=${planFile}`, ...replace],
    options,
  );
  const text = await askTerraform(['show', '-no-color', planFile], options);
  return { differs: code === hasDifferences, text: text.trim() };
}

/**
 * Addresses of the resources that a saved plan would change, with what it would do to each. What only Terraform's state
 * tells otherwise than the provider (`resource_drift`) is none of them: an empty map for nothing, a value that AWS wrote
 * in another way. What somebody really changed is to be changed back.
 */
export async function changesInPlan(
  planFile: string,
  options: TerraformOptions,
): Promise<{ address: string; actions: string[] }[]> {
  const output = await askTerraform(['show', '-json', planFile], options);
  const { resource_changes: changes = [] } = JSON.parse(output) as PlanJson;
  return changes
    .map(({ address, change }) => ({ address, actions: change.actions }))
    .filter(({ actions }) => actions.some((action) => action !== 'no-op' && action !== 'read'));
}

interface PlanJson {
  resource_changes?: { address: string; change: { actions: string[] } }[];
}

/** Destroys all that a stack's state knows of. */
export async function destroyStack(options: TerraformOptions): Promise<void> {
  await setCorruptStateAside(options);
  await runInitialized(['destroy', '-auto-approve'], options);
}

/** Exit code of `plan -detailed-exitcode` that is no failure. */
const hasDifferences = 2;

const planName = 'tfplan';

async function prepare(
  { configuration, variables }: StackConfiguration,
  options: TerraformOptions,
): Promise<void> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'cdk.tf.json'), configuration);
  await writeFile(join(folder, 'terraform.tfvars.json'), JSON.stringify(variables, null, 2));
  await setCorruptStateAside(options);
}

const stale = (cause: UserError) =>
  new UserError('the environment has moved since the plan was made', {
    ...(cause.where !== undefined && { where: cause.where }),
    next: 'plan again: npm run plan -- --out=<folder>',
    exit: exitCode.refused,
    cause,
  });

export type { TerraformOptions } from './run.ts';
