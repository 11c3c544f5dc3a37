import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import type { Finding } from './finding.ts';

/** Where the set-up puts it. */
const program = (workspaceRoot: string): string => join(workspaceRoot, '.prod-e/python/bin/checkov');

export const hasCheckov = (workspaceRoot: string): boolean => existsSync(program(workspaceRoot));

/** Checkov's ids, which tell its exceptions from those of invariants. */
export const isOfCheckov = (check: string): boolean => check.startsWith('CKV');

const failedCheck = z.object({
  check_id: z.string(),
  check_name: z.string(),
  /** `…/dev/stacks/foundation/cdk.tf.json` */
  file_abs_path: z.string(),
  /** `resource.public`, without the type, or `aws_lb.public`. */
  resource: z.string(),
});

/** Where it has read nothing, it leaves both out. */
const reportSchema = z.object({
  results: z
    .object({ failed_checks: z.array(failedCheck), parsing_errors: z.array(z.string()) })
    .default({ failed_checks: [], parsing_errors: [] }),
  summary: z.object({ passed: z.number() }).default({ passed: 0 }),
});

export interface CheckovReport {
  findings: Finding[];
  passed: number;
}

/**
 * Lets Checkov look at syntheses, with every check that it has of Terraform.
 *
 * @param folder an environment’s, with `stacks/<stack>/cdk.tf.json`, or one of several of them
 * @throws UserError when it fails, or could not read everything
 */
export async function runCheckov(workspaceRoot: string, folder: string): Promise<CheckovReport> {
  const { results, summary } = await report(workspaceRoot, folder);
  const unread = results.parsing_errors;
  if (unread.length > 0 || summary.passed + results.failed_checks.length === 0) {
    throw new UserError(`Checkov could not read ${unread.join(', ') || 'anything'}`, {
      where: folder,
    });
  }
  return { passed: summary.passed, findings: results.failed_checks.map(findingOf) };
}

function findingOf({ check_id, check_name, file_abs_path, resource }: z.infer<typeof failedCheck>): Finding {
  const [environment = '', , stack = ''] = file_abs_path.split('/').slice(-4);
  return {
    ...{ environment, check: check_id, says: check_name, stack },
    resource: addressOf(file_abs_path, resource),
  };
}

/** Checkov leaves the type out. A construct’s id is one among all of its stack. */
function addressOf(file: string, resource: string): string {
  const [kind = '', id = ''] = resource.split('.');
  if (kind !== 'resource' && kind !== 'data') return resource;
  const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, object> | undefined>;
  const type = Object.entries(json[kind] ?? {}).find(([, byId]) => Object.hasOwn(byId, id))?.[0];
  return `${kind === 'data' ? 'data.' : ''}${type ?? kind}.${id}`;
}

async function report(workspaceRoot: string, folder: string): Promise<z.infer<typeof reportSchema>> {
  const options = ['--framework', 'terraform_json', '--output', 'json', '--compact', '--soft-fail'];
  const nothingOutside = ['--skip-download', '--skip-results-upload'];
  try {
    const { stdout } = await promisify(execFile)(
      program(workspaceRoot),
      ['--directory', folder, ...options, ...nothingOutside],
      { maxBuffer: 2 ** 28, env: { ...process.env, LOG_LEVEL: 'ERROR' } },
    );
    return reportSchema.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new UserError(`Checkov failed: ${(cause as Error).message}`, {
      where: folder,
      next: 'npm run setup installs it anew',
      cause,
    });
  }
}
