import type { AwsLab, Machine } from '@prod-e/delivery/aws-lab';
import { describeAws } from './describe-aws.ts';

describeAws('drift on AWS', (aws) => {
  let lab: AwsLab;
  let laptop: Machine;
  beforeAll(async () => {
    lab = await aws.environment();
    laptop = lab.machine();
    laptop.want({ web: 'one', api: 'one' });
    const { result, text } = await laptop.deploy();
    if (result !== true) throw new Error(text);
  });

  interface Service {
    serviceArn: string;
    taskDefinition: string;
  }
  const service = async (name: string): Promise<Service> => {
    const { services } = (await lab.byHand('DescribeServices', { services: [lab.resource(name)] })) as {
      services: [Service];
    };
    return services[0];
  };
  const deployed = async () => {
    const { result, text } = await laptop.deploy();
    expect([text, result]).toEqual([expect.any(String), true]);
    return text;
  };

  test('is told of nobody in twenty runs without a change, on whatever machine', async () => {
    for (const machine of [laptop, lab.machine()]) {
      for (let run = 0; run < 10; run += 1) {
        const { result, text } = await machine.drift();
        expect([text, result]).toEqual([expect.stringContaining('nothing has drifted'), true]);
      }
    }
    expect(await lab.cloud.topic.subjects()).not.toContainEqual(expect.stringMatching(/drift/));
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a tag was edited',
      async () =>
        lab.byHand('TagResource', {
          resourceArn: (await service('web')).serviceArn,
          tags: [{ key: 'prod-e.input-tag', value: 'in-by-hand' }],
        }),
      /^web +tag prod-e\.input-tag$/m,
    ],
    [
      'the tag of the stack hash was edited',
      async () =>
        lab.byHand('TagResource', {
          resourceArn: (await service('web')).serviceArn,
          tags: [{ key: 'prod-e.stack-hash', value: 'by-hand' }],
        }),
      /^web +carries another stack hash$/m,
    ],
    [
      'a service was given another task definition',
      async () => {
        const { taskDefinition } = await service('api');
        await lab.byHand('UpdateService', { service: lab.resource('web'), taskDefinition });
      },
      /^web +runs another image\nweb +task-definition$/m,
    ],
    [
      'a service was stopped',
      () => lab.byHand('UpdateService', { service: lab.resource('web'), desiredCount: 0 }),
      /^web +not running$/m,
    ],
    [
      'a service was deleted',
      () => lab.byHand('DeleteService', { service: lab.resource('web'), force: true }),
      /^web +gone$/m,
    ],
  ])('is found within one run when %s, and put right by a deployment', async (_what, change, told) => {
    await change();
    const { result, text } = await lab.machine().drift();
    expect(text).toMatch(told);
    expect(result).toMatchObject({ message: `environment ${lab.name} has drifted: web`, exit: 3 });
    expect(await lab.cloud.topic.subjects()).toContainEqual(expect.stringMatching(/drift/));

    expect(await deployed()).toMatch(/^web +drifted .*live$/m);
    expect((await lab.machine().drift()).result).toBe(true);
  });

  test('is not looked for while a deployment is under way', async () => {
    lab.cloud.runs();
    const letGo = lab.cloud.hold('web');
    laptop.want({ web: 'two', api: 'one' });
    const deployment = laptop.deploy();
    await lab.cloud.begun('web');
    const { result, text } = await lab.machine().drift();
    letGo();
    expect([text, result]).toEqual([`${lab.name} is being changed: drift is not checked`, true]);
    expect((await deployment).result).toBe(true);
  });
});
