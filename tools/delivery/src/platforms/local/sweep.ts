import { label } from '@prod-e/environment';
import { engine, engineIfThere } from '@prod-e/registry/engine';

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

/**
 * Removes what carries the environment's label, whether or not Terraform knows of it, and the images of its services
 * that no other environment runs. Images of services that it never ran are none of its business.
 *
 * @param services those that it is known to have run
 */
export async function sweep(environment: string, services: string[]): Promise<string[]> {
  const ran = new Set([...services, ...(await servicesOf(environment))]);
  const removed: string[] = [];
  for (const { name, list, remove } of kinds) {
    for (const resource of await lines([...list, ...ofEnvironment(environment)])) {
      await engineIfThere([...remove, resource]);
      removed.push(`${name} ${resource}`);
    }
  }
  const wanted = new Set(await lines(allContainers));
  for (const service of [...ran].filter((service) => !wanted.has(service)).sort())
    removed.push(...(await removeImages(service)));
  return removed;
}

const allContainers = ['ps', '--all', '--format', `{{.Label "${label.service}"}}`];

/** The services of containers that Terraform left behind. */
const servicesOf = (environment: string): Promise<string[]> =>
  lines([...allContainers, ...ofEnvironment(environment)]);

/**
 * Images are no environment's own. While another one runs the service they all stay: one that no container is made of
 * may just have been built for a deployment, or be what a rollback is going to need.
 */
async function removeImages(service: string): Promise<string[]> {
  const format = '{{.ID}} {{.Repository}}:{{.Tag}}';
  const removed: string[] = [];
  for (const line of await lines([
    ...['image', 'ls', '--filter', `label=${label.service}=${service}`],
    ...['--format', format],
  ])) {
    const [id = '', name = ''] = line.split(' ');
    // One that lost its name to another is still there by its id.
    const image = name.includes('<none>') ? id : name;
    try {
      await engineIfThere(['image', 'rm', image]);
      removed.push(`image ${image}`);
    } catch (error) {
      // A container that was made of it in the meantime keeps it, which is what is wanted.
      if (!(error instanceof Error && /conflict/i.test(error.message))) throw error;
    }
  }
  return removed;
}

const ofEnvironment = (environment: string): string[] => [
  '--filter',
  `label=${label.environment}=${environment}`,
];

const lines = async (args: string[]): Promise<string[]> => (await engine(args)).split('\n').filter(Boolean);
