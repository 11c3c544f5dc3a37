import { privateBlock, publicBlock } from './blocks.ts';

const blocksOf = (vpc: string) =>
  [0, 1, 2].flatMap((zone) => [privateBlock(vpc, zone), publicBlock(vpc, zone)]);

/** First and last address of a block. */
function rangeOf(block: string): [number, number] {
  const [address = '', length] = block.split('/');
  const first = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return [first, first + 2 ** (32 - Number(length)) - 1];
}

describe.each(['10.0.0.0/16', '172.16.16.0/20', '192.168.128.0/18'])('the blocks of %s', (vpc) => {
  it('do not overlap', () => {
    const ranges = blocksOf(vpc)
      .map(rangeOf)
      .sort(([a], [b]) => a - b);
    for (const [index, [first]] of ranges.entries()) {
      if (index > 0) expect(first).toBeGreaterThan(ranges[index - 1]?.[1] ?? 0);
    }
  });

  it('are within it', () => {
    const [first, last] = rangeOf(vpc);
    for (const [start, end] of blocksOf(vpc).map(rangeOf)) {
      expect(start).toBeGreaterThanOrEqual(first);
      expect(end).toBeLessThanOrEqual(last);
    }
  });
});

test.each([
  ['10.0.0.0/16', '10.0.64.0/18', '10.0.193.0/24'],
  ['172.16.16.0/20', '172.16.20.0/22', '172.16.29.0/24'],
])('the second zone of %s has %s for tasks and %s for the load balancer', (vpc, tasks, balancer) => {
  expect([privateBlock(vpc, 1), publicBlock(vpc, 1)]).toEqual([tasks, balancer]);
});
