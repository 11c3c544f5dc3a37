import { execFile, execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWithEngine, docker, importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { freePort, scratchFolder } from '@prod-e/testing/fixtures';
import { containerSpec, exists, inspect, networkSpec, testEnvironment } from '../../../../test/engine.ts';
import { applyVerb } from './verbs.ts';

/** Runs the program as Terraform's local-exec does. */
const main = (verb: string, spec: string, env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [join(__dirname, 'main.ts'), verb], {
    env: { ...process.env, SPEC: spec, ...env },
  });

describe('applyVerb', () => {
  it('names the verbs that there are when it is given another', async () => {
    await expect(applyVerb('paint', '{}')).rejects.toThrow(
      'unknown verb "paint"; there are put-network, remove-network, put-container, remove-container',
    );
  });

  it('takes no property of every object for a verb', async () => {
    await expect(applyVerb('constructor', '{}')).rejects.toThrow('unknown verb "constructor"');
  });
});

describeWithEngine('a verb', () => {
  const { environment, labelled } = testEnvironment('verbs');
  const network = networkSpec(environment, 'one');
  const name = `prod-e-${environment}-web`;

  afterAll(() => {
    removeLabelled(labelled);
  });

  it('may be repeated, each of them', async () => {
    const image = importServerImage(`prod-e/test:${environment}`, { 'prod-e.environment': environment });
    const container = containerSpec({ environment, image, port: await freePort() });
    const twice = async (verb: string, spec: object) => {
      await applyVerb(verb, JSON.stringify(spec));
      await applyVerb(verb, JSON.stringify(spec));
    };
    await twice('put-network', network);
    await twice('put-container', container);
    expect(inspect('container', name)).toMatchObject({ State: { Running: true }, Image: image });
    await twice('remove-container', { name });
    await twice('remove-network', { name: network.name });
    expect(exists('container', name) || exists('network', network.name)).toBe(false);
  });

  it('is repeated when the engine went away in the middle of it and came back', async () => {
    const { folder, write, remove } = scratchFolder();
    const real = execFileSync('sh', ['-c', 'command -v docker'], { encoding: 'utf8' }).trim();
    // Does the first thing that it is asked, and is away for the next two.
    const script = `#!/bin/sh
echo call >> ${folder}/calls
case $(wc -l < ${folder}/calls) in 2|3) echo 'Cannot connect to the Docker daemon' >&2; exit 1;; esac
exec ${real} "$@"\n`;
    chmodSync(write('docker', script), 0o755);
    await main('put-network', JSON.stringify(network), { PATH: `${folder}:${process.env['PATH'] ?? ''}` });
    remove();
    expect(inspect('network', network.name).Labels).toEqual(network.labels);
    docker('network', 'rm', network.name);
  });

  it('is a program for Terraform to run', async () => {
    await main('put-network', JSON.stringify(network));
    expect(inspect('network', network.name).Labels).toEqual(network.labels);
    docker('network', 'rm', network.name);
  });
});

describe('the program', () => {
  it.each([
    ['an unknown verb', 'paint', '{}', {}, 'unknown verb "paint"; there are put-network'],
    ['no JSON', 'put-network', '{"name":', {}, 'JSON'],
    ['no docker command', 'remove-network', '{"name":"n"}', { PATH: '/nowhere' }, 'spawn docker ENOENT'],
  ])('ends with 1 and one line for %s', async (_what, verb, spec, env, message) => {
    const failure = (await main(verb, spec, env).catch((error: unknown) => error)) as {
      code: number;
      stderr: string;
    };
    expect(failure.code).toBe(1);
    expect(failure.stderr).toContain(message);
    expect(failure.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
