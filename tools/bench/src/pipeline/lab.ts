import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, freePorts, type Workspace } from '@prod-e/e2e';
import { startDockerRegistry } from '@prod-e/testing/docker-registry';
import { must } from '../must.ts';
import { madeHere } from './made-here.ts';

/** A workspace whose environment keeps its images in a registry, deployed once. */
export interface PipelineLab {
  workspace: Workspace;
  /** `host:port` of the registry. */
  registry: string;
  /** Runs a line as a step of a pipeline would; fails where it fails. */
  step: (line: string) => Promise<string>;
  /** The same, whether it fails or not. */
  tryStep: (line: string) => Promise<string>;
  /**
   * Leaves the workspace as a fresh checkout is on a runner that has node_modules: without anything that was built,
   * and without what Nx has cached, unless that is kept.
   */
  checkOut: (nx?: 'keep') => Promise<void>;
}

const name = 'bench-pipeline';
const ignored = 'git ls-files --others --ignored --exclude-standard --directory';
// Nx would keep both in the user's home, where they outlive a checkout.
const cacheHere =
  'export NX_CACHE_DIRECTORY="$PWD/.nx/cache" NX_WORKSPACE_DATA_DIRECTORY="$PWD/.nx/workspace-data"';

export async function inPipelineLab<T>(use: (lab: PipelineLab) => Promise<T>): Promise<T> {
  const registry = await startDockerRegistry();
  const ports = await freePorts();
  const workspace = createWorkspace(name, ports);
  try {
    workspace.edit(
      `infra/src/environments/${name}.ts`,
      () =>
        `export default ${JSON.stringify({
          ...{ platform: 'local', name, ports },
          registry: { kind: 'oci', host: registry.host, insecure: true },
        })};\n`,
    );
    workspace.commit('keep images in a registry');
    await must('the first deployment', workspace.deploy());
    return await use(labOf(workspace, registry.host));
  } finally {
    await workspace.dispose();
    await registry.stop();
  }
}

function labOf(workspace: Workspace, registry: string): PipelineLab {
  // What this machine cannot run is skipped, as it is for whoever sits before it, and is the same in both pipelines.
  const start = (line: string) => workspace.start(`CI=; ${cacheHere}; ${line}`).ended;
  return {
    workspace,
    registry,
    step: (line) => must(line, start(line)),
    tryStep: async (line) => (await start(line)).output,
    async checkOut(nx) {
      const kept = ['node_modules', '.prod-e', '.shims', ...(nx === 'keep' ? ['.nx'] : [])];
      const listed = await must('git', workspace.start(ignored).ended);
      for (const path of madeHere(listed, kept))
        rmSync(join(workspace.root, path), { recursive: true, force: true });
    },
  };
}
