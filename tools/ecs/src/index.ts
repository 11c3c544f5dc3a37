export { createEcs } from './ecs.ts';
export type { Ecs, EcsOptions } from './ecs.ts';
export { digestOf } from './service/image-digest.ts';
export type { LiveEcsService } from './service/live-service.ts';
export type { LiveEcs, ReadRequest } from './service/read.ts';
export type { RolloutRequest } from './rollout/wait-for-rollout.ts';
export type { TaskAddress } from './tasks/addresses.ts';
