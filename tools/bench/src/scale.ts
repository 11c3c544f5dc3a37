/**
 * How the plan grows with the number of services: time, memory, and calls of the engine, in generated workspaces. They
 * are in a scratch folder, which is taken away.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, exitCodeOf } from '@prod-e/errors';
import { measureScale } from './scale/measure.ts';
import { readOptions } from './scale/options.ts';
import { scaleMarkdown, scaleReport, type ScaleRow } from './scale/report.ts';
import { inScaleWorkspace } from './scale/workspace.ts';

const dist = join(import.meta.dirname, '../dist');

try {
  const { sizes, rounds } = readOptions(process.argv.slice(2));
  const rows = await inScaleWorkspace(async (workspace) => {
    const measured: ScaleRow[] = [];
    for (const size of sizes) {
      measured.push(await measureScale(workspace, size, rounds));
      console.log(`${size} services measured`);
    }
    return measured;
  });
  console.log(scaleReport(rows));
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'scale.md'), scaleMarkdown(rows));
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
