import { scratchFolder, startHook, type Hook, type Scratch } from '@prod-e/testing/fixtures';
import { rejection } from '../../test/lab.ts';
import { failed } from './failed.ts';

describe('failed', () => {
  let scratch: Scratch;
  let hook: Hook;
  const lines: string[] = [];
  beforeEach(async () => {
    scratch = scratchFolder();
    lines.length = 0;
    hook = await startHook();
  });
  afterEach(() => {
    hook.stop();
    scratch.remove();
  });

  const environment = (notifications: object[]) =>
    scratch.write(
      'infra/src/environments/dev.ts',
      `export default ${JSON.stringify({ platform: 'local', name: 'dev', notifications })};`,
    );
  const tell = (env: NodeJS.ProcessEnv, action: 'deploy' | 'drift' = 'deploy', name = 'dev') =>
    failed(
      { environment: name, job: 'scan backend', action },
      {
        workspaceRoot: scratch.folder,
        env: {
          ...{ GITHUB_SERVER_URL: 'https://github.test', GITHUB_REPOSITORY: 'team/shop', GITHUB_RUN_ID: '7' },
          ...{ GITHUB_SHA: 'c'.repeat(40), GITHUB_ACTOR: 'ada', ...env },
        },
        print: (line) => lines.push(line),
      },
    );
  const slack = { kind: 'slack', urlVariable: 'TEST_HOOK' };

  it('tells the channels of the environment which job failed, of what, and where to read on', async () => {
    environment([slack]);
    await tell({ TEST_HOOK: hook.url });
    expect(hook.bodies).toHaveLength(1);
    expect(hook.bodies[0]).toContain('dev: failed');
    expect(hook.bodies[0]).toContain('scan backend');
    expect(hook.bodies[0]).toContain('https://github.test/team/shop/actions/runs/7');
    expect(hook.bodies[0]).toContain('ada');
    expect(hook.bodies[0]).toContain('ccccccc');
    expect(lines).toEqual(['dev: told Slack (TEST_HOOK)']);
  });

  it('says of what it was', async () => {
    environment([slack]);
    await tell({ TEST_HOOK: hook.url }, 'drift');
    expect(hook.bodies[0]).toContain('drift check failed');
  });

  it('fails nothing where a channel is down, and does not tell its address', async () => {
    environment([slack]);
    await tell({ TEST_HOOK: 'http://127.0.0.1:1/services/T0SECRETSECRETSECRET' });
    expect(lines[0]).toMatch(/^Slack \(TEST_HOOK\) was not told of "failed"/);
    expect(lines[1]).toBe('dev: nobody was told');
    expect(lines.join()).not.toContain('T0SECRET');
  });

  it('fails nothing where there is no channel, nor anything of a run', async () => {
    environment([]);
    await tell({ GITHUB_SHA: undefined, GITHUB_RUN_ID: undefined });
    expect(lines).toEqual(['dev: nobody was told']);
  });

  it('is refused for an environment that there is not', async () => {
    environment([]);
    expect(await rejection(tell({}, 'deploy', 'prod'))).toMatchObject({ exit: 2 });
  });
});
