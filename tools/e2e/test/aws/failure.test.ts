import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment } from '@prod-e/ledger';
import type { AwsLab, Machine } from '@prod-e/delivery/aws-lab';
import { changed, describeAws, ecsCalls, releases } from './describe-aws.ts';

describeAws('a deployment to AWS', (aws) => {
  let lab: AwsLab;
  let laptop: Machine;
  beforeAll(async () => {
    lab = await aws.environment({ proof: { deadlineSeconds: 20, pollSeconds: 5 } });
    laptop = lab.machine();
    laptop.want({ web: 'one' });
    const { result, text } = await laptop.deploy();
    if (result !== true) throw new Error(text);
  });
  beforeEach(() => {
    lab.cloud.runs();
  });
  afterEach(() => {
    for (const proxy of [lab.cloud.ecs, lab.cloud.table, lab.cloud.registry]) proxy.heal();
  });

  const latest = async (): Promise<Deployment | undefined> =>
    (await lab.inLedger((ledger) => ledger.deployments({ environment: lab.name, limit: 1 })))[0];

  test('whose tasks end at once is undone by the circuit breaker, and by us with what was good', async () => {
    laptop.want({ web: 'broken' });
    const { result, text } = await laptop.deploy();
    expect([text, result]).toEqual([
      expect.stringMatching(/^web +update .*in-one → in-broken .*put back$/m),
      false,
    ]);
    expect(text).toContain('was rolled back to');
    expect(text).toContain('Invalid build flag: "--no-such-flag"');
    expect(await releases(lab, 'web')).toEqual(['one: 200']);
    expect((await latest())?.end).toMatchObject({ outcome: 'rolled back' });

    laptop.want({ web: 'one' });
    expect((await laptop.deploy()).text).toMatch(/^web +unchanged/m);
  });

  test.each([
    [
      'end at once',
      'broken',
      /error: (web stopped|web was not ready|the rollout of \S+ completed as ECS says, but)/,
    ],
    ['run and do not answer', 'deaf', /error: web was not ready within 20 s: connect ECONNREFUSED/],
  ] as const)(
    'whose tasks %s is not believed though ECS says that it has completed',
    async (_, release, why) => {
      // MiniStack calls the first rollout of a service completed whatever becomes of its tasks.
      await lab.byHand('DeleteService', { service: lab.resource('web'), force: true });
      laptop.want({ web: release });
      const { result, text } = await laptop.deploy();
      expect([text, result]).toEqual([expect.stringMatching(/^web .* – → in-\w+ .*put back$/m), false]);
      expect(text).toMatch(why);
      expect(await releases(lab, 'web')).toEqual(['one: 200']);
      expect((await latest())?.end).toMatchObject({ outcome: 'rolled back' });
      expect(await lab.cloud.topic.subjects()).toContainEqual(expect.stringMatching(/rolled back/));
    },
  );

  test('succeeds while the ledger cannot be reached, and is in it after the next command', async () => {
    const before = await latest();
    lab.cloud.table.fail({ refuse: true });
    laptop.want({ web: 'two' });
    const { result, text } = await laptop.deploy();
    expect([text, result]).toEqual([expect.stringContaining('the ledger cannot be reached'), true]);
    expect(text).toContain(`the lease of ${lab.name} was not taken`);
    expect(await releases(lab, 'web')).toEqual(['two: 200']);
    expect((await latest())?.id).toBe(before?.id);

    lab.cloud.table.heal();
    expect((await laptop.deploy()).text).toMatch(/^web +unchanged/m);
    const deployments = await lab.inLedger((ledger) =>
      ledger.deployments({ environment: lab.name, limit: 3 }),
    );
    expect(deployments.map(({ id, end }) => [id === before?.id, end?.outcome])).toEqual([
      [false, 'succeeded'],
      [false, 'succeeded'],
      [true, 'rolled back'],
    ]);
    expect(deployments[1]?.end?.stacks).toContainEqual(
      expect.objectContaining({ name: 'web', ending: 'live' }),
    );
  });

  test('is neither planned nor containerized while the registry cannot be reached, and nothing changes', async () => {
    lab.cloud.ecs.heal();
    lab.cloud.registry.fail({ refuse: true });
    const { host } = lab.cloud.registry;
    const refused = { message: expect.stringContaining(host), exit: 1 };
    const [planned, containerized] = await Promise.all([laptop.plan(), laptop.containerize('web', 'one')]);
    expect(planned.result).toMatchObject({ ...refused, where: host });
    expect(containerized.result).toMatchObject({ ...refused, where: host });
    expect(changed(lab)).toEqual([]);
    expect(ecsCalls(lab)).toEqual([]);
    lab.cloud.registry.heal();
    expect((await laptop.containerize('web', 'one')).result).toMatchObject({ built: false });
  });
});

describeAws('a Terraform that was killed', (aws) => {
  let lab: AwsLab;
  /** A machine that finds the lock of the dead at once, and one that has to wait for it. */
  let hasty: Machine;
  let patient: Machine;
  beforeAll(async () => {
    lab = await aws.environment();
    hasty = lab.machine({ staleLockMinutes: 0.001 });
    patient = lab.machine();
    for (const machine of [hasty, patient]) machine.want({ web: 'one' });
  });

  test('leaves a lock in S3, and fails its deployment', async () => {
    const letGo = lab.cloud.hold('web');
    const ended = patient.deploy();
    const { terraform, pid } = await lab.cloud.begun('web');
    process.kill(terraform, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    letGo();
    const { result, text } = await ended;
    expect([text, result]).toEqual([expect.stringMatching(/^web +create .*failed$/m), false]);
    expect(Object.keys(await lab.states())).toContain('web.tfstate.tflock');
  });

  test('refuses the next deployment while its lock is young, which says how to unlock', async () => {
    const { result, text } = await patient.deploy();
    expect(result).toMatchObject({ message: 'refused: nothing of web was changed, as told above', exit: 3 });
    const { ID } = JSON.parse((await lab.states())['web.tfstate.tflock'] ?? '{}') as { ID: string };
    expect(text).toMatch(/error: the state is locked by .* \(OperationTypeApply\) since /);
    expect(text).toContain(`if it is dead: terraform force-unlock ${ID} in that folder, or wait 15 minutes`);
    expect(text).not.toContain('put');
  }, 300_000);

  test('is got over by the next plain deployment once its lock is old', async () => {
    await sleep(100);
    const { result, text } = await hasty.deploy();
    expect([text, result]).toEqual([expect.stringContaining('breaking the lock that'), true]);
    expect(await releases(lab, 'web')).toEqual(['one: 200']);
    expect(Object.keys(await lab.states())).toEqual(['foundation.tfstate', 'web.tfstate']);
  });
});
