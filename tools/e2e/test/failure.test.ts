import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import {
  containerId,
  createWorkspace,
  docker,
  freePorts,
  leftovers,
  liveDigest,
  run,
  start,
  type Workspace,
} from '../src/index.ts';

const environment = 'e2e-failure';
const description = (text: string) => (source: string) =>
  source.replace(/description: '[^']*'/, `description: '${text}'`);

let workspace: Workspace;
let counter = 0;

/** A new version of the backend, which never was before. */
const changeBackend = () => {
  workspace.edit('apps/backend/src/about.ts', description(`version ${++counter}`));
};

const ready = async () => (await fetch(`${workspace.url('backend')}/readyz`)).status;

/** Whoever fails or is stopped, the next plain deployment completes. */
const expectNextToComplete = async () => {
  const { code, output } = await workspace.deploy();
  expect(output).not.toContain('error');
  expect(code).toBe(0);
  expect(await ready()).toBe(200);
};

beforeAll(async () => {
  workspace = createWorkspace(environment, await freePorts());
  const { code, output } = await workspace.deploy();
  if (code !== 0) throw new Error(output);
  workspace.commit('as deployed');
});

afterEach(() => {
  workspace.revert();
});

afterAll(() => workspace.dispose());

describe('a version that fails its proof is put back', () => {
  it.each([
    [
      'because it exits at its start',
      'apps/backend/src/main.ts',
      () => "console.error('cannot find my keys');\nprocess.exit(1);\n",
      /cannot find my keys/,
    ],
    [
      'because it reports another version',
      'apps/backend/Dockerfile',
      (text: string) => text.replace('PROD_E_INPUT_TAG=${PROD_E_INPUT_TAG}', 'PROD_E_INPUT_TAG=another'),
      /it reports another, wanted is in-/,
    ],
    [
      'because its smoke test fails',
      'apps/backend/smoke.ts',
      () => "console.error('expected spring, got autumn');\nprocess.exit(1);\n",
      /expected spring, got autumn/,
    ],
  ])('%s', async (_why, file, change, reason) => {
    const good = liveDigest(environment, 'backend');
    changeBackend();
    workspace.edit(file, change);
    const { code, output } = await workspace.deploy();
    expect(output).toMatch(reason);
    expect(output).toMatch(/backend +update \(image\) .* put back$/m);
    expect(code).toBe(1);
    expect(liveDigest(environment, 'backend')).toBe(good);
    expect(await ready()).toBe(200);
    workspace.revert();
    await expectNextToComplete();
  });
});

describe('a deployment that is stopped', () => {
  it('by Ctrl-C lets the change that is under way end, gives the lock back, and is completed by the next', async () => {
    changeBackend();
    const deployment = workspace.startNx('run', `infra:deploy:${environment}`);
    await deployment.until(/backend +applying/);
    deployment.signal('SIGINT');
    const { code } = await deployment.ended;
    expect(code).not.toBe(0);
    expect(await answers()).toBe(true);
    await expectNextToComplete();
  });

  it.each([
    ['before anything is applied', /infra:deploy:e2e-failure/],
    ['while Terraform applies', /backend +applying …/],
    ['while the new version is proven', /backend +proving …/],
    ['while the smoke tests run', /prometheus +smoke test …/],
  ])('by SIGKILL %s is completed by the next', async (_when, moment) => {
    changeBackend();
    const deployment = workspace.startNx('run', `infra:deploy:${environment}`);
    await deployment.until(moment);
    deployment.signal('SIGKILL');
    await deployment.ended;
    await expectNextToComplete();
    const { description } = (await (await fetch(workspace.url('backend'))).json()) as { description: string };
    expect(description).toBe(`version ${counter}`);
  });

  /** The service may still be starting. */
  const answers = async () => {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (await ready().catch(() => 0)) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  };
});

