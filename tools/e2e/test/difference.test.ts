import { containerId, createWorkspace, freePorts, liveDigest, type Workspace } from '../src/index.ts';

const environment = 'e2e-difference';
const builds = (calls: string[]) => calls.filter((call) => call.startsWith('docker build'));
const applies = (calls: string[]) => calls.filter((call) => call.startsWith('terraform apply'));

let workspace: Workspace;

const containers = () => ({
  backend: containerId(environment, 'backend'),
  prometheus: containerId(environment, 'prometheus'),
});

/** Deploys a change, and tells which containers were replaced and how much was done for it. */
async function deployChange() {
  const before = containers();
  workspace.calls();
  const { code, output } = await workspace.deploy();
  const after = containers();
  const calls = workspace.calls();
  return {
    code,
    output,
    replaced: (['backend', 'prometheus'] as const).filter((service) => before[service] !== after[service]),
    builds: builds(calls).length,
    applies: applies(calls).length,
    terraform: calls.filter((call) => call.startsWith('terraform')),
  };
}

beforeAll(async () => {
  workspace = createWorkspace(environment, await freePorts());
});

afterAll(() => workspace.dispose());

describe('a deployment', () => {
  it('brings a new environment up, and proves it', async () => {
    const { code, output } = await workspace.deploy();
    expect(output).toMatch(/foundation +create .* live/);
    expect(output).toMatch(/backend +create .* live/);
    expect(output).toMatch(/prometheus +create .* live/);
    expect(output).toContain(workspace.url('backend'));
    expect(code).toBe(0);
    expect(await (await fetch(`${workspace.url('backend')}/readyz`)).json()).toMatchObject({
      status: 'ready',
    });
    const targets = await fetch(`${workspace.url('prometheus')}/api/v1/targets?state=active`);
    const { data } = (await targets.json()) as { data: { activeTargets: { health: string }[] } };
    expect(data.activeTargets.map(({ health }) => health)).toEqual(['up', 'up']);
  });

  it('does nothing when nothing changed: no image, no container, no Terraform process', async () => {
    const { code, output, replaced, builds, terraform } = await deployChange();
    expect(output.match(/ unchanged$/gm)).toHaveLength(3);
    expect({ code, replaced, builds, terraform }).toEqual({
      code: 0,
      replaced: [],
      builds: 0,
      terraform: [],
    });
  });
});

describe('a deployment of a change', () => {
  let first: string;

  beforeAll(() => {
    workspace.commit('as deployed');
    first = liveDigest(environment, 'backend');
  });

  it('of a line of the backend replaces the backend, and nothing else', async () => {
    workspace.edit('apps/backend/src/about.ts', (text) =>
      text.replace('replace it by yours', 'make it yours'),
    );
    const change = await deployChange();
    expect(change).toMatchObject({ code: 0, replaced: ['backend'], builds: 1, applies: 1 });
    const root = (await (await fetch(workspace.url('backend'))).json()) as { description: string };
    expect(root.description).toContain('make it yours');
  });

  it('that is reverted builds nothing, and makes the old image live again', async () => {
    workspace.revert();
    const change = await deployChange();
    expect(change).toMatchObject({ code: 0, replaced: ['backend'], builds: 0, applies: 1 });
    expect(liveDigest(environment, 'backend')).toBe(first);
  });

  it('of an alert rule replaces Prometheus, and nothing else', async () => {
    workspace.edit('apps/prometheus/rules/targets.yml', (text) => text.replace(/for: \d+m/, 'for: 7m'));
    const change = await deployChange();
    expect(change).toMatchObject({ code: 0, replaced: ['prometheus'], builds: 1, applies: 1 });
    const rules = await (await fetch(`${workspace.url('prometheus')}/api/v1/rules`)).text();
    expect(rules).toContain('"duration":420');
  });

  it('of a library of the backend replaces the backend, and nothing else', async () => {
    workspace.edit(
      'libs/health/src/index.ts',
      (text) => `${text}\n// A change that makes no difference but to its hash.\n`,
    );
    expect(await deployChange()).toMatchObject({ code: 0, replaced: ['backend'], builds: 1, applies: 1 });
  });

  it('of a Markdown file replaces nothing', async () => {
    workspace.edit('apps/backend/README.md', (text) => `${text}\nA word more.\n`);
    workspace.edit('libs/health/README.md', (text) => `${text}\nA word more.\n`);
    workspace.edit('README.md', (text) => `${text}\nA word more.\n`);
    expect(await deployChange()).toMatchObject({ code: 0, replaced: [], builds: 0, terraform: [] });
  });

  it('of the size of a service replaces its container, and builds nothing', async () => {
    workspace.edit('apps/backend/service.json', (text) => text.replace('"memory": 256', '"memory": 192'));
    const change = await deployChange();
    expect(change).toMatchObject({ code: 0, replaced: ['backend'], builds: 0, applies: 1 });
    expect(change.output).toContain('update (configuration)');
  });
});

describe('nx affected', () => {
  const affected = (base: string) =>
    workspace.nx(
      ...['affected', '-t', 'lint', 'typecheck', 'test', 'containerize', 'deploy'],
      ...[`--base=${base}`, `--configuration=${environment}`, '--outputStyle=static'],
    );

  it('tests, containerizes and deploys what changed since a commit', async () => {
    workspace.revert();
    const base = workspace.commit('before');
    await workspace.deploy();
    const before = containers();
    workspace.edit('apps/prometheus/rules/targets.yml', (text) => `# A comment more.\n${text}`);
    workspace.commit('change a rule');
    workspace.calls();
    const { code, output } = await affected(base);
    expect(output).toMatch(/nx run prometheus:test/);
    expect(output).toMatch(/prometheus +update \(image\) .* live/);
    expect(output).not.toMatch(/nx run (health|backend):(lint|test)/);
    expect(code).toBe(0);
    expect(builds(workspace.calls())).toHaveLength(1);
    expect(containers().backend).toBe(before.backend);
    expect(containers().prometheus).not.toBe(before.prometheus);
  }, 900_000);

  it('deploys nothing of what fails its tests', async () => {
    const base = workspace.commit('before');
    const before = containers();
    workspace.edit('apps/prometheus/rules/targets.yml', (text) => text.replace(/for: \d+m/, 'for: 9m'));
    workspace.calls();
    const { code, output } = await affected(base);
    expect(output).toContain('nothing is containerized or deployed');
    expect(code).toBe(1);
    expect(containers()).toEqual(before);
    expect(builds(workspace.calls())).toHaveLength(0);
    workspace.revert();
  }, 900_000);

  it('does nothing for a change that concerns no project', async () => {
    const base = workspace.commit('before');
    workspace.edit('README.md', (text) => `${text}\nA word more.\n`);
    workspace.commit('change a word');
    const { code, output } = await affected(base);
    expect(output).toContain('No tasks were run');
    expect(code).toBe(0);
  });
});

describe('nx run infra:destroy', () => {
  it('is refused by nothing, and can be repeated', async () => {
    const destroy = () => workspace.nx('run', `infra:destroy:${environment}`);
    expect(await destroy()).toMatchObject({ code: 0 });
    expect(await destroy()).toMatchObject({ code: 0 });
  });
});
