/**
 * What a deployment costs, beside what it cannot do without: every ratio is of two medians of one run.
 * It works in a scratch workspace with an environment of its own, and takes both away.
 */
import { createWorkspace, freePorts } from '@prod-e/e2e';
import { measureChange } from './deployment/change.ts';
import { measureNoop } from './deployment/noop.ts';
import { measureStart } from './deployment/start.ts';
import { measureSynthesis } from './deployment/synthesis.ts';
import { printRatios, type Ratio } from './deployment/ratio.ts';

const workspace = createWorkspace('bench', await freePorts());
try {
  const { code, output } = await workspace.deploy();
  if (code !== 0) throw new Error(output);
  const ratios: Ratio[] = [];
  for (const measure of [measureNoop, measureChange, measureStart, measureSynthesis]) {
    ratios.push(...(await measure(workspace)));
  }
  console.log(printRatios(ratios));
} finally {
  await workspace.dispose();
}
