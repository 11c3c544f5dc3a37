import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describeWithEngine, docker } from '@prod-e/testing/engine';
import { createLab, named, removeImages, type Lab } from '../../test/lab.ts';
import { takeLock } from '../state/lock.ts';

describeWithEngine('a deployment', () => {
  let lab: Lab;
  const [web, api] = [named('web'), named('api')];
  beforeEach(() => {
    lab = createLab();
  });
  afterEach(() => {
    lab.remove();
  });
  afterAll(removeImages);

  const terraformLog = (stack: string): string => {
    const file = join(lab.stateFolder, 'stacks', stack, 'terraform.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };

  it('makes live what differs, and starts no Terraform for what does not (aws-actions/amazon-ecs-deploy-task-definition#25)', async () => {
    await lab.want({ [web]: 'one', [api]: 'one' });
    const first = await lab.deploy();
    expect(first.result).toBe(true);
    expect(first.text).toMatch(
      new RegExp(`^foundation +create +.*live\n${web} +create +– → in-one .*live\n`, 'm'),
    );
    expect(first.text).toContain(`${web}  http://127.0.0.1:${lab.port(web)}`);
    const { id } = lab.live(api) ?? {};
    expect([lab.live(web)?.release, lab.live(api)?.release]).toEqual(['one', 'one']);

    const logs = [web, api, 'foundation'].map(terraformLog);
    const again = await lab.deploy();
    expect(again.result).toBe(true);
    expect(again.text.match(/unchanged +\S+ +0\.0 +unchanged/g)).toHaveLength(3);
    expect([web, api, 'foundation'].map(terraformLog)).toEqual(logs);

    await lab.want({ [web]: 'two', [api]: 'one' });
    const update = await lab.deploy();
    expect(update.text).toMatch(new RegExp(`^${web} +update \\(image\\) +in-one → in-two .*live$`, 'm'));
    expect(lab.live(web)?.release).toBe('two');
    expect(lab.live(api)?.id).toBe(id);
    expect(terraformLog(api)).toBe(logs[1]);
  });

  it('puts the last good release back when a new one fails, as if nothing had been', async () => {
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    await lab.want({ [web]: 'broken' });
    const { result, text } = await lab.deploy();
    expect(result).toBe(false);
    expect(text).toMatch(new RegExp(`^${web} +update \\(image\\) +in-one → in-broken .*put back$`, 'm'));
    expect(text).toContain(`error: ${web} stopped`);
    expect(text).toContain('Invalid build flag: "--no-such-flag"');
    expect(lab.live(web)?.release).toBe('one');

    await lab.want({ [web]: 'one' });
    expect((await lab.deploy()).text).toMatch(/unchanged +in-one/);
  });

  it('puts a release back that its smoke test refuses', async () => {
    const smokeTest = (line: string) => lab.write(`apps/${web}/smoke.ts`, line);
    smokeTest('');
    await lab.want({ [web]: 'one' }, { smoke: 'smoke.ts' });
    expect((await lab.deploy()).result).toBe(true);
    smokeTest('console.error("no greeting"); process.exit(1)');
    await lab.want({ [web]: 'two' }, { smoke: 'smoke.ts' });
    const { result, text } = await lab.deploy();
    expect(result).toBe(false);
    expect(text).toMatch(/put back$/m);
    expect(text).toContain(`the smoke test of ${web} failed:\n    no greeting`);
    expect(lab.live(web)?.release).toBe('one');
  });

  it('has failed where there is nothing to put back, and goes on from there', async () => {
    await lab.want({ [web]: 'broken' });
    const { result, text } = await lab.deploy();
    expect(result).toBe(false);
    expect(text).toContain('there is no earlier release to put back');
    expect(text).toMatch(new RegExp(`^${web} +create .*failed$`, 'm'));
    // The engine starts it again and again.
    expect((await lab.deploy()).text).toMatch(/retry \(not (running|proven)\)/);
    await lab.want({ [web]: 'one' });
    expect((await lab.deploy()).result).toBe(true);
  });

  it('says so where the last good release cannot be put back', async () => {
    const old = named('old');
    await lab.want({ [old]: 'one' });
    await lab.deploy();
    await lab.want({ [old]: 'broken' });
    docker('rm', '--force', lab.live(old)?.id ?? '');
    docker('image', 'rm', `prod-e/${old}:in-one`);
    const { result, text } = await lab.deploy();
    expect(result).toBe(false);
    expect(text).toContain('the last good release could not be put back: error: terraform apply failed');
    expect(text).toMatch(/failed$/m);
  });

  it('starts what stands on something only once that is there', async () => {
    await lab.want({ [web]: 'one' }, { network: 'echo "no address left" >&2; false' });
    const { result, text } = await lab.deploy();
    expect(result).toBe(false);
    expect(text).toMatch(/^foundation .*failed$/m);
    expect(text).toMatch(new RegExp(`^${web} .*not started$`, 'm'));
    expect(text).toContain('no address left');
    expect(existsSync(join(lab.stateFolder, 'stacks', web))).toBe(false);
  });

  it('takes away what is wanted no more', async () => {
    await lab.want({ [web]: 'one', [api]: 'one' });
    await lab.deploy();
    await lab.want({ [api]: 'one' });
    const { result, text } = await lab.deploy();
    expect(result).toBe(true);
    expect(text).toMatch(new RegExp(`^${web} +remove \\(wanted no more\\) .*removed$`, 'm'));
    expect(lab.live(web)).toBeUndefined();
    expect(existsSync(join(lab.stateFolder, 'stacks', web))).toBe(false);
    expect(lab.live(api)).toBeDefined();
  });

  it('makes live again what was stopped by hand', async () => {
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    docker('stop', lab.live(web)?.id ?? '');
    expect((await lab.deploy()).text).toMatch(/drifted \(not running\) .*live$/m);
    expect(lab.live(web)?.release).toBe('one');
  });

  it('makes live again what was removed by hand, though Terraform knows nothing of it', async () => {
    await lab.want({ [web]: 'one' });
    await lab.deploy();
    docker('rm', '--force', lab.live(web)?.id ?? '');
    docker('network', 'rm', `prod-e-${lab.environment}`);
    const { result, text } = await lab.deploy();
    expect(text).toMatch(
      new RegExp(`^foundation +drifted \\(gone\\) .*live\n${web} +drifted \\(gone\\) .*live$`, 'm'),
    );
    expect(result).toBe(true);
    expect(lab.live(web)?.release).toBe('one');
  });

  it('is refused before anything is changed when a port is taken', async () => {
    await lab.want({ [web]: 'one' });
    const other = createServer();
    await once(other.listen(lab.port(web), '127.0.0.1'), 'listening');
    const { result, text } = await lab.deploy();
    other.close();
    expect(result).toMatchObject({ message: expect.stringContaining('already taken'), exit: 2 });
    expect(text).toBe('');
    expect(lab.left()).toEqual([]);
    expect(existsSync(join(lab.stateFolder, 'stacks'))).toBe(false);
  });

  it('is refused while another holds the lock, and gives its own back', async () => {
    await lab.want({});
    const unlock = takeLock(lab.stateFolder, 'another deployment');
    expect((await lab.deploy()).result).toMatchObject({
      message: expect.stringContaining('another deployment by'),
      exit: 3,
    });
    unlock();
    expect((await lab.deploy()).result).toBe(true);
    takeLock(lab.stateFolder, 'this test')();
  });

  it('that is stopped ends what it has begun, starts nothing more, and is gone on with by the next', async () => {
    await lab.want({ [web]: 'one' }, { network: 'sleep 1' });
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 700);
    const { result, text } = await lab.deploy(abort.signal);
    expect(result).toMatchObject({ message: 'stopped before the end', exit: 1 });
    expect(text).toMatch(new RegExp(`^${web} .*not started$`, 'm'));
    takeLock(lab.stateFolder, 'this test')();
    expect((await lab.deploy()).result).toBe(true);
    expect(lab.live(web)?.release).toBe('one');
  });
});
