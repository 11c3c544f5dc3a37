import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CreateNodes, CreateNodesResult } from '@nx/devkit';
import type { ServiceDefinition } from '@prod-e/service-definition';
import { infraTargets } from './infra-targets.ts';
import { serviceTargets } from './service-targets.ts';

const glob = '{apps/*/service.json,infra/src/environments/*.ts}';

/**
 * Infers what services and infra can do: `service.json` makes a project a service, a file under
 * `infra/src/environments` makes an environment. Nothing of it stands in a `package.json`.
 */
export const createNodes: CreateNodes = [
  glob,
  (files, _options, { workspaceRoot }) => {
    const sorted = [...files].sort();
    const services = sorted.filter((file) => basename(file) === 'service.json');
    const environments = sorted.filter((file) => !services.includes(file));
    return [
      ...services.map((file): [string, CreateNodesResult] => [file, service(workspaceRoot, file)]),
      ...environments.slice(0, 1).map((file): [string, CreateNodesResult] => [
        file,
        infra(
          environments.map((each) => basename(each, '.ts')),
          services.map((each) => basename(dirname(each))),
        ),
      ]),
    ];
  },
];

/** The name by which Nx knew it first. */
export const createNodesV2 = createNodes;

function service(workspaceRoot: string, file: string): CreateNodesResult {
  const root = dirname(file);
  const base = baseOf(join(workspaceRoot, file));
  return { projects: { [root]: { root, ...(base && { targets: serviceTargets(root, base) }) } } };
}

/**
 * The one field that decides which targets there are. The definition is validated where it is used, by `synth`: a
 * malformed one must not take every Nx command down, and its schema is not loaded for each of them.
 */
function baseOf(file: string): ServiceDefinition['base'] | undefined {
  try {
    const { base } = JSON.parse(readFileSync(file, 'utf8')) as Partial<ServiceDefinition>;
    return base === 'node' || base === 'prometheus' ? base : undefined;
  } catch {
    return undefined;
  }
}

function infra(environments: string[], services: string[]): CreateNodesResult {
  return {
    projects: {
      infra: { root: 'infra', implicitDependencies: services, targets: infraTargets(environments) },
    },
  };
}
