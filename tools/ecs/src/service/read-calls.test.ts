import { definitionArn, deployment, digest, service, serviceArn } from '../../test/answers.ts';
import { scriptedEcs, stopScripted } from '../../test/scripted-ecs.ts';

afterEach(stopScripted);

const cluster = { clusters: [{ clusterName: 'dev', status: 'ACTIVE' }] };

/** Services of their own task definitions `family:1`, but for those of a name that is given another revision. */
const describeAll =
  (revisions: Record<string, number> = {}) =>
  ({ services }: Record<string, unknown>): object => ({
    services: (services as string[]).map((name) => {
      const taskDefinition = definitionArn(revisions[name] ?? 1, name);
      return service([deployment(1, { taskDefinition })], {
        serviceName: name,
        serviceArn: serviceArn(name),
      });
    }),
    failures: [],
  });

const named = (count: number): string[] => Array.from({ length: count }, (_, index) => `s${index}`);
const recorded = (names: string[]): Map<string, string> =>
  new Map(names.map((name) => [definitionArn(1, name), digest('a')]));

test('a thousand services of which one has changed are read by 102 calls, 10 at a time, 4 at once', async () => {
  const names = named(1000);
  const { ecs, aws } = await scriptedEcs({
    DescribeClusters: cluster,
    DescribeServices: describeAll({ s500: 2 }),
  });
  const { services } = await ecs.read({ services: names, known: recorded(names) });
  expect(services.map(({ name }) => name)).toEqual(names);
  expect(services[500]?.digest).toBe(digest('b'));
  expect(services.filter(({ digest: live }) => live === digest('a'))).toHaveLength(999);
  expect([
    aws.count('DescribeClusters'),
    aws.count('DescribeServices'),
    aws.count('DescribeTaskDefinition'),
  ]).toEqual([1, 100, 1]);
  expect(aws.calls).toHaveLength(102);
  const batches = aws.calls.filter(({ operation }) => operation === 'DescribeServices');
  expect(batches.every(({ input }) => (input['services'] as string[]).length === 10)).toBe(true);
});

test.each([
  [0, 0],
  [1, 1],
  [10, 0],
  [11, 11],
  [95, 7],
])(
  'reading %d services of which %d are unknown takes one call, one for every ten, one for each unknown',
  async (count, unknown) => {
    const names = named(count);
    const { ecs, aws } = await scriptedEcs({ DescribeClusters: cluster, DescribeServices: describeAll() });
    const { services } = await ecs.read({ services: names, known: recorded(names.slice(unknown)) });
    expect(services).toHaveLength(count);
    expect(aws.calls).toHaveLength(1 + Math.ceil(count / 10) + unknown);
  },
);

test('services that share an unknown task definition ask for it once', async () => {
  const { ecs, aws } = await scriptedEcs({
    DescribeClusters: cluster,
    DescribeServices: {
      services: [service([deployment(2)]), service([deployment(2)], { serviceName: 'other' })],
    },
  });
  await ecs.read({ services: ['backend', 'other', 'other'], known: new Map() });
  await ecs.inspect('backend');
  expect(aws.count('DescribeTaskDefinition')).toBe(1);
  expect(aws.calls.find(({ operation }) => operation === 'DescribeServices')?.input['services']).toEqual([
    'backend',
    'other',
  ]);
});
