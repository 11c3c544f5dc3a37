import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { doraMetrics } from '@prod-e/ledger';
import { stateFolder, type AwsLab, type Machine } from '@prod-e/delivery/aws-lab';
import { changed, describeAws, ecsCalls, releases } from './describe-aws.ts';

describeAws('an environment on AWS', (aws) => {
  let lab: AwsLab;
  let laptop: Machine;
  beforeAll(async () => {
    lab = await aws.environment();
    laptop = lab.machine();
  });
  beforeEach(() => {
    lab.cloud.ecs.heal();
    lab.cloud.runs();
  });

  const row = (stack: string, rest: string) => new RegExp(`^${stack} +${rest}`, 'm');
  const latest = () => lab.inLedger((ledger) => ledger.deployments({ environment: lab.name, limit: 10 }));

  test('is created by a deployment, and every task answers for itself', async () => {
    laptop.want({ web: 'one', api: 'one' });
    const { result, text } = await laptop.deploy();
    expect([text, result]).toEqual([expect.stringMatching(row('web', 'create +– → in-one .*live$')), true]);
    expect(await releases(lab, 'web')).toEqual(['one: 200']);
    expect(await releases(lab, 'api')).toEqual(['one: 200']);
    expect(changed(lab)).toEqual(['api', 'foundation', 'web']);
  });

  test('is recorded in DynamoDB, as the metrics of delivery need it', async () => {
    const deployments = await latest();
    expect(deployments).toMatchObject([
      { kind: 'deploy', commit: laptop.commit, end: { outcome: 'succeeded' } },
    ]);
    expect(deployments[0]?.end?.commits).toMatchObject([{ hash: laptop.commit }]);
    const period = { from: new Date(0), to: new Date(Date.now() + 1000) };
    const { changeFailureRate, leadTime } = doraMetrics(deployments, period);
    expect(changeFailureRate.value).toBe(0);
    expect(leadTime.value).toBeGreaterThan(0);
    const records = await lab.inLedger((ledger) => ledger.stacks(lab.name));
    expect([...records.values()].map(({ proof }) => proof?.deploymentId)).toEqual(
      Array(3).fill(deployments[0]?.id),
    );
    expect(records.get('web')?.proof).toMatchObject({
      digest: lab.cloud.images.digest('web', 'one'),
      revision: expect.stringMatching(/:task-definition\/.*-web:1$/),
    });
  });

  test('is told of by SNS', async () => {
    expect(await lab.cloud.topic.subjects()).toEqual([expect.stringMatching(/succeeded/)]);
  });

  test('that is as it should be costs two calls of ECS, and no Terraform', async () => {
    const log = join(stateFolder(laptop, lab.name), 'stacks/web/terraform.log');
    expect(existsSync(log)).toBe(true);
    const { result, text } = await laptop.deploy();
    expect(result).toBe(true);
    expect(text.match(/unchanged +\S+ +0\.0 +unchanged/g)).toHaveLength(3);
    expect(changed(lab)).toEqual([]);
    expect(ecsCalls(lab).sort()).toEqual(['DescribeClusters', 'DescribeServices']);
  });

  test('is the same to a fresh clone that never deployed', async () => {
    const clone = lab.machine();
    clone.want({ web: 'one', api: 'one' });
    const { result, text } = await clone.deploy();
    expect([text.match(/unchanged +\S+ +0\.0 +unchanged/g)?.length, result]).toEqual([3, true]);
    expect(existsSync(join(stateFolder(clone, lab.name), 'stacks'))).toBe(false);
  });

  test('is planned before it is changed', async () => {
    laptop.want({ web: 'two', api: 'one' });
    const { result, text } = await laptop.plan();
    expect(result).toBe(true);
    expect(text).toMatch(row('web', 'update +image +in-one → in-two$'));
    expect(text).toMatch(row('api', 'unchanged'));
    expect(text).toMatch(row('foundation', 'unchanged'));
    expect(changed(lab)).toEqual([]);
  });

  test('changes in no other stack than that which differs', async () => {
    const { result, text } = await laptop.deploy();
    expect([text, result]).toEqual([
      expect.stringMatching(row('web', String.raw`update \(image\) +in-one → in-two .*live$`)),
      true,
    ]);
    expect(changed(lab)).toEqual(['web']);
    expect(await releases(lab, 'web')).toEqual(['two: 200']);
    expect(await releases(lab, 'api')).toEqual(['one: 200']);
  });

  test('is shown by its status', async () => {
    const digest = lab.cloud.images.digest('web', 'two').slice(7, 19);
    const { text } = await lab.machine().status();
    expect(text).toMatch(row('web', `${lab.name} +${laptop.commit.slice(0, 12)} .*${digest} +running$`));
    expect(text).toContain('deploy: succeeded');
  });

  test('is rolled back by a machine that never deployed it, which builds and pushes nothing', async () => {
    lab.cloud.registry.heal();
    const { result, text } = await lab.machine().rollback();
    expect([text, result]).toEqual([expect.stringMatching(row('web', '.*in-two → in-one .*live$')), true]);
    expect(changed(lab)).toEqual(['web']);
    expect(await releases(lab, 'web')).toEqual(['one: 200']);
    expect(lab.cloud.registry.count('PUT') + lab.cloud.registry.count('PATCH')).toBe(0);
    expect((await latest())[0]).toMatchObject({ kind: 'rollback', end: { outcome: 'succeeded' } });
  });

  test('is changed by a plan that another machine has saved', async () => {
    const out = savedBy(laptop, 'first');
    expect((await laptop.plan({ out })).result).toBe(true);
    expect(changed(lab)).toEqual([]);
    const { result, text } = await lab.machine().deploy({ plan: out });
    expect([text, result]).toEqual([expect.stringMatching(row('web', '.*in-one → in-two .*live$')), true]);
    expect(await releases(lab, 'web')).toEqual(['two: 200']);
  });

  test('is not changed by a plan that was made before the last deployment', async () => {
    const out = savedBy(laptop, 'second');
    laptop.want({ web: 'one', api: 'one' });
    expect((await laptop.plan({ out })).result).toBe(true);
    laptop.want({ web: 'two', api: 'two' });
    expect((await laptop.deploy()).result).toBe(true);
    changed(lab);
    const { result } = await lab.machine().deploy({ plan: out });
    expect(result).toMatchObject({
      message: 'the environment has moved since the plan was made: api',
      exit: 3,
    });
    expect(changed(lab)).toEqual([]);
    expect(await releases(lab, 'web')).toEqual(['two: 200']);
  });

  test('is taken down by a machine that never deployed it', async () => {
    const { result } = await lab.machine().destroy();
    expect(result).toBe(true);
    expect(await lab.byHand('DescribeServices', { services: [lab.resource('web')] }).catch(String)).toContain(
      'ClusterNotFoundException',
    );
    const states = await lab.states();
    expect(Object.values(states).map((state) => (JSON.parse(state) as { resources: [] }).resources)).toEqual([
      [],
      [],
      [],
    ]);
  });

  const savedBy = ({ folder }: Machine, name: string) => {
    const out = join(folder, 'plans', name);
    mkdirSync(out, { recursive: true });
    return out;
  };
});
