import { bringBase, createLab, named, removeImages, type Lab } from '@prod-e/delivery/lab';
import { describeWithEngine } from '@prod-e/testing/engine';
import { eventually, historyOf, statusOf } from '../../src/faults/live.ts';

const versionPath = '/version';

describeWithEngine('an update to a version that', () => {
  const web = named('web');
  let lab: Lab;

  beforeAll(async () => {
    await bringBase();
    lab = createLab({ proof: { deadlineSeconds: 4 } });
    await lab.want({ [web]: 'good' }, { versionPath });
    expect((await lab.deploy()).result).toBe(true);
  });
  afterAll(() => {
    lab.remove();
    removeImages();
  });

  const answers = async () => (await statusOf(lab, web)) === 200;
  const lastOutcome = async () => (await historyOf(lab))[0]?.outcome;

  /** The good one is live and answers, as if nothing had been; so it is written down. */
  const expectPutBack = async (good?: string) => {
    expect(lab.live(web)?.release).toBe(good);
    await eventually('answered', answers);
    expect(await lastOutcome()).toBe('rolled back');
  };

  const faults = [
    ['crashes at its start', 'crashes-at-start', /web-\d+ stopped\n[^]*cannot find my keys/],
    ['never gets ready', 'never-ready', /was not ready within 4 s: 503 waiting for the moon/],
    ['takes requests and never answers', 'hangs', /was not ready within 4 s: .*timeout/],
    ['gets ready, then dies', 'dies-when-ready', /web-\d+ stopped\n[^]*out of memory/],
    ['gets ready, then is so no more', 'loses-readiness', /was not ready within 4 s: 503 lost the database/],
    ['answers with the wrong version', 'other-version', /reports in-another, wanted is in-other-version/],
    ['fails its smoke test', 'smoke-test-fails', /the smoke test of web-\d+ failed:\n +no spring/],
  ] as const;

  it.each(faults)('%s is put back, again and again, until a good one comes', async (_what, bad, why) => {
    const old = lab.live(web)?.release;
    lab.write(`apps/${web}/smoke.ts`, 'console.error("no spring"); process.exit(1)');
    const smoke = bad === 'smoke-test-fails' && { smoke: 'smoke.ts' };
    await lab.want({ [web]: bad }, { versionPath, ...smoke });
    const first = await lab.start().ended;
    expect(first.output).toMatch(why);
    expect(first.output).toMatch(new RegExp(`^${web} +update \\(.*image.*\\) .* put back$`, 'm'));
    expect(first.code).toBe(1);
    await expectPutBack(old);

    expect((await lab.plan()).text).toMatch(new RegExp(`^ *${web} +retry`, 'm'));
    const { result, text } = await lab.deploy();
    expect(result).toBe(false);
    expect(text).toMatch(why);
    expect(text).toMatch(new RegExp(`^${web} +retry \\(the last attempt failed\\) .* put back$`, 'm'));
    await expectPutBack(old);

    const next = old === 'good' ? 'better' : 'good';
    await lab.want({ [web]: next }, { versionPath });
    expect((await lab.deploy()).result).toBe(true);
    expect(lab.live(web)?.release).toBe(next);
    expect(await answers()).toBe(true);
    expect(await lastOutcome()).toBe('succeeded');
  });

  it('dies while another is being deployed leaves that other alone', async () => {
    const api = named('api');
    await lab.want({ [web]: 'dies-when-ready', [api]: 'good' }, { versionPath });
    const { result, text } = await lab.deploy();
    expect(result).toBe(false);
    expect(text).toMatch(new RegExp(`^${web} .* put back$`, 'm'));
    expect(text).toMatch(new RegExp(`^${api} .* live$`, 'm'));
    expect(lab.live(api)?.release).toBe('good');
    expect(await statusOf(lab, api)).toBe(200);
  });
});
