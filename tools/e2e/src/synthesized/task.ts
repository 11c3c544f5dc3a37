import { setTimeout as sleep } from 'node:timers/promises';
import { ecs } from '@prod-e/delivery/aws-lab';
import { callJson } from './calls.ts';
import { only, type StackJson } from './stack-json.ts';
import { serviceTags, taskDefinition, type Given, type TaskDefinition } from './task-definition.ts';

/** A task of an ECS service, as a real container. */
export interface RunningTask {
  /** What was registered. */
  asked: TaskDefinition;
  /** What ECS says that it has registered. */
  registered: object;
  /** Its address, as ECS tells it. */
  ip: string;
  /** Id of the container, or the beginning of it. */
  container: string;
}

/** Makes the log group, the task definition and the ECS service of a service's stack, and waits for its task. */
export async function startService(
  endpoint: string,
  cluster: string,
  stack: StackJson,
  given: Given,
): Promise<RunningTask> {
  const group = only(stack, 'aws_cloudwatch_log_group');
  await callJson(endpoint, 'logs', 'Logs_20140328.CreateLogGroup', { logGroupName: group['name'] });
  const asked = taskDefinition(stack, given);
  const { taskDefinition: registered } = await ecs<{ taskDefinition: { taskDefinitionArn: string } }>(
    ...[endpoint, 'RegisterTaskDefinition', asked],
  );
  const { name, desired_count: desiredCount } = only(stack, 'aws_ecs_service');
  await ecs(endpoint, 'CreateService', {
    ...{ cluster, serviceName: name, desiredCount, launchType: 'FARGATE' },
    taskDefinition: registered.taskDefinitionArn,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    tags: serviceTags(stack, given),
  });
  return { asked, registered, ...(await taskOf(endpoint, cluster, String(name))) };
}

interface TaskJson {
  lastStatus: string;
  stoppedReason?: string;
  attachments: { details: { name: string; value: string }[] }[];
  containers: { runtimeId?: string }[];
}

async function taskOf(
  endpoint: string,
  cluster: string,
  serviceName: string,
): Promise<Pick<RunningTask, 'ip' | 'container'>> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const { taskArns } = await ecs<{ taskArns: string[] }>(endpoint, 'ListTasks', { cluster, serviceName });
    const { tasks } = await ecs<{ tasks: TaskJson[] }>(endpoint, 'DescribeTasks', {
      cluster,
      tasks: taskArns,
    });
    const [task] = tasks;
    const address = task?.attachments[0]?.details.find(({ name }) => name === 'privateIPv4Address');
    const container = task?.containers[0]?.runtimeId;
    if (task?.lastStatus === 'RUNNING' && address && container) return { ip: address.value, container };
    if (Date.now() > deadline) throw new Error(`no task of ${serviceName} runs: ${JSON.stringify(tasks)}`);
    await sleep(500);
  }
}
