import type { CreateNodes } from '@nx/devkit';
export const createNodes: CreateNodes = ['*/*/service.json', () => []];
export const createNodesV2 = createNodes;
