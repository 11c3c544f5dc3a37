import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import type { Records } from '../decide/index.ts';
import { concurrently } from '../deploy/concurrently.ts';
import type { OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { wantedFromSnapshot } from '../record/snapshot.ts';
import { stackFolder } from '../state/folders.ts';
import { changesInPlan, planStack } from '../terraform/terraform.ts';
import type { Difference } from './report.ts';

/**
 * What Terraform would change of each stack to make it what was recorded, where it looks at what is real: a stack whose
 * every resource is Terraform's own (`terraform_data`) has nothing to look at, and is left out.
 */
export async function terraformDifferences(
  open: OpenEnvironment,
  records: Records,
  { signal, print }: Pick<Run, 'signal' | 'print'>,
): Promise<Difference[]> {
  const { environment, folder, ledger, workspaceRoot } = open;
  const proven = [...records].flatMap(([name, { proof }]) => (proof ? [{ name, proof }] : []));
  const found = await concurrently(2, proven, async ({ name, proof }): Promise<Difference[]> => {
    const recorded = await wantedFromSnapshot(ledger, environment.name, name, proof.stackHash);
    const { configuration, variables } = recorded;
    if (!hasProvider(configuration)) return [];
    const options = {
      ...{ folder: stackFolder(folder, name), workspaceRoot, signal },
      note: (line: string) => {
        print(`${name}: ${line}`);
      },
    };
    const planFile = join(options.folder, 'drift.tfplan');
    try {
      const { differs } = await planStack({ configuration, variables, replace: [] }, planFile, options);
      if (!differs) return [];
      const changes = await changesInPlan(planFile, options);
      return changes.map(({ address, actions }) => ({
        stack: name,
        address,
        what: `${address}: ${actions.join(', ')}`,
      }));
    } catch (error) {
      if (!(error instanceof UserError) || !isMissingProvider(error)) throw error;
      print(`skipped: ${name}: its provider is not installable here, so only the live comparison was made`);
      return [];
    }
  });
  return found.flat();
}

/** Whether Terraform has something to look at: a provider that is not built in. */
export function hasProvider(configuration: string): boolean {
  const { terraform, resource = {} } = JSON.parse(configuration) as {
    terraform?: { required_providers?: object };
    resource?: object;
  };
  return (
    Object.keys(terraform?.required_providers ?? {}).length > 0 ||
    Object.keys(resource).some((type) => type !== 'terraform_data')
  );
}

const isMissingProvider = ({ message }: UserError): boolean =>
  /Failed to (query available provider packages|install provider)|registry service is unreachable/i.test(
    message,
  );
