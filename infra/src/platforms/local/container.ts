import { environmentPrefix, label, type LocalEnvironment } from '@prod-e/environment';
import type { Construct } from 'constructs';
import type { Service } from '../../services.ts';
import type { ServiceReleaseTokens } from '../platform.ts';
import { aliasesOf } from './aliases.ts';
import { engineResource } from './engine-resource.ts';
import type { ContainerSpec } from './spec.ts';

export interface ContainerProps {
  environment: LocalEnvironment;
  service: Service;
  resource: string;
  /** Published port of this machine. */
  port: number;
  release: ServiceReleaseTokens;
}

/**
 * A service's container: nothing that it can write but its data, no capability, reachable from this machine only.
 *
 * @returns its Terraform address
 */
export const container = (scope: Construct, props: ContainerProps): string =>
  engineResource(scope, { kind: 'container', spec: containerSpec(props) });

function containerSpec({ environment, service, resource, port, release }: ContainerProps): ContainerSpec {
  const { definition } = service;
  return {
    name: resource,
    image: release.image,
    network: environmentPrefix(environment.name),
    aliases: aliasesOf(definition.name),
    publish: { address: environment.address, port, containerPort: definition.port },
    cpuShares: definition.size.cpu,
    memoryMiB: definition.size.memory,
    environment: { ...definition.environment, ...environment.variables[definition.name] },
    secrets: definition.secrets,
    ...(definition.dataPath !== undefined && { volume: { name: resource, path: definition.dataPath } }),
    labels: {
      [label.environment]: environment.name,
      [label.stack]: definition.name,
      [label.service]: definition.name,
      [label.stackHash]: release.stackHash,
      [label.inputTag]: release.inputTag,
    },
  };
}
