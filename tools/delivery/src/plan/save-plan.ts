import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '@prod-e/errors';
import type { Image } from '../containerize/image.ts';
import { mustReplace, type Decision } from '../decide/index.ts';
import { concurrently } from '../deploy/concurrently.ts';
import type { OpenEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { stackFolder } from '../state/folders.ts';
import { takeLock } from '../state/lock.ts';
import { planStack } from '../terraform/terraform.ts';
import { emptyPlanFolder } from './plan-folder.ts';
import { describeLive, savedPlanFile, type SavedPlan } from './saved-plan.ts';
import type { Plan } from './summary.ts';

export interface SaveOptions {
  folder: string;
  plan: Plan;
  images: Image[];
  open: OpenEnvironment;
  options: Pick<Run, 'signal' | 'print'>;
}

/**
 * Keeps a plan in a folder: Terraform's own for each stack that would change, and what is to be live, so that just this
 * can be applied later, by another machine.
 *
 * @returns what Terraform would change, as it tells it, by stack
 */
export async function savePlan({
  folder,
  plan,
  images,
  open,
  options,
}: SaveOptions): Promise<Map<string, string>> {
  await emptyPlanFolder(folder);
  const pending = plan.decisions.filter(({ change }) => change !== 'unchanged' && change !== 'remove');
  // Terraform writes its plans in the folders that a deployment of this machine works in. Elsewhere a deployment may go
  // on: whether the environment has moved is asked again when the plan is carried out.
  const unlock = takeLock(open.folder, 'nx run infra:plan');
  try {
    const texts = await concurrently(2, pending, async (decision): Promise<[string, string]> => {
      const { name } = decision;
      return [name, await planOne(decision, resolve(folder, `${name}.tfplan`), open, options)];
    });
    await writeFile(
      join(folder, savedPlanFile),
      `${JSON.stringify(savedPlan(plan, images, open), null, 2)}\n`,
    );
    return new Map(texts);
  } finally {
    unlock();
  }
}

async function planOne(
  decision: Decision,
  planFile: string,
  { environment, folder, platform, workspaceRoot }: OpenEnvironment,
  { signal, print }: SaveOptions['options'],
): Promise<string> {
  const { name, wanted } = decision;
  if (!wanted) return '';
  const { configuration, variables, stack } = wanted;
  const replace = platform.replaces && mustReplace(decision) ? [stack.address] : [];
  try {
    const { text } = await planStack({ configuration, variables, replace }, planFile, {
      ...{ folder: stackFolder(folder, name), workspaceRoot, signal },
      note: (line) => {
        print(`${name}: ${line}`);
      },
      ...(environment.platform === 'aws' && { staleLockMinutes: environment.staleLockMinutes }),
    });
    return text;
  } catch (error) {
    if (error instanceof UserError && /Unable to find remote state/i.test(error.message)) {
      throw standsOnNothing(name, environment.name, error);
    }
    throw error;
  }
}

/** Terraform reads of the stacks below what they say of themselves once they are applied. */
const standsOnNothing = (name: string, environment: string, cause: UserError) =>
  new UserError(`${name} cannot be planned before what it stands on is there, so this plan cannot be saved`, {
    ...(cause.where !== undefined && { where: cause.where }),
    next: `npm run deploy -- --environment=${environment}, which applies one after the other; later plans can be saved`,
    cause,
  });

function savedPlan(
  { commit, decisions }: Plan,
  images: Image[],
  { environment }: OpenEnvironment,
): SavedPlan {
  const pending = decisions.filter(({ change }) => change !== 'unchanged' && change !== 'remove');
  return {
    version: 1,
    environment,
    commit,
    madeAt: new Date().toISOString(),
    stacks: decisions.flatMap(({ wanted }) => {
      if (!wanted) return [];
      const { stack, stackHash, image, configuration, variables } = wanted;
      const { tag = '', digest = '' } = image ?? {};
      return [{ stack, stackHash, ...(image && { image: { tag, digest } }), configuration, variables }];
    }),
    images: images.map(({ service, tag, digest, built, milliseconds }) => ({
      ...{ service, inputTag: tag, digest, built, milliseconds },
    })),
    live: Object.fromEntries(
      decisions.flatMap(({ name, live }) => (live ? [[name, describeLive(live)]] : [])),
    ),
    planFiles: Object.fromEntries(pending.map(({ name }) => [name, `${name}.tfplan`])),
  };
}
