import { join } from 'node:path';
import { environmentsFolder, loadEnvironment } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import { inEnvironment, readEnvironment, type OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { tellDrift } from '../notify/tell-drift.ts';
import { writeOutput } from '../output/write-output.ts';
import { environmentFolder } from '../state/folders.ts';
import { isLocked } from '../state/lock-environment.ts';
import { readExceptions, type DriftException } from './exceptions.ts';
import { compareRecorded, type Compared } from './recorded.ts';
import { driftMarkdown, driftTable, uncheckedMarkdown, type Difference, type DriftReport } from './report.ts';
import { terraformDifferences } from './terraform-differences.ts';

export interface DriftOptions extends Run {
  workspaceRoot: string;
  environment: string;
  /** File for the report as Markdown; empty where the check failed. */
  markdown?: string;
}

/**
 * Says where an environment is another than what was recorded of it: live against the record, and, where a provider can
 * look, Terraform against what is real. It changes nothing. While a deployment is under way nothing is compared: what is
 * changing has not drifted.
 *
 * @returns true when nothing has drifted
 * @throws UserError (exit 3) when something has
 */
export async function drift(options: DriftOptions): Promise<boolean> {
  const { workspaceRoot, environment: name, print, paint, markdown } = options;
  // What an earlier run has left must not be taken for what this one has found.
  writeOutput(markdown, () => '');
  environmentFolder(workspaceRoot, name);
  const environment = await loadEnvironment(name, join(workspaceRoot, environmentsFolder));
  const exceptions = readExceptions(workspaceRoot, name);
  return inEnvironment({ ...options, environment }, async (open) => {
    const found = (await isLocked(open)) ? undefined : await differencesOf(open, options);
    // A deployment may have begun while it was looked.
    if (!found || (found.length > 0 && (await isLocked(open)))) {
      print(`${name} is being changed: drift is not checked`);
      writeOutput(markdown, () => uncheckedMarkdown(name));
      return true;
    }
    const report = sortOut(name, found, exceptions);
    print(`\n${driftTable(report, paint)}\n`);
    writeOutput(markdown, () => driftMarkdown(report));
    if (report.differences.length === 0) return true;
    await tellDrift(report, open, options);
    throw new UserError(`environment ${name} has drifted: ${stacksOf(report).join(', ')}`, {
      next: `npx nx run infra:deploy --configuration=${name} puts it right, or make the change in the workspace`,
      exit: exitCode.refused,
    });
  });
}

async function differencesOf(open: OpenEnvironment, options: DriftOptions): Promise<Difference[]> {
  const { live, records } = await readEnvironment(open, []);
  const compared = compareRecorded(live, records);
  return [...compared.flatMap(liveDifferences), ...(await terraformDifferences(open, records, options))];
}

const liveDifferences = ({ name, differs }: Compared): Difference[] =>
  differs.map((what) => ({ stack: name, address: `${name}: ${what}`, what }));

/** Sets aside what is known to be no drift. */
function sortOut(environment: string, found: Difference[], exceptions: DriftException[]): DriftReport {
  const reasons = new Map(exceptions.map(({ address, reason }) => [address, reason]));
  return {
    environment,
    differences: found.filter(({ address }) => !reasons.has(address)),
    suppressed: found.flatMap((difference) => {
      const reason = reasons.get(difference.address);
      return reason === undefined ? [] : [{ ...difference, reason }];
    }),
  };
}

const stacksOf = ({ differences }: DriftReport): string[] =>
  [...new Set(differences.map(({ stack }) => stack))].sort();
