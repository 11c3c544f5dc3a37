import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { Clients } from './aws/clients.ts';

/** What every question to ECS stands on. */
export interface EcsContext {
  clients: Clients;
  cluster: string;
  pollSeconds: number;
  /** By ARN; each is asked for once. */
  taskDefinition(arn: string): Promise<TaskDefinition>;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}
