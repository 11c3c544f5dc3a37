import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackVariable, synthesisSchema, type Environment, type Stack } from '@prod-e/environment';
import { UserError } from '@prod-e/errors';
import type { Image } from '../containerize/image.ts';
import { readImage } from '../containerize/read-image.ts';
import type { WantedStack } from './decide.ts';
import { stackHashOf } from './stack-hash.ts';

export interface Wanted {
  environment: Environment;
  /** In the order of deployment. */
  stacks: WantedStack[];
  /** Of every service, as containerize has left them. */
  images: Image[];
}

export interface Synthesis {
  environment: Environment;
  /** In the order of deployment, each with the text of its Terraform JSON. */
  stacks: { stack: Stack; configuration: string }[];
}

/** Folder of an environment's synthesis, in the workspace. */
const synthesisOf = (environment: string): string => `infra/dist/${environment}`;

/**
 * What the workspace wants an environment to be: its synthesized stacks, with the images of the present inputs.
 *
 * @throws UserError when synthesis or an image is missing
 */
export function readWanted(workspaceRoot: string, environmentName: string): Wanted {
  const { environment, stacks } = readSynthesis(workspaceRoot, environmentName);
  const images = new Map(
    stacks
      .filter(({ stack }) => stack.service)
      .map(({ stack }) => [stack.name, readImage(workspaceRoot, stack.name)]),
  );
  return {
    environment,
    stacks: stacks.map(({ stack, configuration }) =>
      wantedStack(stack, configuration, images.get(stack.name)),
    ),
    images: [...images.values()],
  };
}

/** @throws UserError when there is none */
export function readSynthesis(workspaceRoot: string, environmentName: string): Synthesis {
  const folder = join(workspaceRoot, synthesisOf(environmentName));
  const { environment, stacks } = readManifest(folder, environmentName);
  return {
    environment,
    stacks: stacks.map((stack) => ({
      stack,
      configuration: readConfiguration(folder, stack.name, environmentName),
    })),
  };
}

function readConfiguration(folder: string, stack: string, environment: string): string {
  const file = join('stacks', stack, 'cdk.tf.json');
  try {
    const text = readFileSync(join(folder, file), 'utf8');
    JSON.parse(text);
    return text;
  } catch (cause) {
    throw notSynthesized(environment, file, cause);
  }
}

function readManifest(folder: string, environment: string) {
  const file = 'manifest.json';
  try {
    return synthesisSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  } catch (cause) {
    throw notSynthesized(environment, file, cause);
  }
}

/** Of a file that is not there, or not whole: whoever wrote it was killed. */
const notSynthesized = (environment: string, file: string, cause: unknown) =>
  new UserError(`environment ${environment} is not synthesized`, {
    where: join(synthesisOf(environment), file),
    next: `npx nx run infra:synth --configuration=${environment}`,
    cause,
  });

/** A stack as it is wanted, with the values of its Terraform variables. */
export function wantedStack(stack: Stack, configuration: string, image?: Image): WantedStack {
  const stackHash = stackHashOf(configuration, image);
  return {
    stack,
    stackHash,
    ...(image && { image }),
    configuration,
    variables: {
      ...(image && { [stackVariable.image]: image.reference, [stackVariable.inputTag]: image.tag }),
      [stackVariable.stackHash]: stackHash,
    },
  };
}
