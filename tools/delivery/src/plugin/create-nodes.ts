import { basename, dirname } from 'node:path';
import type { CreateNodes, CreateNodesResult } from '@nx/devkit';
import { readServiceDefinition } from '@prod-e/service-definition';
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
  const { base } = readServiceDefinition(`${workspaceRoot}/${file}`);
  return { projects: { [root]: { root, targets: serviceTargets(root, base) } } };
}

function infra(environments: string[], services: string[]): CreateNodesResult {
  return {
    projects: {
      infra: { root: 'infra', implicitDependencies: services, targets: infraTargets(environments) },
    },
  };
}