describe('a deployment while another runs', () => {
  it('is refused with exit code 3, and says who holds the lock', async () => {
    const holder = await holdLock();
    const second = await npmDeploy();
    holder.signal('SIGKILL');
    await holder.ended;
    expect(second.output).toMatch(
      /another command holds the environment's lock: a test by .*process \d+.*since/,
    );
    expect(second.code).toBe(3);
    expect((await npmDeploy()).code).toBe(0);
  });

  it('of a tree that nobody has built yet builds each image once', async () => {
    changeBackend();
    workspace.calls();
    const both = await Promise.all([workspace.deploy(), workspace.deploy()]);
    expect(workspace.calls().filter((call) => call.startsWith('docker build'))).toHaveLength(1);
    expect(both.map(({ code }) => code)).toContain(0);
  });

  /** The lock of a deployment that takes its time. */
  const holdLock = async () => {
    const lock = join(workspace.root, 'tools/delivery/src/state/lock.ts');
    const folder = join(workspace.root, '.prod-e', environment);
    const program = `const { takeLock } = await import('${lock}'); takeLock('${folder}', 'a test');
      console.log('held'); setInterval(() => {}, 1000);`;
    const holder = start(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: workspace.root,
      env: process.env,
    });
    await holder.until(/held/);
    return holder;
  };

  const npmDeploy = () => workspace.npm('run', 'deploy', '--', `--environment=${environment}`);
});

describe('what was changed by hand', () => {
  beforeEach(() => workspace.deploy());

  it('is seen and mended: a container that was stopped', async () => {
    docker('stop', '--time', '1', `prod-e-${environment}-backend`);
    const { code, output } = await workspace.deploy();
    expect(output).toMatch(/backend +drifted \(not running\) .* live$/m);
    expect(code).toBe(0);
    expect(await ready()).toBe(200);
  });

  it('is seen and mended: a container that was removed', async () => {
    docker('rm', '--force', `prod-e-${environment}-backend`);
    const { code, output } = await workspace.deploy();
    expect(output).toMatch(/backend +drifted \(gone\) .* live$/m);
    expect(code).toBe(0);
    expect(await ready()).toBe(200);
  });
});

describe('a mistake of the user’s gives one clear error, and changes nothing', () => {
  const untouched = async (deployment: Promise<{ code: number | null; output: string }>) => {
    const before = containerId(environment, 'backend');
    const { code, output } = await deployment;
    expect(containerId(environment, 'backend')).toBe(before);
    expect(output).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
    return { code, output };
  };

  it('an environment that is not there', async () => {
    const { code, output } = await untouched(workspace.npm('run', 'deploy', '--', '--environment=prd'));
    expect(output).toMatch(/unknown environment "prd"/);
    expect(output).toContain(environment);
    expect(code).toBe(2);
  });

  it('a malformed service.json', async () => {
    workspace.edit('apps/backend/service.json', (text) => text.replace('"/readyz"', '"readyz"'));
    const { code, output } = await untouched(workspace.deploy());
    expect(output).toMatch(/probes\.ready: must be a path/);
    expect(output).toContain('where: apps/backend/service.json');
    expect(code).not.toBe(0);
  });

  it('invalid values of an environment', async () => {
    workspace.edit(`infra/src/environments/${environment}.ts`, (text) =>
      text.replace(/"backend":\d+/, '"backend":99999'),
    );
    const { code, output } = await untouched(workspace.deploy());
    expect(output).toMatch(/invalid environment: ports\.backend/);
    expect(code).not.toBe(0);
  });

  it('a port that another program has', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    try {
      workspace.edit(`infra/src/environments/${environment}.ts`, (text) =>
        text.replace(/"backend":\d+/, `"backend":${port}`),
      );
      const { code, output } = await untouched(
        workspace.npm('run', 'deploy', '--', `--environment=${environment}`),
      );
      expect(code).toBe(2);
      expect(output).toContain(`already taken: 127.0.0.1:${port} (wanted by backend)`);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe('nx run infra:destroy', () => {
  it('leaves nothing behind, even when the state is lost', async () => {
    expect(leftovers(environment)).not.toEqual([]);
    await run('rm', ['-rf', join(workspace.root, '.prod-e')], { cwd: workspace.root, env: process.env });
    const { code } = await workspace.nx('run', `infra:destroy:${environment}`);
    expect(code).toBe(0);
    expect(leftovers(environment)).toEqual([]);
    expect(existsSync(join(workspace.root, '.prod-e', environment))).toBe(false);
    expect(readFileSync(join(workspace.root, '.gitignore'), 'utf8')).toContain('.prod-e/');
  });
});
