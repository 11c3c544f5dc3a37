import { describeError, exitCodeOf } from '@prod-e/errors';
import { deploy } from '../src/deploy/deploy.ts';
import { destroy } from '../src/destroy/destroy.ts';
import { painter } from '@prod-e/terminal';

// A deployment, or the end of an environment, as a process of its own, which can be killed.
const [workspaceRoot = '', environment = '', verb = '', killAt = ''] = process.argv.slice(2);
const run = {
  ...{ workspaceRoot, environment, signal: new AbortController().signal, paint: painter({}, false) },
  print: (line: string) => {
    console.log(line);
  },
};
try {
  const done =
    verb === 'destroy'
      ? await destroy(run)
      : await deploy({
          ...run,
          reached: (checkpoint) => {
            console.log(`reached ${checkpoint}`);
            if (checkpoint === killAt) process.kill(process.pid, 'SIGKILL');
          },
        });
  process.exitCode = done ? 0 : 1;
} catch (error) {
  console.error(describeError(error));
  process.exitCode = exitCodeOf(error);
}
