import { inEnvironment } from '../environment/open.ts';
import { readWanted, type Wanted } from '../decide/index.ts';
import type { Run } from '../executor.ts';
import { readSavedPlan } from '../plan/saved-plan.ts';
import { environmentFolder } from '../state/folders.ts';
import { whileLocked } from '../state/lock-environment.ts';
import { currentCommit } from '../workspace/git.ts';
import { carryOut, type Intent } from './carry-out.ts';
import type { Reached } from './checkpoints.ts';

export interface DeployOptions extends Run {
  workspaceRoot: string;
  environment: string;
  /** Folder of a saved plan: just that is applied, and nothing at all where the environment has moved since. */
  plan?: string;
  /** Told of each moment of the deployment as it comes. */
  reached?: Reached;
}

/**
 * Makes an environment run what the workspace says, or what a saved plan says.
 *
 * @returns whether everything that was wanted is live and proven
 * @throws UserError when nothing could be done: exit 2 for bad configuration, 3 when the lock is held or the
 *   environment has moved since the plan was made
 */
export async function deploy(options: DeployOptions): Promise<boolean> {
  const { workspaceRoot, environment: name, plan, reached = () => undefined } = options;
  // The name becomes a path: checked before anything is read.
  environmentFolder(workspaceRoot, name);
  const { environment, ...intent } =
    plan === undefined
      ? intentOf(readWanted(workspaceRoot, name), await currentCommit(workspaceRoot))
      : readSavedPlan(plan, name);
  return inEnvironment({ ...options, environment }, (open) =>
    whileLocked(open, 'nx run infra:deploy', options, (run) => {
      reached('locked');
      return carryOut({ ...intent, kind: 'deploy', smoke: true, reached }, open, run);
    }),
  );
}

/** What the workspace wants. */
function intentOf(
  { environment, stacks, images }: Wanted,
  commit: string,
): Pick<Wanted, 'environment'> & Pick<Intent, 'commit' | 'stacks' | 'images'> {
  return {
    ...{ environment, commit, stacks },
    images: images.map(({ service, tag, digest, built, milliseconds }) => ({
      ...{ service, inputTag: tag, digest, built, milliseconds },
    })),
  };
}
