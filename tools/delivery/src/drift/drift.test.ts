import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { label, serviceResource } from '@prod-e/environment';
import { describeWithEngine, docker } from '@prod-e/testing/engine';
import { takeLock } from '../state/lock.ts';
import { createLab, named, removeImages, type Lab } from '../../test/lab.ts';

interface Inspected {
  Config: { Labels: Record<string, string>; Image: string };
  HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: string }] } };
}

describeWithEngine('drift', () => {
  let lab: Lab;
  const web = named('web');
  beforeEach(async () => {
    lab = createLab();
    await lab.want({ [web]: 'one' });
    await lab.deploy();
  });
  afterEach(() => {
    lab.remove();
  });
  afterAll(removeImages);

  const container = () => serviceResource(lab.environment, web);

  /** Starts the container again by hand, set to something else. */
  function startAgain(...more: string[]) {
    const [{ Config, HostConfig }] = JSON.parse(docker('inspect', container())) as [Inspected];
    const labels = Object.entries(Config.Labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
    const { HostPort } = HostConfig.PortBindings['8080/tcp'][0];
    docker('rm', '--force', container());
    docker(
      ...['run', '--detach', '--name', container(), '--network', `prod-e-${lab.environment}`],
      ...['--publish', `127.0.0.1:${HostPort}:8080`, ...labels, ...more, Config.Image],
    );
  }

  it('is none in twenty runs in which nothing changed (hashicorp/terraform#36403)', async () => {
    for (let run = 0; run < 20; run += 1) {
      const { result, text } = await lab.drift();
      expect(text).toBe(`\n${lab.environment}: nothing has drifted\n`);
      expect(result).toBe(true);
    }
  });

  it('is none after a restart of the container', async () => {
    docker('restart', container());
    expect((await lab.drift()).result).toBe(true);
  });

  it.each<[string, () => void, string]>([
    ['a container was stopped', () => docker('stop', container()), 'not running'],
    ['a container was removed', () => docker('rm', '--force', container()), 'gone'],
    [
      'its environment was changed',
      () => {
        startAgain('--env', 'LOG_LEVEL=debug');
      },
      'environment.LOG_LEVEL',
    ],
    [
      'its limits were changed',
      () => docker('update', '--memory', '80m', '--memory-swap', '80m', container()),
      'memory',
    ],
    [
      'a label was edited',
      () => {
        startAgain('--label', `${label.stackHash}=by-hand`);
      },
      'carries another stack hash',
    ],
  ])('is found within one run when %s', async (_what, change, what) => {
    change();
    const markdown = join(lab.folder, 'drift.md');
    const { result, text } = await lab.drift(markdown);
    expect(result).toMatchObject({ message: `environment ${lab.environment} has drifted: ${web}`, exit: 3 });
    expect(text).toMatch(new RegExp(`^${web} +${what}$`, 'm'));
    expect(readFileSync(markdown, 'utf8')).toContain(`| ${web} | ${what.replace('_', '\\_')} |`);
    // The next deployment puts it right.
    expect((await lab.deploy()).text).toMatch(new RegExp(`^${web} +drifted .*live$`, 'm'));
    expect((await lab.drift()).result).toBe(true);
  });

  it('is measured against what was recorded, not against what the workspace wants by now', async () => {
    await lab.want({ [web]: 'two' });
    expect((await lab.drift()).result).toBe(true);
  });

  it('that is known to be none is left out, with its reason, and found in the others all the same', async () => {
    lab.write('infra/drift-exceptions.json', {
      exceptions: [{ address: `${web}: memory`, reason: 'the load test of November raises it' }],
    });
    docker('update', '--memory', '80m', '--memory-swap', '-1', container());
    const { result, text } = await lab.drift();
    expect(result).toMatchObject({ exit: 3 });
    expect(text).toMatch(new RegExp(`^${web} +memory-swap$`, 'm'));
    expect(text).toContain(`left out: ${web}: memory (the load test of November raises it)`);
  });

  it('of a container that nobody deployed is told', async () => {
    docker(
      ...['run', '--detach', '--name', `${container()}-stray`],
      ...['--label', `${label.environment}=${lab.environment}`, '--label', `${label.stack}=stray`],
      docker('inspect', container(), '--format', '{{.Image}}'),
    );
    expect((await lab.drift()).text).toMatch(/^stray +never proven$/m);
  });

  it('is not looked for while a deployment is under way, and the report says so', async () => {
    docker('stop', container());
    const markdown = join(lab.folder, 'drift.md');
    const unlock = takeLock(lab.stateFolder, 'nx run infra:deploy');
    try {
      expect((await lab.drift(markdown)).result).toBe(true);
      expect(readFileSync(markdown, 'utf8')).toContain(`${lab.environment}: unchecked -->`);
    } finally {
      unlock();
    }
  });

  it('leaves an empty report where it cannot be looked for, not that of an earlier run', async () => {
    const markdown = join(lab.folder, 'drift.md');
    writeFileSync(markdown, 'earlier');
    lab.write('infra/drift-exceptions.json', 'malformed');
    expect((await lab.drift(markdown)).result).toMatchObject({ exit: 2 });
    expect(readFileSync(markdown, 'utf8')).toBe('');
  });
});
