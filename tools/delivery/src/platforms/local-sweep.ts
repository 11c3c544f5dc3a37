import { label } from '@prod-e/environment';
import { engine, engineIfThere } from '../engine/engine.ts';

interface Kind {
  name: string;
  list: string[];
  remove: string[];
}

/** In the order in which they can be removed. */
const kinds: Kind[] = [
  {
    name: 'container',
    list: ['ps', '--all', '--format', '{{.Names}}'],
    remove: ['rm', '--force', '--volumes'],
  },
  { name: 'network', list: ['network', 'ls', '--format', '{{.Name}}'], remove: ['network', 'rm'] },
  { name: 'volume', list: ['volume', 'ls', '--format', '{{.Name}}'], remove: ['volume', 'rm', '--force'] },
];

/** Removes what carries the environment's label, whether or not Terraform knows of it, and the images it leaves unused. */
export async function sweep(environment: string): Promise<string[]> {
  const removed: string[] = [];
  for (const { name, list, remove } of kinds) {
    const listed = await engine([...list, '--filter', `label=${label.environment}=${environment}`]);
    for (const resource of listed.split('\n').filter(Boolean)) {
      await engineIfThere([...remove, resource]);
      removed.push(`${name} ${resource}`);
    }
  }
  return [...removed, ...(await removeUnusedImages())];
}

/** Images are no environment's own: those of services go once no container, of whatever environment, is made of them. */
async function removeUnusedImages(): Promise<string[]> {
  const listed = await engine([
    'image',
    'ls',
    '--filter',
    `label=${label.service}`,
    '--format',
    '{{.Repository}}:{{.Tag}}',
  ]);
  const removed: string[] = [];
  for (const image of new Set(listed.split('\n').filter(Boolean))) {
    try {
      await engine(['image', 'rm', image]);
      removed.push(`image ${image}`);
    } catch (error) {
      // The engine refuses while a container uses it, which is what is wanted.
      if (!(error instanceof Error && /conflict/i.test(error.message))) throw error;
    }
  }
  return removed;
}
