import { execFileSync } from 'node:child_process';

const docker = (...args: string[]): string => execFileSync('docker', args, { encoding: 'utf8' }).trim();

/** Id of a service's container. */
export const containerId = (environment: string, service: string): string =>
  docker('container', 'inspect', `prod-e-${environment}-${service}`, '--format', '{{.Id}}');

/** Digest of the image that a service's container runs. */
export const liveDigest = (environment: string, service: string): string =>
  docker('container', 'inspect', `prod-e-${environment}-${service}`, '--format', '{{.Image}}');

/** Everything that carries the environment's label, or its name. */
export function leftovers(environment: string): string[] {
  const filter = ['--filter', `label=prod-e.environment=${environment}`];
  return [
    docker('ps', '--all', ...filter, '--format', '{{.Names}}'),
    docker('network', 'ls', ...filter, '--format', '{{.Name}}'),
    docker('network', 'ls', '--filter', `name=prod-e-${environment}$`, '--format', '{{.Name}}'),
    docker('volume', 'ls', ...filter, '--format', '{{.Name}}'),
    docker('volume', 'ls', '--filter', `name=prod-e-${environment}`, '--format', '{{.Name}}'),
  ].flatMap((listed) => listed.split('\n').filter(Boolean));
}

export { docker };
