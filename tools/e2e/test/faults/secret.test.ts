import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerId, createWorkspace, docker, freePorts, type Workspace } from '../../src/index.ts';

const environment = 'e2e-secret';
const canary = `canary-${process.pid}-${Date.now().toString(36)}`;
const container = `prod-e-${environment}-backend`;

let workspace: Workspace;
const said: string[] = [];

/** Runs a command, and keeps what it printed. */
const told = async (command: Promise<{ code: number | null; output: string }>) => {
  const result = await command;
  said.push(result.output);
  return result;
};

/** Files below a folder that have the canary in them, as it is or as base64. */
function filesWithCanary(folder: string): string[] {
  const forms = [canary, Buffer.from(canary).toString('base64').slice(0, -2)].map((form) =>
    Buffer.from(form),
  );
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return forms.some((form) => bytes.includes(form));
    });
}

beforeAll(async () => {
  process.env['TOKEN'] = canary;
  workspace = createWorkspace(environment, await freePorts());
  workspace.edit('apps/backend/service.json', (text) =>
    text.replace('"environment": {', '"secrets": ["TOKEN"],\n  "environment": {'),
  );
  const { code, output } = await told(workspace.deploy());
  if (code !== 0) throw new Error(output);
  workspace.commit('with a secret');
});

afterAll(async () => {
  delete process.env['TOKEN'];
  await workspace.dispose();
});

describe('a secret that is handed to the deployment by its environment', () => {
  it('comes to the service', () => {
    expect(docker('container', 'inspect', container, '--format', '{{json .Config.Env}}')).toContain(canary);
  });

  it('is no difference to what is live', async () => {
    const { code, output } = await told(workspace.deploy());
    expect(code).toBe(0);
    expect(output).toMatch(/^backend +unchanged/m);
    expect((await told(workspace.nx('run', `infra:drift:${environment}`))).code).toBe(0);
  });

  it('may be in a plan that is kept, and is not in its folder', async () => {
    workspace.edit('apps/backend/service.json', (text) => text.replace('"memory": 256', '"memory": 192'));
    const out = join(workspace.root, 'kept-plan');
    const plan = await told(
      workspace.npm('run', 'plan', '--', `--environment=${environment}`, `--out=${out}`),
    );
    expect(plan.code).toBe(0);
    expect(readdirSync(out)).not.toEqual([]);
    expect(filesWithCanary(out)).toEqual([]);
    const deployment = await told(
      workspace.npm('run', 'deploy', '--', `--environment=${environment}`, `--plan=${out}`),
    );
    expect(deployment.output).toMatch(/backend +update \(configuration\) .* live$/m);
    expect(deployment.code).toBe(0);
  });

  it('stays a secret when the deployment fails, which leaves the live service alone', async () => {
    workspace.edit('apps/backend/src/main.ts', () => "console.error('no keys'); process.exit(1);\n");
    const { code, output } = await told(workspace.deploy());
    expect(output).toContain('no keys');
    expect(code).toBe(1);
    workspace.revert();
    expect((await told(workspace.deploy())).code).toBe(0);
  });

  it('is asked for by name where it is not given, and the live service goes on', async () => {
    const id = containerId(environment, 'backend');
    workspace.edit('apps/backend/src/about.ts', (text) => text.replace('replace it by yours', 'yours'));
    const { code, output } = await told(
      workspace.start(`env -u TOKEN npx nx run infra:deploy:${environment}`).ended,
    );
    expect(output).toContain('error: secrets are missing: TOKEN (needed by backend)');
    expect(code).toBe(1);
    expect(containerId(environment, 'backend')).toBe(id);
    expect((await fetch(`${workspace.url('backend')}/readyz`)).status).toBe(200);
    expect((await told(workspace.deploy())).code).toBe(0);
  });

  it('is in nothing that was printed or kept: state, plans, logs, history, caches', async () => {
    await told(workspace.nx('run', `infra:status:${environment}`));
    expect(said.join('\n')).not.toContain(canary);
    expect(filesWithCanary(workspace.root)).toEqual([]);
  });
});
