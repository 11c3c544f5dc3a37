import { label } from '@prod-e/environment';
import { docker } from '@prod-e/testing/engine';

/** An environment of a test file's own: what it makes carries it as label, and is removed by it. */
export const testEnvironment = (name: string): { environment: string; labelled: string } => {
  const environment = `t${process.pid}-${name}`;
  return { environment, labelled: `${label.environment}=${environment}` };
};

export interface LiveContainer {
  environment: string;
  service: string;
  image: string;
  stackHash?: string;
  /** Further arguments of its program. */
  args?: string[];
}

const labels = (values: Record<string, string>): string[] =>
  Object.entries(values).flatMap(([key, value]) => ['--label', `${key}=${value}`]);

/** Starts a container that is labelled as infra labels it. */
export const runContainer = (
  { environment, service, image, stackHash = 'one', args = [] }: LiveContainer,
  ...more: string[]
): string =>
  docker(
    ...['run', '--detach', '--name', `prod-e-${environment}-${service}`],
    ...labels({
      [label.environment]: environment,
      [label.stack]: service,
      [label.service]: service,
      [label.stackHash]: stackHash,
      [label.inputTag]: 'in-1',
    }),
    ...more,
    image,
    ...args,
  );

export const createNetwork = (environment: string, stackHash = 'one'): string =>
  docker(
    ...['network', 'create'],
    ...labels({
      [label.environment]: environment,
      [label.stack]: 'foundation',
      [label.stackHash]: stackHash,
    }),
    `prod-e-${environment}`,
  );

/** What of an environment the engine has, by kind and name. */
export const leftOf = (labelled: string): string[] => {
  const list = (...args: string[]) => docker(...args, '--filter', `label=${labelled}`).split('\n');
  return [
    ...list('ps', '--all', '--format', 'container {{.Names}}'),
    ...list('network', 'ls', '--format', 'network {{.Name}}'),
    ...list('volume', 'ls', '--format', 'volume {{.Name}}'),
  ]
    .filter(Boolean)
    .sort();
};
