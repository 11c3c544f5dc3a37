import { setTimeout as sleep } from 'node:timers/promises';
import { startScriptedAws } from '@prod-e/testing/scripted-aws';
import type { AwsScript, ScriptedAws } from '@prod-e/testing/scripted-aws';
import { createEcs } from '../src/index.ts';
import type { Ecs, EcsOptions } from '../src/index.ts';
import { describeTaskDefinition } from './answers.ts';

const running: ScriptedAws[] = [];

/** An ECS whose AWS answers from a script, and which pauses for a moment only. To be stopped after each test. */
export async function scriptedEcs(
  script: AwsScript,
  options: Partial<EcsOptions> = {},
): Promise<{ ecs: Ecs; aws: ScriptedAws; pauses: number[] }> {
  const aws = await startScriptedAws({
    DescribeTaskDefinition: describeTaskDefinition,
    ListTasks: { taskArns: [] },
    ...script,
  });
  running.push(aws);
  Object.assign(process.env, aws.env);
  const pauses: number[] = [];
  const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
    pauses.push(milliseconds);
    await sleep(1, undefined, { signal });
  };
  const { endpoint, region } = aws;
  return {
    ecs: createEcs({ cluster: 'dev', region, endpoint, pollSeconds: 5, ...options }, pause),
    aws,
    pauses,
  };
}

export async function stopScripted(): Promise<void> {
  await Promise.all(running.splice(0).map((aws) => aws.stop()));
}
