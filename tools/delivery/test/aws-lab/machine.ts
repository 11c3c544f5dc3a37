import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { imageRepository, parseEnvironment, serviceResource } from '@prod-e/environment';
import { registryOf } from '@prod-e/registry/registry-of';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { containerize } from '../../src/containerize/containerize.ts';
import { writeImage, type Image } from '../../src/containerize/image.ts';
import { deploy } from '../../src/deploy/deploy.ts';
import { destroy } from '../../src/destroy/destroy.ts';
import { drift } from '../../src/drift/drift.ts';
import type { Run } from '../../src/executor.ts';
import { painter } from '@prod-e/terminal';
import { plan, type PlanOptions } from '../../src/plan/plan.ts';
import { rollback } from '../../src/rollback/rollback.ts';
import { status } from '../../src/status/status.ts';
import { stackOf } from '../stacks.ts';
import type { Cloud } from './cloud.ts';
import type { Release } from './images.ts';
import { foundationStack, serviceStack } from './stacks.ts';

export interface MachineOptions {
  cloud: Cloud;
  /** As its file exports it. */
  environment: object;
  name: string;
  /** Time of the one commit that every machine has checked out. */
  madeAt: Date;
}

/** How a command ended, with what it printed. */
export interface Told<T = boolean> {
  result: T | Error;
  text: string;
}

/** A machine that deploys: a clone of the workspace, as synthesis and containerize leave it, and no state of its own. */
export interface Machine {
  folder: string;
  commit: string;
  /** Says what the workspace wants from now on. */
  want: (services: Record<string, Release>) => void;
  deploy: (options?: { plan?: string; signal?: AbortSignal }) => Promise<Told>;
  rollback: (to?: string) => Promise<Told>;
  drift: () => Promise<Told>;
  status: () => Promise<Told>;
  plan: (options?: Partial<PlanOptions>) => Promise<Told>;
  destroy: () => Promise<Told>;
  /** Finds the image of a service in the registry of its environment. There is nothing to build one from. */
  containerize: (service: string, release: Release) => Promise<Told<Image>>;
  remove: () => void;
}

export function createMachine({ cloud, environment, name, madeAt }: MachineOptions): Machine {
  const { folder, write, remove } = scratchFolder();
  const commit = checkOut(folder, madeAt);
  const tags = new Map<string, string>();
  write(`infra/src/environments/${name}.ts`, `export default ${JSON.stringify(environment)};`);

  async function told<T>(
    command: (run: Run & { workspaceRoot: string; environment: string }) => Promise<T>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Told<T>> {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const run = { workspaceRoot: folder, environment: name, signal, print, paint };
    const result = await command(run).catch((error: unknown) => error as Error);
    return { result, text: lines.join('\n') };
  }

  return {
    ...{ folder, commit, remove },
    want(services) {
      const { bucket, images, aws } = cloud;
      const state = { bucket, endpoint: aws.endpoint, region: aws.region };
      const synthesis = `infra/dist/${name}`;
      tags.clear();
      write(`${synthesis}/stacks/foundation/cdk.tf.json`, foundationStack(name, state));
      const stacks = Object.entries(services).map(([service, release]) => {
        const repository = imageRepository(service);
        const [digest, reference] = [images.digest(service, release), images.reference(service, release)];
        tags.set(service, `in-${release}`);
        write(`${synthesis}/stacks/${service}/cdk.tf.json`, serviceStack(name, service, state));
        writeImage(folder, {
          ...{ service, repository, tag: `in-${release}`, digest, reference, built: false, milliseconds: 0 },
        });
        return withoutUrl(stackOf(service, { resource: serviceResource(name, service) }));
      });
      write(`${synthesis}/manifest.json`, {
        environment: parseEnvironment(environment, 'aws-lab'),
        stacks: [stackOf('foundation'), ...stacks],
      });
    },
    deploy: ({ signal, ...options } = {}) => told((run) => deploy({ ...run, ...options }), signal),
    rollback: (to) => told((run) => rollback({ ...run, ...(to !== undefined && { to }) })),
    drift: () => told(drift),
    status: () => told(status),
    plan: (options = {}) => told((run) => plan({ ...run, tagsOf: () => Promise.resolve(tags), ...options })),
    destroy: () => told(destroy),
    containerize: (service, release) =>
      told(async ({ print }) => {
        const { registry } = parseEnvironment(environment, 'aws-lab');
        return containerize({
          ...{ workspaceRoot: folder, service, root: `apps/${service}`, base: 'node', version: '1.0.0' },
          ...{ inputHash: release, registry: await registryOf(registry), log: print },
          withContext: () => Promise.reject(new Error('there is nothing to build from')),
          sbom: { fileOf: () => Promise.resolve(undefined), make: () => Promise.resolve() },
        });
      }),
  };
}

const paint = painter({}, false);

/** The same commit on every machine; what a lab writes beside it is no change of it. */
function checkOut(folder: string, madeAt: Date): string {
  const date = madeAt.toISOString();
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      ...{ cwd: folder, encoding: 'utf8' },
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    }).trim();
  git('init', '--quiet', '--initial-branch=main');
  const who = ['-c', 'user.name=lab', '-c', 'user.email=lab@example.invalid'];
  git(...who, 'commit', '--quiet', '--allow-empty', '--message', 'as deployed');
  return git('rev-parse', 'HEAD');
}

/** It is asked at the addresses of its tasks, and the server answers at `/`. */
function withoutUrl(stack: ReturnType<typeof stackOf>) {
  if (stack.service) {
    stack.service.definition.probes = { live: '/', ready: '/' };
    delete stack.service.url;
  }
  return stack;
}

export const stateFolder = ({ folder }: Machine, name: string): string => join(folder, '.prod-e', name);
