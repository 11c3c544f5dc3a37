import { describeWithEngine, docker, importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { exists, inspect, networkSpec, testEnvironment } from '../../../../test/engine.ts';
import { putNetwork, removeNetwork } from './network.ts';

describeWithEngine('the network', () => {
  const { environment, labelled } = testEnvironment('network');
  const name = `prod-e-${environment}`;
  const put = (stackHash: string) => putNetwork(networkSpec(environment, stackHash));

  /** A container in the network under an alias. */
  const join = (container: string, alias: string, verb = ['run', '--detach']): void => {
    const options = ['--label', labelled, '--name', container, '--network', name, '--network-alias', alias];
    docker(...verb, ...options, `prod-e/test:${environment}`);
  };
  const aliasesOf = (container: string): unknown =>
    inspect('container', container).NetworkSettings.Networks[name]?.Aliases;

  beforeAll(() => {
    importServerImage(`prod-e/test:${environment}`, { 'prod-e.environment': environment });
  });
  afterEach(() => {
    docker('ps', '--all', '--quiet', '--filter', `label=${labelled}`)
      .split('\n')
      .filter(Boolean)
      .forEach((container) => docker('rm', '--force', container));
    if (exists('network', name)) docker('network', 'rm', name);
  });
  afterAll(() => {
    removeLabelled(labelled);
  });

  it('is made with its labels', async () => {
    await put('one');
    expect(inspect('network', name)).toMatchObject({
      Driver: 'bridge',
      Labels: { 'prod-e.environment': environment, 'prod-e.stack': 'foundation', 'prod-e.stack-hash': 'one' },
    });
  });

  it('stays the same when put again', async () => {
    await put('one');
    const before = inspect('network', name).Id;
    await put('one');
    expect(inspect('network', name).Id).toBe(before);
  });

  it('is made anew with other labels, its containers in it under their aliases, running or not', async () => {
    await put('one');
    join(`${name}-a`, 'a.internal');
    join(`${name}-b`, 'b.internal', ['create']);
    const before = inspect('network', name).Id;

    await put('two');

    const after = inspect('network', name);
    expect(after.Id).not.toBe(before);
    expect(after.Labels['prod-e.stack-hash']).toBe('two');
    expect(aliasesOf(`${name}-a`)).toContain('a.internal');
    expect(aliasesOf(`${name}-b`)).toContain('b.internal');
    expect(inspect('container', `${name}-a`).State.Running).toBe(true);
    expect(Object.values(after.Containers as object)).toEqual([
      expect.objectContaining({ Name: `${name}-a` }),
    ]);
    docker('start', `${name}-b`);
    expect(inspect('container', `${name}-b`).State.Running).toBe(true);
  });

  it('can be made anew again and again, and gathers no aliases', async () => {
    await put('one');
    join(`${name}-a`, 'a.internal');
    await put('two');
    const after = aliasesOf(`${name}-a`);
    await put('three');
    expect(aliasesOf(`${name}-a`)).toEqual(after);
  });

  it.each([
    ['removed the network', true],
    ['made it anew', false],
  ])(
    'takes a service in again that was left out by a run which was killed once it had %s',
    async (_when, isGone) => {
      await put('one');
      const labels = ['--label', 'prod-e.service=orders'];
      join(`${name}-a`, 'orders', ['run', '--detach', ...labels]);
      docker('network', 'disconnect', '--force', name, `${name}-a`);
      if (isGone) docker('network', 'rm', name);
      await put('one');
      expect(aliasesOf(`${name}-a`)).toEqual(expect.arrayContaining(['orders', 'orders.prod-e.internal']));
      expect(inspect('container', `${name}-a`).State.Running).toBe(true);
    },
  );

  it('leaves out what was started in another network', async () => {
    await put('one');
    docker(
      'run',
      '--detach',
      '--label',
      labelled,
      '--label',
      'prod-e.service=orders',
      '--name',
      `${name}-a`,
      `prod-e/test:${environment}`,
    );
    await put('one');
    expect(aliasesOf(`${name}-a`)).toBeUndefined();
  });

  it('goes, and lets go of the containers in it', async () => {
    await put('one');
    join(`${name}-a`, 'a.internal');
    join(`${name}-b`, 'b.internal', ['create']);
    await removeNetwork({ name });
    expect(exists('network', name)).toBe(false);
    expect(inspect('container', `${name}-a`).State.Running).toBe(true);
  });

  it('may be removed where there is none', async () => {
    await expect(removeNetwork({ name })).resolves.toBeUndefined();
  });
});
