export { preTasksExecution } from './plugin/before-tasks.ts';
export { createNodes, createNodesV2 } from './plugin/create-nodes.ts';
