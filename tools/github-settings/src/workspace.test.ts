import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { environmentNames } from '@prod-e/environment';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { writeSettings } from '../test/lab.ts';
import { readReviewers, readSettings, repositoryOf } from './workspace.ts';

describe('what the workspace says', () => {
  let workspace: Scratch;
  beforeEach(() => {
    workspace = scratchFolder();
  });
  afterEach(() => {
    workspace.remove();
  });

  it('is the repository of the settings', async () => {
    writeSettings(workspace, {});
    expect(repositoryOf(await readSettings(workspace.folder))).toEqual({ owner: 'acme', repo: 'prod-e' });
  });

  it('is refused where a placeholder stands for the owner', async () => {
    writeSettings(workspace, {}, [{ path: 'github.owner', fillIn: 'the organization' }]);
    const settings = await readSettings(workspace.folder);
    expect(thrownBy(() => repositoryOf(settings))).toMatchObject({
      message: 'a placeholder stands for github.owner',
      where: 'infra/src/settings.ts',
      next: 'fill in github.owner: the organization; or say --repository=<owner>/<name>',
      exit: 2,
    });
  });

  const environment = (name: string, values: object) => {
    workspace.write(
      `infra/src/environments/${name}.ts`,
      `export default ${JSON.stringify({ name, account: '111111111111', region: 'eu-central-1', network: { cidr: '10.10.0.0/16' }, ...values })};`,
    );
  };

  it('is who approves in the environments of AWS: neither on this machine nor in an emulator', async () => {
    environment('dev', { platform: 'aws' });
    environment('prod', { platform: 'aws', approval: { reviewers: ['ann', 'team/sre'] } });
    environment('lab', { platform: 'aws', endpoint: 'http://127.0.0.1:4566' });
    workspace.write(
      'infra/src/environments/local.ts',
      'export default { platform: "local", name: "local" };',
    );
    expect(await readReviewers(workspace.folder)).toEqual({ dev: [], prod: ['ann', 'team/sre'] });
  });

  it('is refused where a placeholder stands for who approves', async () => {
    environment('prod', { platform: 'aws', approval: { reviewers: ['team/example'] } });
    await expect(readReviewers(workspace.folder)).rejects.toMatchObject({
      message: 'a placeholder stands for approval.reviewers of prod',
      where: 'infra/src/environments/prod.ts',
      exit: 2,
    });
  });
});

describe('this workspace', () => {
  const root = join(__dirname, '../../..');

  it('has settings and environments in the form that is read here', async () => {
    expect((await readSettings(root)).github).toMatchObject({
      ...{ owner: expect.any(String), repository: expect.any(String) },
      subject: expect.stringMatching(/^(classic|immutable)$/),
    });
    expect(environmentNames(join(root, 'infra/src/environments'))).toContain('prod');
  });

  it('has a program, which says without a stack trace what it lacks', async () => {
    const env = { ...process.env, GITHUB_TOKEN: '' };
    const run = promisify(execFile)(process.execPath, [join(__dirname, 'main.ts')], { env });
    await expect(run).rejects.toMatchObject({
      ...{ code: 2, stdout: '' },
      stderr: expect.stringMatching(
        /^error: GITHUB_TOKEN is not set\n {2}next: {2}as an administrator .*\n$/,
      ),
    });
  });
});
