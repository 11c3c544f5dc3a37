import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkpoints, type Checkpoint } from '@prod-e/delivery/checkpoints';
import { createLab, named, removeImages, type Lab } from '@prod-e/delivery/lab';
import { describeWithEngine } from '@prod-e/testing/engine';
import { eventually, historyOf, statusOf } from '../../src/faults/live.ts';

const lockInfo = '.terraform.tfstate.lock.info';

/** A release that works goes through all of them but this. */
const upwards = checkpoints.filter((checkpoint) => checkpoint !== 'put back');

const isReached = (checkpoint: Checkpoint, killAt: Checkpoint): boolean =>
  checkpoints.indexOf(checkpoint) <= checkpoints.indexOf(killAt);

/** How a deployment that was killed stands in the history once the next one has come. */
const recordOf = (killAt: Checkpoint): string[] => {
  if (!isReached('started', killAt)) return [];
  return [isReached('ended', killAt) ? 'succeeded' : 'abandoned'];
};

describeWithEngine('a deployment that is killed', () => {
  const web = named('web');
  let lab: Lab;
  afterAll(removeImages);

  const killedAt = async (killAt: Checkpoint) => {
    const { signal, output } = await lab.start({ killAt }).ended;
    expect(output).toMatch(new RegExp(`reached ${killAt}\n$`));
    expect(signal).toBe('SIGKILL');
  };
  const answers = async () => (await statusOf(lab, web)) === 200;
  const other = (release?: string) => (release === 'one' ? 'two' : 'one');

  /** It can be planned, the next plain deployment completes, and the one after it has nothing to do. */
  const expectNextToComplete = async (release: string) => {
    expect((await lab.plan()).result).toBe(true);
    const next = await lab.deploy();
    expect(next).toMatchObject({ result: true, text: expect.not.stringContaining('error') });
    const { id } = lab.live(web) ?? {};
    const again = await lab.deploy();
    expect(again.text.match(/ unchanged$/gm)).toHaveLength(2);
    expect(lab.live(web)).toEqual({ id, release });
    expect(await answers()).toBe(true);
  };

  /** Nothing that was recorded before is lost, and what was killed is told apart. */
  const expectHistory = async (killed: string[], before: { id: string }[]) => {
    const history = await historyOf(lab);
    const since = history.slice(0, history.length - before.length);
    expect(since.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded', ...killed]);
    expect(history.slice(since.length)).toEqual(before);
  };

  describe('while it updates a live service', () => {
    beforeAll(async () => {
      lab = createLab();
      await lab.want({ [web]: 'one' });
      await lab.deploy();
    });
    afterAll(() => {
      lab.remove();
    });

    it.each(upwards)('at “%s” leaves it answering, and is completed by the next', async (killAt) => {
      const before = await historyOf(lab);
      const old = lab.live(web)?.release;
      await lab.want({ [web]: other(old) });
      await killedAt(killAt);
      expect(lab.live(web)?.release).toBe(isReached('applied', killAt) ? other(old) : old);
      // A new container may be starting.
      await eventually('answered', answers);
      await expectNextToComplete(other(old));
      await expectHistory(recordOf(killAt), before);
    });

    it('at “put back” leaves the last good release answering, and a good one completes', async () => {
      const before = await historyOf(lab);
      const old = lab.live(web)?.release;
      await lab.want({ [web]: 'broken' });
      await killedAt('put back');
      expect(lab.live(web)?.release).toBe(old);
      expect(await answers()).toBe(true);
      await lab.want({ [web]: other(old) });
      await expectNextToComplete(other(old));
      await expectHistory(['abandoned'], before);
    });

    it('while Terraform applies ends the change all the same, and the next waits for that', async () => {
      const before = await historyOf(lab);
      const old = lab.live(web)?.release;
      await lab.want({ [web]: other(old) }, { container: 'sleep 4' });
      const stack = join(lab.stateFolder, 'stacks', web);
      const { id } = lab.live(web) ?? {};
      const deployment = lab.start();
      // The old container has gone, and the new one is not yet there.
      await eventually('removed', () => lab.live(web) === undefined);
      deployment.kill();
      await deployment.ended;
      expect(existsSync(join(stack, lockInfo))).toBe(true);
      await expectNextToComplete(other(old));
      expect(lab.live(web)?.id).not.toBe(id);
      await expectHistory(['abandoned'], before);
    });

    it('before Terraform has changed anything, and is reverted, does not win over what is wanted then', async () => {
      const slow = { removal: 'sleep 4' };
      const next = other(lab.live(web)?.release);
      await lab.want({ [web]: other(next) }, slow);
      await lab.deploy();
      const before = lab.live(web);
      await lab.want({ [web]: next }, slow);
      const deployment = lab.start();
      await eventually('begun', () => existsSync(join(lab.stateFolder, 'stacks', web, lockInfo)));
      deployment.kill();
      await deployment.ended;
      expect(lab.live(web)).toEqual(before);
      await lab.want({ [web]: other(next) }, slow);
      const { result, text } = await lab.deploy();
      expect(text).toMatch(
        new RegExp(`^${web} +retry \\(an attempt at another release never ended\\) .*live$`, 'm'),
      );
      expect(result).toBe(true);
      expect(lab.live(web)?.release).toBe(before?.release);
      await expectNextToComplete(other(next));
    });

    it('while Terraform applies, and is followed by none, is live and answers in the end', async () => {
      const old = lab.live(web)?.release;
      await lab.want({ [web]: other(old) }, { container: 'sleep 2' });
      const deployment = lab.start();
      await eventually('removed', () => lab.live(web) === undefined);
      deployment.kill();
      await deployment.ended;
      await eventually('live', () => lab.live(web)?.release === other(old));
      await eventually('answered', answers);
      const { id } = lab.live(web) ?? {};
      const next = await lab.deploy();
      expect(next.text).toMatch(new RegExp(`^${web} +retry \\(not proven\\) .*live$`, 'm'));
      // Terraform has recorded what it did, so that nothing is done twice.
      expect(lab.live(web)?.id).toBe(id);
    });
  });

  describe('while it is the first', () => {
    beforeEach(() => {
      lab = createLab();
    });
    afterEach(() => {
      lab.remove();
    });

    it.each(upwards)('at “%s” is completed by the next', async (killAt) => {
      await lab.want({ [web]: 'one' });
      await killedAt(killAt);
      await expectNextToComplete('one');
      await expectHistory(recordOf(killAt), []);
    });

    it('can be destroyed instead, and leaves nothing', async () => {
      await lab.want({ [web]: 'one' });
      await killedAt('proven alone');
      expect((await lab.destroy()).result).toBe(true);
      expect(lab.left()).toEqual([]);
    });
  });
});
