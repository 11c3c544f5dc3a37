import { join } from 'node:path';
import { environmentsFolder, loadEnvironment } from '@prod-e/environment';
import type { WantedStack } from '../decide/index.ts';
import { carryOut } from '../deploy/carry-out.ts';
import { inEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { wantedFromSnapshot } from '../record/snapshot.ts';
import { environmentFolder } from '../state/folders.ts';
import { whileLocked } from '../state/lock-environment.ts';
import { releaseToRestore } from './release-to-restore.ts';

export interface RollbackOptions extends Run {
  workspaceRoot: string;
  environment: string;
  /** A release (`r-…`), or the deployment that made it live (`d-…`); without it, the last one that was proven. */
  to?: string;
}

/**
 * Makes an earlier successful release live again. Nothing is synthesized or built: what made its stacks live is in the
 * ledger, and its images are in the registry. Smoke tests are not run, since those of the workspace are of another
 * release.
 *
 * @returns whether it is live and proven
 * @throws UserError when there is no such release (exit 2), exit 3 when the lock is held
 */
export async function rollback(options: RollbackOptions): Promise<boolean> {
  const { workspaceRoot, environment: name, to, print } = options;
  environmentFolder(workspaceRoot, name);
  const environment = await loadEnvironment(name, join(workspaceRoot, environmentsFolder));
  return inEnvironment({ ...options, environment }, (open) =>
    whileLocked(open, 'nx run infra:rollback', options, async (run) => {
      const { release, deployment } = await releaseToRestore(open, to);
      print(
        `rolling ${name} back to ${release.id}: commit ${deployment.commit.slice(0, 12)}, first live ${deployment.startedAt}`,
      );
      const stacks: WantedStack[] = [];
      for (const [stack, { stackHash }] of Object.entries(release.stacks)) {
        stacks.push(await wantedFromSnapshot(open.ledger, name, stack, stackHash));
      }
      const { commit } = deployment;
      return carryOut({ kind: 'rollback', commit, stacks, images: [], smoke: false }, open, run);
    }),
  );
}
