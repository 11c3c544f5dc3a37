import { thrownBy } from '@prod-e/testing/fixtures';
import { fargateSize } from './fargate-size.ts';

/** AWS's table of task sizes for Linux: CPU, and every memory that goes with it, in GiB. */
const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
const table: [cpu: number, gibibytes: number[]][] = [
  [256, [0.5, 1, 2]],
  [512, range(1, 4, 1)],
  [1024, range(2, 8, 1)],
  [2048, range(4, 16, 1)],
  [4096, range(8, 30, 1)],
  [8192, range(16, 60, 4)],
  [16384, range(32, 120, 8)],
];
const sizes = table.flatMap(([cpu, all]) => all.map((gibibytes) => ({ cpu, memory: gibibytes * 1024 })));

describe('the size of a task', () => {
  it.each(sizes)('is what is asked for, where Fargate has it: $cpu and $memory', (size) => {
    expect(fargateSize(size, 'web')).toEqual(size);
  });

  it.each([
    [
      { cpu: 64, memory: 32 },
      { cpu: 256, memory: 512 },
    ],
    [
      { cpu: 256, memory: 256 },
      { cpu: 256, memory: 512 },
    ],
    [
      { cpu: 256, memory: 513 },
      { cpu: 256, memory: 1024 },
    ],
    [
      { cpu: 256, memory: 1025 },
      { cpu: 256, memory: 2048 },
    ],
    [
      { cpu: 256, memory: 2049 },
      { cpu: 512, memory: 3072 },
    ],
    [
      { cpu: 257, memory: 512 },
      { cpu: 512, memory: 1024 },
    ],
    [
      { cpu: 1024, memory: 1024 },
      { cpu: 1024, memory: 2048 },
    ],
    [
      { cpu: 8192, memory: 17 * 1024 },
      { cpu: 8192, memory: 20 * 1024 },
    ],
    [
      { cpu: 256, memory: 120 * 1024 },
      { cpu: 16384, memory: 120 * 1024 },
    ],
  ])('is the next one that has %j: %j', (wanted, size) => {
    expect(fargateSize(wanted, 'web')).toEqual(size);
  });

  it.each([
    { cpu: 16385, memory: 512 },
    { cpu: 256, memory: 120 * 1024 + 1 },
  ])('is refused where there is none: %j', (wanted) => {
    expect(thrownBy(() => fargateSize(wanted, 'web'))).toMatchObject({
      message: expect.stringContaining('web asks for'),
      where: 'apps/web/service.json',
      next: expect.stringContaining('at most'),
      exit: 2,
    });
  });
});
