import { exitCode } from '@prod-e/errors';
import { describeProblem, setUp } from '../set-up.ts';
import type { System } from '../system.ts';

/** `npm run up`: from a clone to a running, proven deployment of an environment. */
export async function up(
  system: System,
  baseImages: () => Promise<void>,
  environment = 'local',
): Promise<number> {
  const problems = await setUp(system, ['up']);
  for (const problem of problems) system.say(describeProblem(problem));
  if (problems.length > 0) return exitCode.failed;
  await baseImages();
  const code = await system.handOver('nx', ['run', `infra:deploy:${environment}`]);
  system.say(code === 0 ? 'prod-e is up' : `prod-e is not up: the deployment ended with ${code}, see above`);
  return code;
}
