import { run, type Workspace } from '@prod-e/e2e';
import { inTurns } from '../in-turns.ts';
import type { Ratio } from './ratio.ts';

/** Synthesis of all stacks of an environment, beside loading CDKTF alone. */
export async function measureSynthesis({ root, environment }: Workspace): Promise<Ratio[]> {
  const options = { cwd: `${root}/infra`, env: process.env };
  // As the target runs it.
  const cached = { ...options, env: { ...process.env, NODE_COMPILE_CACHE: `${root}/.nx/compile-cache` } };
  const seconds = await inTurns(9, {
    synthesis: () => run(process.execPath, ['src/main.ts', `--environment=${environment}`], cached),
    loading: () => run(process.execPath, ['-e', "require('cdktf')"], options),
  });
  return [
    {
      what: 'synthesis of all local stacks',
      ours: seconds.synthesis,
      yardstick: "require('cdktf')",
      bare: seconds.loading,
      wanted: 1.5,
      because: 'services and environment are read and validated',
    },
  ];
}
