import { buildImage, pushImage, removeImage } from '../parts/image.ts';
import { applyStack, smokeTests, untilReady } from '../parts/stack.ts';
import { time } from '../time.ts';
import type { PipelineLab } from './lab.ts';
import type { Scenario } from './scenarios.ts';
import type { Parts } from './totals.ts';

/**
 * Measures the parts of a scenario that was shipped just now, so that everything is as it found it.
 *
 * @param base commit that it was compared with
 */
export async function measureParts(
  lab: PipelineLab,
  { builds, applies }: Scenario,
  base: string,
): Promise<Parts> {
  const { workspace } = lab;
  let affected = '';
  await lab.checkOut();
  const start = await time(async () => {
    affected = await lab.step(`nx show projects --affected --base=${base}`);
  });
  await lab.checkOut();
  const tests =
    affected.trim() === ''
      ? 0
      : await time(() => lab.step(`nx affected -t lint typecheck test --base=${base}`));
  const image = await time(async () => {
    for (const service of builds) {
      const reference = `${lab.registry}/prod-e/${service}:part`;
      await buildImage(workspace, { service, reference });
      await pushImage(reference);
    }
  });
  const live = await time(async () => {
    if (applies.length === 0) return;
    for (const service of applies) {
      await applyStack(workspace, service);
      await untilReady(workspace, service);
    }
    await smokeTests(workspace);
  });
  for (const service of builds) await removeImage(`${lab.registry}/prod-e/${service}:part`);
  return { start, tests, image, live };
}
