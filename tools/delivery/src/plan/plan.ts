import { exitCode, UserError } from '@prod-e/errors';
import { registryOf } from '@prod-e/registry/registry-of';
import { decide, readSynthesis, wantedStack, type Decision } from '../decide/index.ts';
import { inEnvironment, readEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { tellApproval } from '../notify/tell-approval.ts';
import { writeOutput } from '../output/write-output.ts';
import { currentCommit } from '../workspace/git.ts';
import { planMarkdown } from './markdown.ts';
import { plannedImages } from './planned-images.ts';
import { planTable } from './plan-table.ts';
import { savePlan } from './save-plan.ts';
import { planJson, type Plan } from './summary.ts';

export interface PlanOptions extends Run {
  workspaceRoot: string;
  environment: string;
  /** Input tags of these services' present inputs. */
  tagsOf: (services: string[]) => Promise<ReadonlyMap<string, string>>;
  /** Folder in which Terraform's plans and the release are kept, for `deploy --plan`. */
  out?: string;
  /** Tell the environment's channels that the saved plan waits for somebody's approval. */
  approval?: boolean;
  /** File for the plan as JSON. */
  json?: string;
  /** File for the plan as Markdown; `GITHUB_STEP_SUMMARY` is one. */
  markdown?: string;
}

/**
 * Says what a deployment would do, and changes nothing.
 *
 * @returns true
 * @throws UserError when what is wanted, or what is live, cannot be read
 */
export async function plan(options: PlanOptions): Promise<boolean> {
  const { workspaceRoot, environment: name, print, paint, out } = options;
  const { environment, stacks } = readSynthesis(workspaceRoot, name);
  const services = stacks.filter(({ stack }) => stack.service).map(({ stack }) => stack.name);
  const [tags, commit] = await Promise.all([options.tagsOf(services), currentCommit(workspaceRoot)]);
  return inEnvironment({ ...options, environment }, async (open) => {
    const images = await plannedImages(tags, await registryOf(environment.registry));
    const wanted = stacks.map(({ stack, configuration }) =>
      wantedStack(stack, configuration, images.get(stack.name)),
    );
    const { live, records } = await readEnvironment(open, services);
    const decisions = decide(wanted, live, records);
    const made: Plan = { environment: name, commit, decisions, details: new Map() };
    if (out !== undefined) {
      assertBuilt(decisions);
      made.details = await savePlan({ folder: out, plan: made, images: [...images.values()], open, options });
    }
    print(`\n${planTable(made, paint)}\n`);
    const isPending = decisions.some(({ change }) => change !== 'unchanged');
    if (options.approval && isPending) await tellApproval(made, open, options);
    writeOutput(options.json, () => `${JSON.stringify(planJson(made), null, 2)}\n`);
    writeOutput(options.markdown, () => planMarkdown(made));
    return true;
  });
}

/** What is saved must be whole: an image that is yet to be built has no digest to deploy. */
function assertBuilt(decisions: Decision[]): void {
  const missing = decisions.filter(({ wanted }) => wanted?.image?.digest === '').map(({ name }) => name);
  if (missing.length === 0) return;
  throw new UserError(`the registry lacks the images of ${missing.join(', ')}, so the plan cannot be saved`, {
    next: `npx nx run-many -t containerize -p ${missing.join(',')}`,
    exit: exitCode.usage,
  });
}
