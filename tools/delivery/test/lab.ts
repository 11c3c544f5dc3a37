import { join } from 'node:path';
import { label, parseEnvironment, serviceResource } from '@prod-e/environment';
import { openSqliteLedger, type Ledger } from '@prod-e/ledger';
import { docker, removeLabelled } from '@prod-e/testing/engine';
import { freePort, scratchFolder } from '@prod-e/testing/fixtures';
import { writeImage } from '../src/containerize/image.ts';
import { baseOf } from '../src/base/base.ts';
import { deploy, type DeployOptions } from '../src/deploy/deploy.ts';
import { destroy } from '../src/destroy/destroy.ts';
import { drift } from '../src/drift/drift.ts';
import type { Run } from '../src/executor.ts';
import { painter } from '@prod-e/terminal';
import { integration } from '../src/integration/integration.ts';
import { plan, type PlanOptions } from '../src/plan/plan.ts';
import { rollback } from '../src/rollback/rollback.ts';
import { status } from '../src/status/status.ts';
import { startApart, type Apart, type ApartHow } from './apart.ts';
import { imageOf, type Release } from './lab-images.ts';
import { containerStack, networkStack } from './lab-stacks.ts';
import { leftOf } from './live.ts';
import { stackOf } from './stacks.ts';

export { containerize, type ContainerizeOptions } from '../src/containerize/containerize.ts';
export { folderContext } from '../src/containerize/context.ts';
export { bringBase } from './behaviours.ts';
export { named, removeImages, type Release } from './lab-images.ts';

export interface Wants {
  /** Smoke test of every service, in its folder. */
  smoke?: string;
  /** Integration tests of every service, in its folder. */
  integration?: string;
  /** Where every service says which version it is. */
  versionPath?: string;
  /** Shell commands that come before the network, before each container, and before an old one is taken away. */
  network?: string;
  container?: string;
  removal?: string;
}

let labs = 0;

/**
 * A workspace of its own, whose environment runs for real: Terraform puts a network and containers in place by the
 * `docker` command. What synthesis and containerize leave for a deployment is written by hand.
 */
/** @param more fields of the environment */
export function createLab(more: object = {}) {
  labs += 1;
  const environment = `t${process.pid}-${labs}`;
  const scratch = scratchFolder();
  const ports: Record<string, number> = {};
  const stateFolder = join(scratch.folder, '.prod-e', environment);
  const wantedTags = new Map<string, string>();
  const input = { platform: 'local', name: environment, proof: { deadlineSeconds: 20 }, ...more };
  scratch.write(`infra/src/environments/${environment}.ts`, `export default ${JSON.stringify(input)};`);

  const tagsOf = (): Promise<ReadonlyMap<string, string>> => Promise.resolve(wantedTags);

  /** Runs a command on the environment; what it printed comes with how it ended. */
  async function told<T>(
    command: (run: Run & { workspaceRoot: string; environment: string }) => Promise<T>,
    signal: AbortSignal = new AbortController().signal,
  ) {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const run = { workspaceRoot: scratch.folder, environment, signal, print, paint };
    const result = await command(run).catch((error: unknown) => error as Error);
    return { result, text: lines.join('\n') };
  }

  return {
    environment,
    folder: scratch.folder,
    write: scratch.write,
    port: (service: string): number => ports[service] ?? 0,
    /** Says what the workspace wants from now on. */
    async want(services: Record<string, Release>, wants: Wants = {}): Promise<void> {
      const { network = 'true', container = 'true', removal = 'true', ...options } = wants;
      const stacks = [stackOf('foundation')];
      wantedTags.clear();
      scratch.write(
        `infra/dist/${environment}/stacks/foundation/cdk.tf.json`,
        networkStack(environment, network),
      );
      for (const [service, release] of Object.entries(services)) {
        const port = (ports[service] ??= await freePort());
        const resource = serviceResource(environment, service);
        stacks.push(withoutPath(stackOf(service, { url: `http://127.0.0.1:${port}`, resource, ...options })));
        scratch.write(
          `infra/dist/${environment}/stacks/${service}/cdk.tf.json`,
          containerStack({ environment, service, port, before: container, beforeRemoval: removal }),
        );
        const digest = imageOf(service, release);
        wantedTags.set(service, `in-${release}`);
        writeImage(scratch.folder, {
          ...{ service, repository: `prod-e/${service}`, tag: `in-${release}`, digest, reference: digest },
          ...{ built: false, milliseconds: 0 },
        });
      }
      scratch.write(`infra/dist/${environment}/manifest.json`, {
        environment: parseEnvironment(input, 'lab.ts'),
        stacks,
      });
    },

    /** Deploys; what it printed comes with how it ended. */
    deploy: (signal?: AbortSignal, options: Partial<DeployOptions> = {}) =>
      told((run) => deploy({ ...run, ...options }), signal),
    /** Begins the same by a process of its own. */
    start: (how: ApartHow = {}): Apart => startApart(scratch.folder, environment, how),
    destroy: (signal?: AbortSignal) => told(destroy, signal),
    rollback: (to?: string) => told((run) => rollback({ ...run, ...(to !== undefined && { to }) })),
    drift: (markdown?: string) =>
      told((run) => drift({ ...run, ...(markdown !== undefined && { markdown }) })),
    integration: () => told(integration),
    status: (json?: string) => told((run) => status({ ...run, ...(json !== undefined && { json }) })),
    plan: (options: Partial<PlanOptions> = {}) => told((run) => plan({ ...run, tagsOf, ...options })),
    base: (more: { workspaceRoot?: string } = {}) =>
      told(({ print, ...run }) => baseOf({ ...run, explain: print, ...more })),
    /** Uses the environment's history. */
    async inLedger<T>(use: (ledger: Ledger) => Promise<T>): Promise<T> {
      const ledger = openSqliteLedger(join(stateFolder, 'ledger.sqlite'));
      try {
        return await use(ledger);
      } finally {
        ledger.close();
      }
    },

    /** Id and release of a service's container, when there is one. */
    live(service: string): { id: string; release: string } | undefined {
      const format = `{{.ID}} {{.Label "release"}}`;
      const filter = `name=^${serviceResource(environment, service)}$`;
      const [id = '', release = ''] = docker(
        'ps',
        '--no-trunc',
        '--filter',
        filter,
        '--format',
        format,
      ).split(' ');
      return id === '' ? undefined : { id, release };
    },
    left: (): string[] => leftOf(`${label.environment}=${environment}`),
    stateFolder,

    remove(): void {
      removeLabelled(`${label.environment}=${environment}`);
      scratch.remove();
    },
  };
}

export type Lab = ReturnType<typeof createLab>;

const paint = painter({}, false);

/** The server answers at `/`. */
function withoutPath(stack: ReturnType<typeof stackOf>) {
  if (stack.service) stack.service.definition.probes = { live: '/', ready: '/' };
  return stack;
}
