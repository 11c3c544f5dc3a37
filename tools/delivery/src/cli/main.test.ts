import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { printed } from '../../test/printed.ts';
import { writeImage } from '../containerize/image.ts';
import { main } from './main.ts';

describe('the command line', () => {
  let workspace: Scratch;
  const cwd = process.cwd();
  beforeEach(() => {
    workspace = scratchFolder();
    workspace.write('package.json', {});
    process.chdir(workspace.folder);
  });
  afterEach(() => {
    process.chdir(cwd);
    workspace.remove();
  });

  /** Puts a program in the place of Nx, which ends with whatever a task of it ended with: 1 for each failure. */
  const nx = (source: string) => workspace.write('node_modules/nx/bin/nx.js', source);
  const records = (code: number) =>
    `require('fs').writeFileSync(process.env.PROD_E_EXIT_CODE_FILE, '${code}'); process.exit(${Math.min(code, 1)})`;

  it.each([0, 1, 2, 3])('ends with %i where the command does', async (code) => {
    nx(records(code));
    expect(await main(['deploy'])).toBe(code);
  });

  it.each([
    ['succeeds', 'process.exit(0)', 0],
    ['fails', 'process.exit(1)', 1],
    ['ends in a way of its own', 'process.exit(130)', 1],
    ['is killed', 'process.kill(process.pid, "SIGKILL")', 1],
  ])('where Nx %s before any command ran', async (_what, source, code) => {
    nx(source);
    expect(await main(['deploy'])).toBe(code);
  });

  it.each([
    [['deploy'], 'run infra:deploy:local'],
    [['destroy', '--environment=dev'], 'run infra:destroy:dev'],
    [['deploy', '--environment', 'dev'], 'run infra:deploy:dev'],
    [['deploy', '--plan=saved'], 'run infra:deploy:local --plan=saved'],
    [['plan', '--out', 'saved', '--markdown=plan.md'], 'run infra:plan:local --out=saved --markdown=plan.md'],
    [['rollback', '--to=r-1', '--environment=dev'], 'run infra:rollback:dev --to=r-1'],
    [['drift', '--markdown=drift.md'], 'run infra:drift:local --markdown=drift.md'],
    [['plan', '--out=saved', '--approval'], 'run infra:plan:local --out=saved --approval=true'],
    [
      ['validate', '--environment=dev', '--placeholders=allow'],
      'run infra:validate:dev --placeholders=allow',
    ],
    [['integration', '--environment=dev'], 'run infra:integration:dev'],
    [['status'], 'run infra:status'],
  ])('%j is nx %s', async (args, line) => {
    nx(`process.exit(process.argv.slice(2).join(' ') === '${line}' ? 0 : 1)`);
    expect(await main(args)).toBe(0);
  });

  it.each([
    [[]],
    [['paint']],
    [['deploy', 'destroy']],
    [['deploy', '--force']],
    [['constructor']],
    [['deploy', '--to=r-1']],
    [['deploy', '--json']],
    [['release']],
    [['release', 'top']],
    [['release', 'base', '--base=main']],
    [['release', 'images']],
    [['release', 'image']],
    [['release', 'identity', '--role=owner']],
    [['release', 'constructor']],
    [['deploy', '--base=main']],
  ])('%j is refused with the usage, and Nx not started', async (args: string[]) => {
    const { result, errors } = await printed(() => main(args));
    expect(result).toBe(2);
    expect(errors).toMatch(/^usage: npm run <command>/);
  });

  it('prints what a command answers in JSON, and nothing else, on standard output', async () => {
    nx(`
      const file = process.argv.find((arg) => arg.startsWith('--json=')).replace('--json=', '');
      console.log('> nx run'); require('fs').writeFileSync(file, '{"summary":{}}');
    `);
    const run = promisify(execFile)(process.execPath, [join(__dirname, '../cli.ts'), 'plan', '--json']);
    await expect(run).resolves.toMatchObject({ stdout: '{"summary":{}}', stderr: '> nx run\n' });
  });

  it('is a program', async () => {
    const run = promisify(execFile)(process.execPath, [join(__dirname, '../cli.ts'), 'paint']);
    await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/^usage: /) });
  });

  it('passes a request to stop on to Nx, and waits for how it ends', async () => {
    nx(`process.on('SIGTERM', () => { ${records(3)} }); console.log('ready'); setInterval(() => {}, 1000)`);
    const child = spawn(process.execPath, [join(__dirname, '../cli.ts'), 'deploy'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([3, null]);
  });

  describe('asked about a release, in a workflow', () => {
    const outputs = () => readFileSync(join(workspace.folder, 'outputs'), 'utf8');
    beforeEach(() => {
      process.env['GITHUB_OUTPUT'] = join(workspace.folder, 'outputs');
    });
    afterEach(() => {
      delete process.env['GITHUB_OUTPUT'];
    });

    it('hands the image of a service to later steps', async () => {
      writeImage(workspace.folder, {
        ...{ service: 'web', repository: 'prod-e/web', tag: 'in-1', digest: 'sha256:abc', built: true },
        ...{ reference: '127.0.0.1:5000/prod-e/web@sha256:abc', milliseconds: 1, sbom: 'web.cdx.json' },
      });
      expect(await main(['release', 'image', '--service=web'])).toBe(0);
      expect(outputs()).toBe('digest=sha256:abc\nname=127.0.0.1:5000/prod-e/web\nsbom=web.cdx.json\n');
    });

    it('says of an image that is not known how to make it, and hands nothing on', async () => {
      const { result, errors } = await printed(() => main(['release', 'image', '--service=web']));
      expect([result, errors]).toEqual([1, expect.stringContaining('npx nx run web:containerize')]);
      expect(existsSync(join(workspace.folder, 'outputs'))).toBe(false);
    });

    it('hands on whom a job becomes, which is nobody on this machine', async () => {
      const local = `export default { platform: 'local', name: 'lab' };`;
      workspace.write('infra/src/environments/lab.ts', local);
      expect(await main(['release', 'identity', '--role=deployer', '--environment=lab'])).toBe(0);
      expect(outputs()).toBe('role=\nregion=\nready=true\n');
    });
  });
});
