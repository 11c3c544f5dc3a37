import { createHash } from 'node:crypto';
import container from './recorded/container.json' with { type: 'json' };
import network from './recorded/network.json' with { type: 'json' };

/** A stack as the engine shall tell of it. */
export interface RecordedStack {
  name: string;
  stackHash: string;
  inputTag: string;
  digest: string;
}

/** What a real engine said of a real container and a real network, with names in the place of what differs. */
const recorded = { container: JSON.stringify(container), network: JSON.stringify(network) };

/** 64 hexadecimal digits that are always the same for a text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const fill = (text: string, values: Record<string, string>): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`@${name}@`, value), text);

/** What `docker network inspect` says of an environment's network. */
export const networkAnswer = (environment: string, stackHash: string): string =>
  fill(recorded.network, { ENVIRONMENT: environment, HASH: stackHash, ID: hashOf(environment) });

/** What `docker container inspect` says of services' containers: a line each. */
export function containerAnswers(environment: string, stacks: readonly RecordedStack[]): string {
  const lines = stacks.map(({ name, stackHash, inputTag, digest }) =>
    fill(recorded.container, {
      ...{ ENVIRONMENT: environment, SERVICE: name, ID: hashOf(name) },
      ...{ HASH: stackHash, TAG: inputTag, IMAGE: digest },
    }),
  );
  return lines.join('\n');
}

/** What `docker image ls` says of services' images. */
export const imageAnswers = (
  stacks: readonly Pick<RecordedStack, 'name' | 'inputTag' | 'digest'>[],
): string => stacks.map(({ name, inputTag, digest }) => `prod-e/${name}:${inputTag}\t${digest}`).join('\n');
