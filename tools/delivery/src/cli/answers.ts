import { join } from 'node:path';
import { environmentsFolder, identityFor, loadEnvironment, placeholdersOf } from '@prod-e/environment';
import { baseOf } from '../base/base.ts';
import { readImage } from '../containerize/read-image.ts';
import { affectedProjects } from '../workspace/affected.ts';
import type { Command } from './parse-command.ts';

/** What is answered to a question about a release. */
export interface Answer {
  /** For a person, or a script. */
  text: string;
  /** What the later steps of a workflow are handed. */
  outputs: Record<string, string>;
}

const explain = (line: string): void => {
  console.error(line);
};

export const answers: Record<string, (command: Command) => Promise<Answer>> = {
  async base({ environment }) {
    const workspaceRoot = process.cwd();
    const base = await baseOf({ workspaceRoot, environment, explain });
    // A start of Nx that only a workflow waits for.
    const deploys = process.env['GITHUB_OUTPUT'] ? await isDeployed(environment, base) : false;
    return { text: base, outputs: { base, deploys: String(deploys) } };
  },

  image({ service }) {
    const image = readImage(process.cwd(), service);
    const { digest, reference, sbom = '' } = image;
    const name = reference.replace(`@${digest}`, '');
    return Promise.resolve({ text: JSON.stringify(image), outputs: { digest, name, sbom } });
  },

  async identity({ environment: name, role: wanted }) {
    const environment = await load(name);
    const ready = isReady(environment);
    const identity = ready ? identityFor(environment, wanted) : undefined;
    const { role, region } = identity ?? { role: '', region: '' };
    return { text: role || 'nobody', outputs: { role, region, ready: String(ready) } };
  },
};

/** Whether `nx affected -t deploy` has anything to do, in an environment that can be deployed to. */
async function isDeployed(environment: string, base: string): Promise<boolean> {
  if (!isReady(await load(environment))) return false;
  return (await affectedProjects(process.cwd(), base, 'deploy')).length > 0;
}

const load = (name: string) => loadEnvironment(name, join(process.cwd(), environmentsFolder));

const isReady = (environment: Awaited<ReturnType<typeof load>>): boolean =>
  placeholdersOf(environment).length === 0;
