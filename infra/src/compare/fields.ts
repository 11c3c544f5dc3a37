import type { Environment } from '@prod-e/environment';

/** A field, with its value in each environment, `–` where there is none. */
export interface Field {
  path: string;
  values: string[];
}

const none = '–';

/**
 * Every field of some environments, side by side.
 *
 * @returns in the order in which they stand in the environments
 */
export function fieldsOf(environments: Environment[]): Field[] {
  const each = environments.map((environment) => new Map(flat('', environment)));
  const paths = [...new Set(each.flatMap((fields) => [...fields.keys()]))];
  return paths
    .filter((path) => path !== 'name' && path !== 'platform')
    .map((path) => ({ path, values: each.map((fields) => fields.get(path) ?? none) }));
}

export const differs = ({ values }: Field): boolean => new Set(values).size > 1;

/** `network.zones` of what is nested; a list is one value. */
function flat(path: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  if (Array.isArray(value)) return [[path, value.map(inLine).join(', ') || none]];
  return Object.entries(value).flatMap(([name, each]) => flat(path === '' ? name : `${path}.${name}`, each));
}

const inLine = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
