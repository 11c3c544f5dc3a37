import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentIn } from '../copy.ts';
import { docker } from '../engine.ts';
import { run } from '../process.ts';
import { callJson } from './calls.ts';
import { ofType, withApiNames, type StackJson } from './stack-json.ts';

/** An image of a service, as its target `containerize` has left it. */
export interface ImageRecord {
  digest: string;
  /** By its digest, in the environment's registry. */
  reference: string;
  /** The input tag. */
  tag: string;
}

/** Makes the repositories of an account's stack. */
export async function createRepositories(endpoint: string, account: StackJson): Promise<void> {
  for (const repository of Object.values(ofType(account, 'aws_ecr_repository'))) {
    const { name, image_tag_mutability: imageTagMutability } = repository;
    await callJson(endpoint, 'ecr', 'AmazonEC2ContainerRegistry_V20150921.CreateRepository', {
      ...{ repositoryName: name, imageTagMutability },
      imageScanningConfiguration: withApiNames(repository['image_scanning_configuration']),
    });
  }
}

/** Runs the target `containerize` of services in a copy of the workspace, for an environment. @returns what they left */
export async function containerize<S extends string>(
  root: string,
  environment: string,
  services: readonly S[],
): Promise<Record<S, ImageRecord>> {
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const args = ['run-many', '--targets=containerize', `--projects=${services.join(',')}`];
  const { code, output } = await run(process.execPath, [nx, ...args], {
    ...{ cwd: root, env: { ...environmentIn(root), PROD_E_ENVIRONMENT: environment } },
  });
  if (code !== 0) throw new Error(output);
  const read = (service: S) =>
    JSON.parse(readFileSync(join(root, `dist/images/${service}.json`), 'utf8')) as ImageRecord;
  return Object.fromEntries(services.map((service) => [service, read(service)])) as Record<S, ImageRecord>;
}

/** Takes the names by which the engine knows images of a registry. */
export function forgetImages(host: string): void {
  // One name may go with another.
  for (let [name] = namesOf(host); name !== undefined; [name] = namesOf(host)) docker('image', 'rm', name);
}

function namesOf(host: string): string[] {
  const format = '{{.Repository}}:{{.Tag}}\n{{.Repository}}@{{.Digest}}';
  return docker('image', 'ls', '--digests', '--filter', `reference=${host}/*/*`, '--format', format)
    .split('\n')
    .filter((name) => name !== '' && !name.includes('<none>'));
}
