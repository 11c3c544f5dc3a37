import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Clients } from '../aws/clients.ts';
import { digestOf } from './image-digest.ts';

/** Asks for each task definition once: it is immutable. */
export function rememberTaskDefinitions(clients: Clients): (arn: string) => Promise<TaskDefinition> {
  const known = new Map<string, Promise<TaskDefinition>>();
  return (arn) => {
    const asked = known.get(arn) ?? describe(arn, clients);
    known.set(arn, asked);
    // What failed is asked for again.
    asked.catch(() => known.delete(arn));
    return asked;
  };
}

async function describe(taskDefinition: string, clients: Clients): Promise<TaskDefinition> {
  const ecs = await clients.ecs();
  const answer = await ecs.describeTaskDefinition({ taskDefinition });
  return answer.taskDefinition ?? {};
}

/** The container that the service is about: the first that is essential, which a container is unless it says no. */
export function mainContainer({ containerDefinitions = [] }: TaskDefinition): ContainerDefinition {
  return containerDefinitions.find(({ essential }) => essential !== false) ?? containerDefinitions[0] ?? {};
}

/** What a task definition runs, when it says so by digest. */
export function digestOfDefinition(definition: TaskDefinition): string | undefined {
  return digestOf(mainContainer(definition).image ?? '');
}
