// Computes the input tags of the workspace that it runs in, as often as it is asked: far quicker than an Nx for each.
import { readFileSync, rmSync } from 'node:fs';
import { inspect } from 'node:util';
import { createProjectGraphAsync, type NxJsonConfiguration, type ProjectGraph } from '@nx/devkit';
import { inputTags } from '@prod-e/delivery/tags';
// An internal of Nx, whose version is pinned exactly: nothing else makes one process look at the files again.
import { resetWorkspaceContext } from 'nx/src/utils/workspace-context';

const workspaceRoot = process.cwd();

let projectGraph: ProjectGraph | undefined;

/** Asked for `files`, it takes the projects for those that it knows; asked for anything else, it looks. */
process.on('message', (what) => {
  if (what !== 'files') projectGraph = undefined;
  tags().then(
    (answer) => process.send?.({ tags: answer }),
    (error: unknown) => process.send?.({ error: inspect(error, { depth: 4 }) }),
  );
});

async function tags(): Promise<Record<string, string>> {
  projectGraph ??= await readProjectGraph();
  const nxJson = JSON.parse(readFileSync('nx.json', 'utf8')) as NxJsonConfiguration;
  const services = Object.values(projectGraph.nodes).filter(({ data }) => data.targets?.['containerize']);
  const names = services.map(({ name }) => name);
  return Object.fromEntries(await inputTags({ projectGraph, nxJson, workspaceRoot }, names));
}

function readProjectGraph(): Promise<ProjectGraph> {
  resetWorkspaceContext();
  // Nx takes a file for unchanged that was modified in the same second as before, and tests are quicker.
  rmSync('.nx/workspace-data/nx_files.nxt', { force: true });
  return createProjectGraphAsync({ exitOnError: false });
}
