import type { Workspace } from '@prod-e/e2e';
import { inTurns } from '../in-turns.ts';
import type { Ratio } from './ratio.ts';

/** A deployment with nothing to do, beside Nx listing its projects. */
export async function measureNoop(workspace: Workspace): Promise<Ratio[]> {
  const seconds = await inTurns(7, {
    deploy: () => workspace.deploy(),
    projects: () => workspace.nx('show', 'projects'),
  });
  return [
    {
      what: 'nothing changed: nx run infra:deploy',
      ours: seconds.deploy,
      yardstick: 'nx show projects',
      bare: seconds.projects,
      wanted: 1.5,
      because: 'Nx’s own start, and a process for containerize and one for deploy',
    },
  ];
}
