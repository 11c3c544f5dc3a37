import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateFolder, type AwsLab, type Machine, type ProgramRun } from '@prod-e/delivery/aws-lab';
import { describeAws, releases } from './describe-aws.ts';

describeAws('two machines that deploy to one environment', (aws) => {
  let lab: AwsLab;
  let one: Machine;
  let other: Machine;
  beforeEach(async () => {
    lab = await aws.environment();
    lab.cloud.runs();
    [one, other] = [lab.machine(), lab.machine()];
    one.want({ web: 'one' });
    other.want({ web: 'two' });
  });
  afterEach(() => {
    lab.cloud.table.heal();
  });

  test('are kept apart by its lease: the second is refused, and told who holds it and until when', async () => {
    const letGo = lab.cloud.hold('web');
    const first = one.deploy();
    await lab.cloud.begun('web');
    for (const command of [other.deploy, other.rollback, other.destroy]) {
      expect((await command()).result).toMatchObject({
        message: expect.stringMatching(
          new RegExp(
            `^another machine holds the lease of ${lab.name}: ` +
              String.raw`nx run infra:deploy by \S+ on \S+ \(process ${process.pid}\) since 20\S+Z$`,
          ),
        ),
        where: `DynamoDB table prod-e-${lab.name}`,
        next: expect.stringMatching(/; if it is dead, its lease runs out at 20\S+Z$/),
        exit: 3,
      });
    }
    letGo();
    expect((await first).result).toBe(true);
    expect(await releases(lab, 'web')).toEqual(['one: 200']);
  });

  test('take turns', async () => {
    expect((await one.deploy()).result).toBe(true);
    expect((await other.deploy()).result).toBe(true);
    expect(await releases(lab, 'web')).toEqual(['two: 200']);
  });

  test('do not change a stack at once though the lease cannot be taken', async () => {
    lab.cloud.table.fail({ refuse: true });
    const letGo = lab.cloud.hold('web');
    const first = one.deploy();
    await lab.cloud.begun('web');
    const second = other.deploy();
    await waitsForState(other, 'web');
    letGo();
    // The first may see that what it applied was replaced before it was proven.
    const [{ text }, last] = await Promise.all([first, second]);
    for (const told of [text, last.text]) {
      expect(told).toContain(`warning: the lease of ${lab.name} was not taken`);
    }
    expect([last.text, last.result]).toEqual([expect.any(String), true]);
    const runs = lab.cloud.runs().filter(({ stack }) => stack === 'web');
    expect(runs.map(({ what }) => what)).toEqual(['begin', 'end', 'begin', 'end']);
    expect(followEachOther(runs)).toBe(true);
    expect(await releases(lab, 'web')).toEqual(['two: 200']);
  });

  /** Until its Terraform was refused the lock of a stack's state. */
  const waitsForState = async (machine: Machine, stack: string) => {
    const log = join(stateFolder(machine, lab.name), 'stacks', stack, 'terraform.log');
    while (!existsSync(log) || !readFileSync(log, 'utf8').includes('Error acquiring the state lock')) {
      await sleep(100);
    }
  };
});

/** Whether each run has ended before the next has begun. */
const followEachOther = (runs: ProgramRun[]): boolean =>
  runs.every(({ what, pid }, index) => what === 'begin' || runs[index - 1]?.pid === pid);
