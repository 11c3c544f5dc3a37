import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startDockerRegistry } from '@prod-e/testing/docker-registry';
import { startHook } from '@prod-e/testing/fixtures';
import { copyFolder, copyWorkspace, environmentIn, makeRepository } from '../copy.ts';
import { liveDigest } from '../engine.ts';
import { freePorts } from '../ports.ts';
import { run } from '../process.ts';
import { installShims, readCalls } from '../shims.ts';
import { startWorkflow, type WorkflowRun } from './act.ts';
import { installPrograms } from './programs.ts';

export const environments = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof environments)[number];

/** A message of a deployment, as the channel of the environments has it. */
export interface Message {
  kind: string;
  environment: string;
  reason?: string;
}

/** A repository on a GitHub that is not there, whose environments are containers of this machine. */
export interface Pipeline {
  root: string;
  /** Runs deploy.yml for a push of what was committed last. */
  push(): Promise<WorkflowRun>;
  /** Begins any of the workflows. */
  start(
    workflow: string,
    event: string,
    more?: { inputs?: Record<string, string>; payload?: string },
  ): ReturnType<typeof startWorkflow>;
  edit(file: string, change: (text: string) => string): void;
  git(...args: string[]): string;
  commit(message: string): string;
  /** Commands of Docker and Terraform that changed something since this was last asked. */
  changes(): string[];
  /** Input tags that a registry's repository has. */
  tags(service: string): Promise<string[]>;
  /** Digest that an environment runs of a service. */
  live(environment: EnvironmentName, service: string): string;
  /** What the channels were told since this was last asked. */
  messages(): Message[];
  /** Where the stand-ins keep what they are told. */
  standIns: string;
  /** Takes a file of theirs away. */
  forget(file: string): void;
  /** Where a service of an environment is published. */
  port(environment: EnvironmentName, service: 'backend' | 'prometheus'): number;
  dispose(): Promise<void>;
}

/** Long enough that hiding it hides nothing else. */
const hookKey = 'key-of-the-webhook-of-this-test';

const changing = /^(docker (build|push|run)|terraform (apply|destroy))\b/;

export async function createPipeline(): Promise<Pipeline> {
  const root = copyFolder('workflows');
  copyWorkspace(root);
  const registry = await startDockerRegistry();
  const channel = await startHook();
  const ports = new Map<EnvironmentName, Awaited<ReturnType<typeof freePorts>>>();
  for (const name of environments) {
    const own = await freePorts();
    ports.set(name, own);
    writeEnvironment(root, {
      ...{ platform: 'local', name, ports: own },
      registry: { kind: 'oci', host: registry.host, insecure: true },
      notifications: [{ kind: 'webhook', url: channel.url, secretVariable: 'HOOK_KEY' }],
    });
  }
  keepTestsShort(root);
  const git = makeRepository(root);
  git('remote', 'add', 'origin', 'https://github.com/example/prod-e.git');
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  commit('begin');

  const standIns = join(dirname(root), 'workflows-runner');
  rmSync(standIns, { recursive: true, force: true });
  mkdirSync(join(standIns, 'artifacts'), { recursive: true });
  const plain = environmentIn(root);
  const env = {
    ...plain,
    PATH: [installPrograms(root), installShims(root), plain['PATH']].join(':'),
    XDG_CACHE_HOME: join(standIns, 'cache'),
    STAND_IN_FOLDER: standIns,
  };
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const command = async (...args: string[]) => {
    const { code, output } = await run(process.execPath, [nx, ...args], {
      cwd: root,
      env: { ...env, HOOK_KEY: hookKey },
    });
    if (code !== 0) throw new Error(output);
  };
  for (const name of environments) await command('run', `infra:deploy:${name}`);
  signImages(root, standIns);
  const messages = () =>
    channel.bodies.splice(0).map((body) => (JSON.parse(body) as { event: Message }).event);
  readCalls(root);
  messages();

  const start: Pipeline['start'] = (workflow, event, more = {}) =>
    startWorkflow({ root, workflow, event, env, secrets: { HOOK_KEY: hookKey }, ...more });
  return {
    ...{ root, git, commit, start, standIns },
    messages,
    push: () => start('deploy.yml', 'push').ended,
    edit(file, change) {
      const path = join(root, file);
      writeFileSync(path, change(existsSync(path) ? readFileSync(path, 'utf8') : ''));
    },
    changes: () => readCalls(root).filter((call) => changing.test(call)),
    async tags(service) {
      const response = await fetch(`http://${registry.host}/v2/prod-e/${service}/tags/list`);
      return ((await response.json()) as { tags: string[] }).tags.filter((tag) => /^in-\d+$/.test(tag));
    },
    live: liveDigest,
    forget: (file) => {
      rmSync(join(standIns, file));
    },
    port: (environment, service) => ports.get(environment)?.[service] ?? 0,
    async dispose() {
      for (const name of environments) await command('run', `infra:destroy:${name}`);
      channel.stop();
      await registry.stop();
      for (const folder of [root, standIns]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As the pipeline would have, had it built what the environments begin with. */
function signImages(root: string, standIns: string): void {
  const folder = join(root, 'dist/images');
  const references = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { reference: string }).reference);
  const lines = references.flatMap((reference) => predicates.map((type) => `${type} ${reference}\n`));
  writeFileSync(join(standIns, 'attestations'), lines.join(''));
}

const predicates = ['https://slsa.dev/provenance/v1', 'https://cyclonedx.org/bom'];

function writeEnvironment(root: string, fields: { name: string } & Record<string, unknown>): void {
  const file = join(root, `infra/src/environments/${fields.name}.ts`);
  writeFileSync(file, `export default ${JSON.stringify(fields)};\n`);
}

/**
 * The workflows are what is tested here: of the tests that they run there is one of each project that changes, and no
 * lint and no type check, which take minutes on a fresh checkout.
 */
function keepTestsShort(root: string): void {
  const nxJson = join(root, 'nx.json');
  const { plugins, ...rest } = JSON.parse(readFileSync(nxJson, 'utf8')) as {
    plugins: (string | { plugin: string })[];
  };
  const isSlow = (plugin: string | { plugin: string }) =>
    typeof plugin !== 'string' && /^@nx\/(eslint|js)\//.test(plugin.plugin);
  writeFileSync(nxJson, JSON.stringify({ ...rest, plugins: plugins.filter((plugin) => !isSlow(plugin)) }));
  const only = {
    infra: 'src/settings.test.ts',
    'apps/backend': 'test/shape.test.ts',
    'apps/prometheus': 'test/shape.test.ts',
    'libs/health': 'src/shape.test.ts',
    'libs/service': 'src/shape.test.ts',
  };
  for (const [project, file] of Object.entries(only)) {
    if (!existsSync(join(root, project, file))) {
      mkdirSync(dirname(join(root, project, file)), { recursive: true });
      writeFileSync(join(root, project, file), "it('is there', () => undefined);\n");
    }
    writeFileSync(
      join(root, project, 'jest.config.js'),
      `import { preset } from '@prod-e/testing';
export default preset(import.meta.dirname, { testMatch: ['<rootDir>/${file}'], collectCoverage: false, coverageThreshold: undefined });\n`,
    );
  }
}
