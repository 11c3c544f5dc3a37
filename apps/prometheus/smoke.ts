import { readOptions } from './smoke/options.ts';
import { smoke } from './smoke/run.ts';
import { readShipped } from './smoke/shipped.ts';

// Run by the deployment, and by hand: SMOKE_URL=http://127.0.0.1:9090 SMOKE_SINCE=2026-01-31T12:00:00Z node smoke.ts
try {
  const options = readOptions(process.env);
  const passed = await smoke(options, readShipped(import.meta.dirname), (line) => {
    console.log(line);
  });
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
