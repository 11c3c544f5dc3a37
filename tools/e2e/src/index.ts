export { containerId, docker, leftovers, liveDigest } from './engine.ts';
export { freePort, freePorts } from './ports.ts';
export { run, start, type Result, type Running } from './process.ts';
export { createWorkspace, createWorkspaceFor, type Workspace } from './workspace.ts';
