/**
 * What a commit costs here, beside an ordinary pipeline that installs, tests, builds, pushes and applies everything:
 * one table of ratios from one run. It works in a scratch workspace, and takes all that it made away.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { measureBaseline } from './pipeline/baseline.ts';
import { inPipelineLab } from './pipeline/lab.ts';
import { readOptions } from './pipeline/options.ts';
import { markdownReport, terminalReport, type Report } from './pipeline/report.ts';
import { measureScenario, measureWarm, type Measured } from './pipeline/scenario.ts';
import { scenarios } from './pipeline/scenarios.ts';

const dist = join(import.meta.dirname, '../dist');

try {
  const { scenarios: names, quick, warm } = readOptions(process.argv.slice(2));
  const report = await inPipelineLab(async (lab): Promise<Report> => {
    const baseline = await measureBaseline(lab, quick);
    console.log(`baseline measured: ${JSON.stringify(baseline)}`);
    // The baseline's tests were not read from the cache, but they were written into it.
    const [nx, kept] = [join(lab.workspace.root, '.nx'), join(lab.workspace.root, '.prod-e/nx')];
    cpSync(nx, kept, { recursive: true });
    const measured: Measured[] = [];
    for (const name of names) {
      measured.push(await measureScenario(lab, scenarios[name], 'one line'));
      console.log(`${name} measured: ${measured.at(-1)?.ours.toFixed(1)} s`);
    }
    if (!warm) return { baseline, measured, quick };
    await lab.checkOut();
    cpSync(kept, nx, { recursive: true });
    const seconds: number[] = [];
    for (const name of names) seconds.push(await measureWarm(lab, scenarios[name], 'another line'));
    return {
      baseline,
      measured: measured.map((each, index) => ({ ...each, warm: seconds[index] ?? NaN })),
      quick,
    };
  });
  console.log(terminalReport(report));
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'pipeline.md'), markdownReport(report));
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
