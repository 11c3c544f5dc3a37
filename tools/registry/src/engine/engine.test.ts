import { join } from 'node:path';
import { describeWithEngine } from '@prod-e/testing/engine';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { engine, engineIfThere } from './engine.ts';

describeWithEngine('the engine', () => {
  const scratch = scratchFolder();
  afterAll(() => {
    scratch.remove();
  });

  it('gets its arguments as they are, without a shell', async () => {
    expect(await engine(['version', '--format', '$HOME `id` "a  b"'])).toBe('$HOME `id` "a  b"');
  });

  it('tells each line as it comes', async () => {
    const lines: string[] = [];
    await engine(['version', '--format', 'one\n\ntwo'], { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(['one', 'two']);
  });

  it('has nothing for what is not there', async () => {
    expect(await engineIfThere(['container', 'inspect', 'prod-e-no-such'])).toBeUndefined();
  });

  it('takes no other failure for absence', async () => {
    await expect(engineIfThere(['container', 'inspect', '--no-flag'])).rejects.toMatchObject({
      message: expect.stringContaining('docker container failed: unknown flag: --no-flag'),
      where: 'docker container inspect --no-flag',
    });
  });

  it('is no more asked when the deployment is stopped', async () => {
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 100);
    await expect(engine(['events'], { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('reads what it is handed, and has variables over those of this process', async () => {
    const login = ['login', '--username', 'me', '--password-stdin', '127.0.0.1:1'];
    const failed = engine(login, { input: 'none-of-your-business', env: { DOCKER_CONFIG: scratch.folder } });
    await expect(failed).rejects.toMatchObject({
      message: expect.stringMatching(/^docker login failed: (?![\s\S]*business)/),
      where: 'docker login --username me --password-stdin 127.0.0.1:1',
    });
  });

  it('says what to do where there is no docker command', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = scratch.folder;
    const failed = engine(['version']);
    process.env['PATH'] = path;
    await expect(failed).rejects.toMatchObject({
      message: 'the docker command is missing',
      next: 'run: npm run setup',
    });
  });

  it('is said to be not running where nothing answers', async () => {
    const nowhere = ['--host', 'unix:///nowhere/docker.sock', 'version'];
    await expect(engine(nowhere)).rejects.toMatchObject({
      message: 'no Docker engine is running',
      next: 'run: npm run setup',
    });
  });

  it('says why a build failed, without the notice that there is no buildx', async () => {
    scratch.write('Dockerfile', 'FROM scratch\nCOPY no-such-file /\n');
    const failed = engine(['build', '--file', join(scratch.folder, 'Dockerfile'), scratch.folder]);
    await expect(failed).rejects.toThrow(/^docker build failed: (?!DEPRECATED)[\s\S]*no-such-file/);
  });
});
