import type { System } from '../system.ts';
import { one, type Count } from './count.ts';

/** A check of the whole workspace. */
export interface Check {
  name: string;
  run: (system: System) => Promise<boolean>;
}

const succeeds = async (system: System, program: string, args: readonly string[]): Promise<boolean> =>
  (await system.show(program, args)).code === 0;

export const checks: readonly Check[] = [
  {
    name: 'project references are in sync (else: npx nx sync)',
    run: (system) => succeeds(system, 'nx', ['sync:check']),
  },
  {
    name: 'files are formatted (else: npx prettier --write .)',
    run: (system) => succeeds(system, 'prettier', ['--check', '--log-level=warn', '.']),
  },
  {
    name: 'shell scripts pass shellcheck',
    run: async (system) => {
      const { code, output } = await system.run('git', [
        'ls-files',
        '--cached',
        '--others',
        '--exclude-standard',
        '*.sh',
        '.ci/run',
      ]);
      const scripts = output.split('\n').filter((file) => file !== '' && system.exists(file));
      return code === 0 && scripts.length > 0 && (await succeeds(system, 'shellcheck', scripts));
    },
  },
];

/** Runs a check, says how it ended, and counts it as one test. */
export async function countCheck(system: System, { name, run }: Check): Promise<Count> {
  const passed = await run(system);
  system.say(`${passed ? 'ok' : 'FAILED'}: ${name}`);
  return one(passed ? 'passed' : 'failed');
}
