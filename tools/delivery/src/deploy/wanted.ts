import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackVariable, synthesisSchema, type Environment, type Stack } from '@prod-e/environment';
import { UserError } from '@prod-e/errors';
import type { Image } from '../containerize/image.ts';
import { readImage } from '../containerize/read-image.ts';
import type { WantedStack } from './decide.ts';

export interface Wanted {
  environment: Environment;
  /** In the order of deployment. */
  stacks: WantedStack[];
}

/** Folder of an environment's synthesis, in the workspace. */
const synthesisOf = (environment: string): string => `infra/dist/${environment}`;

/**
 * What the workspace wants an environment to be: its synthesized stacks, with the images of the present inputs.
 *
 * @throws UserError when synthesis or an image is missing
 */
export function readWanted(workspaceRoot: string, environmentName: string): Wanted {
  const folder = join(workspaceRoot, synthesisOf(environmentName));
  const { environment, stacks } = readManifest(folder, environmentName);
  return {
    environment,
    stacks: stacks.map((stack) => {
      const configuration = readFileSync(join(folder, 'stacks', stack.name, 'cdk.tf.json'), 'utf8');
      const image = stack.service && readImage(workspaceRoot, stack.name);
      return wantedStack(stack, configuration, image);
    }),
  };
}

function readManifest(folder: string, environment: string) {
  try {
    return synthesisSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  } catch (cause) {
    throw new UserError(`environment ${environment} is not synthesized`, {
      where: `${synthesisOf(environment)}/manifest.json`,
      next: `npx nx run infra:synth --configuration=${environment}`,
      cause,
    });
  }
}

/** The stack hash covers all that the stack is made from, and nothing that changes with commit, time or machine. */
export function wantedStack(stack: Stack, configuration: string, image?: Image): WantedStack {
  const release: Record<string, string> = image
    ? { [stackVariable.image]: image.digest, [stackVariable.inputTag]: image.tag }
    : {};
  const stackHash = createHash('sha256')
    .update(JSON.stringify([configuration, release]))
    .digest('hex')
    .slice(0, 16);
  return {
    stack,
    stackHash,
    ...(image && { image }),
    configuration,
    variables: { ...release, [stackVariable.stackHash]: stackHash },
  };
}
