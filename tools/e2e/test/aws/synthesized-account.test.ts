import { describeWithTerraform } from '@prod-e/testing/engine';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { describeWithMiniStack, startMiniStack, type MiniStack } from '@prod-e/testing/ministack';
import { createRoles, type RoleArns } from '../../src/synthesized/account.ts';
import { createAlarmTopic, type AlarmTopic } from '../../src/synthesized/alarm-topic.ts';
import { createStateBucket, type StateBucket } from '../../src/synthesized/state-bucket.ts';
import { stateMachine, type StateMachine } from '../../src/synthesized/state-machine.ts';
import { repository, synthesizeCloud, type SynthesizedCloud } from '../../src/synthesized/synthesis.ts';
import { assumeRole, type Claims } from '../../src/synthesized/workflow-token.ts';

const environment = 'synthesized';

/** Where the provider of AWS cannot be had, its part is done by hand: each resource is made from its synthesized JSON. */
describeWithMiniStack('what is synthesized for an account of AWS', () => {
  let aws: MiniStack;
  let cloud: SynthesizedCloud;
  beforeAll(async () => {
    // Policies are evaluated: those of trust, of topics, of queues, and what the caller may do.
    aws = await startMiniStack({ env: { AUTH: 'true' } });
    cloud = await synthesizeCloud(aws, environment);
  });
  afterAll(async () => {
    cloud.remove();
    await aws.stop();
  });

  describe('its roles', () => {
    let roles: RoleArns;
    beforeAll(async () => {
      roles = await createRoles(aws.endpoint, cloud.account());
    });
    const deployer = `prod-e-${environment}-deployer`;
    const assume = (role: string, claims: Claims) => assumeRole(aws.endpoint, roles[role] ?? '', claims);
    const ofEnvironment = { sub: `${repository}:environment:${environment}` };

    test.each([
      [deployer, `environment:${environment}`],
      ['prod-e-planner', 'pull_request'],
      ['prod-e-planner', 'ref:refs/heads/main'],
      ['prod-e-pusher', 'ref:refs/heads/main'],
    ])('%s is assumed by a run for %s', async (role, run) => {
      const session = `arn:aws:sts::${aws.account}:assumed-role/${role}/run`;
      expect(await assume(role, { sub: `${repository}:${run}` })).toBe(session);
    });

    test.each([
      [deployer, 'a pull request', { sub: `${repository}:pull_request` }],
      [deployer, 'main without an environment', { sub: `${repository}:ref:refs/heads/main` }],
      [deployer, 'another branch', { sub: `${repository}:ref:refs/heads/other` }],
      [deployer, 'another environment', { sub: `${repository}:environment:dev` }],
      [deployer, 'an environment whose name only begins so', { sub: `${ofEnvironment.sub}-2` }],
      [deployer, 'another repository', { sub: `repo:acme@7/other@43:environment:${environment}` }],
      [
        deployer,
        'a repository that has taken the name of this one',
        { sub: `repo:acme@8/shop@43:environment:${environment}` },
      ],
      [deployer, 'the form without ids', { sub: `repo:acme/shop:environment:${environment}` }],
      [deployer, 'a token for somebody else', { ...ofEnvironment, aud: 'https://github.com/acme' }],
      [deployer, 'a token by somebody else', { ...ofEnvironment, iss: 'https://token.example.org' }],
      ['prod-e-planner', 'another branch', { sub: `${repository}:ref:refs/heads/other` }],
      ['prod-e-pusher', 'a pull request', { sub: `${repository}:pull_request` }],
    ])('%s is refused to %s', async (role, _whom, claims) => {
      expect(await assume(role, claims)).toBe('AccessDenied');
    });
  });

  describe('its topic of alarms', () => {
    let topic: AlarmTopic;
    beforeAll(async () => {
      topic = await createAlarmTopic(aws, cloud.stack('foundation'));
    });

    test('tells a queue that has subscribed what is published', async () => {
      await topic.publish('by hand');
      expect(await topic.messages()).toMatchObject([{ Message: 'by hand' }]);
    });

    test('is told by an alarm of a service', async () => {
      await topic.raise(cloud.stack('backend'), 'alarm-memory');
      expect(await topic.messages()).toMatchObject([
        {
          Subject: expect.stringContaining(`ALARM: "prod-e-${environment}-backend-memory"`),
          Message: expect.stringContaining('Tasks of backend use more than 90 % of their memory.'),
        },
      ]);
    });
  });

  describeWithTerraform('its states', () => {
    let scratch: Scratch;
    let bucket: StateBucket;
    let one: StateMachine;
    let other: StateMachine;
    beforeAll(async () => {
      scratch = scratchFolder();
      bucket = await createStateBucket(aws.endpoint, cloud.account(), cloud.stack('foundation'));
      const machine = (name: string) =>
        stateMachine(cloud.stack('foundation'), `${scratch.folder}/${name}`, aws.env);
      [one, other] = [machine('one'), machine('other')];
      for (const { code, output } of [await one.init(), await other.init()]) {
        if (code !== 0) throw new Error(output);
      }
    });
    afterAll(() => {
      scratch.remove();
    });

    test.each([
      ['one', 'the other', () => [one, other] as const, 'first'],
      ['the other', 'one', () => [other, one] as const, 'second'],
    ])('while %s machine applies, %s is refused', async (_holder, _second, machines, content) => {
      const [holder, second] = machines();
      const letGo = await holder.hold(content);
      const refused = await second.apply(content);
      const ended = await letGo();
      expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('state lock')]);
      expect([ended.code, ended.output]).toEqual([
        0,
        expect.stringContaining('Apply complete! Resources: 1'),
      ]);
    });

    test('what one machine has applied is there for the other', async () => {
      expect((await one.apply('third')).output).toContain('Apply complete!');
      expect((await other.apply('third')).output).toContain('No changes.');
    });

    test('are kept as they were before, and no lock is left', async () => {
      const key = `${environment}/foundation.tfstate`;
      const { current, versions } = await bucket.objects();
      expect(current).toEqual([key]);
      expect(versions.filter((each) => each === key).length).toBeGreaterThanOrEqual(3);
    });
  });
});
