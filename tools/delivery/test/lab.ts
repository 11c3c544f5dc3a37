import { join } from 'node:path';
import { label, parseEnvironment, serviceResource, stackVariable } from '@prod-e/environment';
import { openSqliteLedger, type Ledger } from '@prod-e/ledger';
import { docker, importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { freePort, scratchFolder } from '@prod-e/testing/fixtures';
import { writeImage } from '../src/containerize/image.ts';
import { baseOf } from '../src/base/base.ts';
import { deploy, type DeployOptions } from '../src/deploy/deploy.ts';
import { destroy } from '../src/destroy/destroy.ts';
import { drift } from '../src/drift/drift.ts';
import type { Run } from '../src/executor.ts';
import { painter } from '../src/output/colour.ts';
import { plan, type PlanOptions } from '../src/plan/plan.ts';
import { rollback } from '../src/rollback/rollback.ts';
import { status } from '../src/status/status.ts';
import { leftOf } from './live.ts';
import { stackOf } from './stacks.ts';

/** Which image a service is wanted to be of: two that work, and one that ends as soon as it is started. */
export type Release = 'one' | 'two' | 'broken';

let labs = 0;

/** A service's name in this test file, since images are shared by all environments of the engine. */
export const named = (service: string): string => `${service}-${process.pid}`;

/** Ids of the images that were made, by service and release: every lab uses the same. */
const images = new Map<string, string>();
const services = new Set<string>();

function imageOf(service: string, release: Release): string {
  const known = images.get(service + release);
  const args = release === 'broken' ? ['--no-such-flag'] : [];
  const labels = { [label.service]: service, release };
  const id = known ?? importServerImage(`prod-e/${service}:in-${release}`, labels, args);
  images.set(service + release, id);
  services.add(service);
  return id;
}

/** Takes the images of all labs away. */
export function removeImages(): void {
  for (const service of services) removeLabelled(`${label.service}=${service}`);
}

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
    async want(services: Record<string, Release>, { smoke = '', network = 'true' } = {}): Promise<void> {
      const stacks = [stackOf('foundation')];
      wantedTags.clear();
      scratch.write(
        `infra/dist/${environment}/stacks/foundation/cdk.tf.json`,
        networkStack(environment, network),
      );
      for (const [service, release] of Object.entries(services)) {
        const port = (ports[service] ??= await freePort());
        const resource = serviceResource(environment, service);
        stacks.push(
          withoutPath(
            stackOf(service, { url: `http://127.0.0.1:${port}`, resource, ...(smoke && { smoke }) }),
          ),
        );
        scratch.write(
          `infra/dist/${environment}/stacks/${service}/cdk.tf.json`,
          containerStack(environment, service, port),
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
    destroy: (signal?: AbortSignal) => told(destroy, signal),
    rollback: (to?: string) => told((run) => rollback({ ...run, ...(to !== undefined && { to }) })),
    drift: (markdown?: string) =>
      told((run) => drift({ ...run, ...(markdown !== undefined && { markdown }) })),
    status: (json?: string) => told((run) => status({ ...run, ...(json !== undefined && { json }) })),
    plan: (options: Partial<PlanOptions> = {}) => told((run) => plan({ ...run, tagsOf, ...options })),
    base: () => told(({ print, ...run }) => baseOf({ ...run, explain: print })),
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

const variables = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

const state = { backend: { local: { path: 'terraform.tfstate' } } };

const networkStack = (environment: string, before: string) => ({
  terraform: state,
  variable: variables(stackVariable.stackHash),
  resource: {
    terraform_data: {
      foundation: resource(
        `prod-e-${environment}`,
        `${before} && docker network create --label ${label.environment}=${environment} --label ${label.stack}=foundation --label ${label.stackHash}=$HASH $NAME`,
        'docker network rm $NAME || true',
      ),
    },
  },
});

const containerStack = (environment: string, service: string, port: number) => ({
  terraform: state,
  variable: variables(...Object.values(stackVariable)),
  resource: {
    terraform_data: {
      [service]: resource(
        serviceResource(environment, service),
        `docker run --detach --name $NAME --network prod-e-${environment} --publish 127.0.0.1:${port}:8080 ` +
          `--label ${label.environment}=${environment} --label ${label.stack}=${service} --label ${label.service}=${service} ` +
          `--label ${label.stackHash}=$HASH --label ${label.inputTag}=$TAG $IMAGE`,
        'docker rm --force $NAME || true',
        { IMAGE: '${self.input.image}', TAG: '${self.input.tag}' },
        { image: '${var.image}', tag: '${var.input_tag}' },
      ),
    },
  },
});

function resource(name: string, create: string, remove: string, more = {}, input = {}) {
  const own = { name, hash: '${var.stack_hash}', ...input };
  const environment = { NAME: '${self.input.name}', HASH: '${self.input.hash}', ...more };
  return {
    input: own,
    triggers_replace: own,
    provisioner: [
      { 'local-exec': { command: create, environment } },
      { 'local-exec': { when: 'destroy', command: remove, environment } },
    ],
  };
}
