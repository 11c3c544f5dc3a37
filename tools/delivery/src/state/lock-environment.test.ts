import { once } from 'node:events';
import { parseEnvironment } from '@prod-e/environment';
import { createLedgerTable, takeLease } from '@prod-e/ledger';
import { freePort, scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { describeWithMiniStack, startMiniStack, type MiniStack } from '@prod-e/testing/ministack';
import { inEnvironment, type OpenEnvironment } from '../environment/open.ts';
import { tableOf } from '../record/open-ledger.ts';
import { isLocked, whileLocked } from './lock-environment.ts';

const run = (lines: string[] = []) => ({
  signal: new AbortController().signal,
  print: (line: string) => lines.push(line),
});

/** Opens an environment as one machine of its own has it. */
function machines() {
  const folders: Scratch[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) folder.remove();
  });
  return <T>(input: object, use: (open: OpenEnvironment) => Promise<T>): Promise<T> => {
    const scratch = scratchFolder();
    folders.push(scratch);
    const environment = parseEnvironment(input, 'test.ts');
    return inEnvironment({ workspaceRoot: scratch.folder, environment, print: () => undefined }, use);
  };
}

describe('an environment of this machine', () => {
  const on = machines();
  const local = { platform: 'local', name: 'dev' };

  it('is locked as long as something is done to it, and by one command', async () => {
    await on(local, async (open) => {
      expect(await isLocked(open)).toBe(false);
      await whileLocked(open, 'nx run infra:deploy', run(), async () => {
        expect(await isLocked(open)).toBe(true);
        await expect(whileLocked(open, 'another', run(), () => Promise.resolve())).rejects.toMatchObject({
          message: expect.stringContaining("another command holds the environment's lock"),
          exit: 3,
        });
      });
      expect(await isLocked(open)).toBe(false);
    });
  });

  it('is free again when what was done failed', async () => {
    await on(local, async (open) => {
      const failing = whileLocked(open, 'a', run(), () => Promise.reject(new Error('failed')));
      await expect(failing).rejects.toThrow('failed');
      expect(await isLocked(open)).toBe(false);
    });
  });
});

describeWithMiniStack('an environment that several machines deploy to', () => {
  const on = machines();
  const before = { ...process.env };
  let aws: MiniStack;
  let input: { name: string } & Record<string, unknown>;
  let count = 0;
  beforeAll(async () => {
    aws = await startMiniStack();
    Object.assign(process.env, aws.env);
  });
  beforeEach(async () => {
    count += 1;
    const { account, region, endpoint } = aws;
    input = { platform: 'aws', name: `dev${count}`, account, region, endpoint };
    await createLedgerTable({ table: `prod-e-${input.name}`, region, endpoint });
  });
  afterAll(async () => {
    process.env = before;
    await aws.stop();
  });

  it('is leased as long as something is done to it, for every machine to see', async () => {
    await on(input, (one) =>
      on(input, async (other) => {
        await whileLocked(one, 'nx run infra:deploy', run(), async () => {
          expect(await isLocked(other)).toBe(true);
          await expect(whileLocked(other, 'another', run(), () => Promise.resolve())).rejects.toMatchObject({
            message: expect.stringMatching(
              new RegExp(
                `^another machine holds the lease of ${input.name}: nx run infra:deploy by \\S+ on \\S+ `,
              ),
            ),
            where: `DynamoDB table prod-e-${input.name}`,
            next: expect.stringContaining('if it is dead, its lease runs out at 20'),
            exit: 3,
          });
        });
        expect(await isLocked(other)).toBe(false);
        // It was refused the lease, and has given its own lock back.
        await whileLocked(other, 'nx run infra:deploy', run(), () => Promise.resolve());
      }),
    );
  });

  it('says by which run of the pipeline it is held', async () => {
    const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7' };
    Object.assign(process.env, github);
    await on(input, (one) =>
      on(input, (other) =>
        whileLocked(one, 'nx run infra:deploy', run(), async () => {
          await expect(whileLocked(other, 'another', run(), () => Promise.resolve())).rejects.toThrow(
            ', https://github.com/a/b/actions/runs/7 since ',
          );
        }),
      ),
    );
    for (const name of Object.keys(github)) Reflect.deleteProperty(process.env, name);
  });

  it('is left by who has lost it', async () => {
    const lines: string[] = [];
    await on(input, (open) =>
      whileLocked(open, 'nx run infra:deploy', run(lines), async ({ signal }) => {
        const stopped = once(signal, 'abort');
        const { environment } = open;
        if (environment.platform !== 'aws') throw new Error('it is not on AWS');
        // As one whose clock is far ahead would take it.
        const { lease } = await takeLease(tableOf(environment), input.name, 'another', {
          marginSeconds: -1000,
        });
        await stopped;
        expect(signal.reason).toMatchObject({
          message: `the lease of ${input.name} is lost: another holds it`,
        });
        await lease?.release();
      }),
    );
    expect(lines).toEqual([`the lease of ${input.name} is lost: another holds it, so this deployment stops`]);
  });

  it('is worked on with a warning where the lease cannot be asked for, and nobody is known to hold it', async () => {
    const lines: string[] = [];
    const nowhere = { ...input, ledger: { endpoint: `http://127.0.0.1:${await freePort()}` } };
    await on(nowhere, async (open) => {
      expect(await isLocked(open)).toBe(false);
      expect(await whileLocked(open, 'nx run infra:deploy', run(lines), () => Promise.resolve('done'))).toBe(
        'done',
      );
      await open.ledger.stacks(input.name);
      await whileLocked(open, 'nx run infra:deploy', run(lines), () => Promise.resolve());
    });
    expect(lines).toEqual([
      expect.stringMatching(
        /^warning: the lease of dev\d was not taken, since the ledger cannot be reached: .* \(DynamoDB/,
      ),
      expect.stringMatching(
        /^warning: the lease of dev\d was not taken, since the ledger cannot be reached\. /,
      ),
    ]);
  });
});
