import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stack as the engine shall tell of it. */
export interface RecordedStack {
  name: string;
  stackHash: string;
  inputTag: string;
  digest: string;
}

/** What a real engine said of a real container and a real network, with names in the place of what differs. */
const recorded = (kind: 'container' | 'network'): string =>
  JSON.stringify(
    JSON.parse(readFileSync(join(import.meta.dirname, `recorded/${kind}.json`), 'utf8')) as unknown,
  );

/** 64 hexadecimal digits that are always the same for a text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const fill = (text: string, values: Record<string, string>): string =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(`@${name}@`, value), text);

/** What `docker network inspect` says of an environment's network. */
export const networkAnswer = (environment: string, stackHash: string): string =>
  fill(recorded('network'), { ENVIRONMENT: environment, HASH: stackHash, ID: hashOf(environment) });

/** What `docker container inspect` says of services' containers: a line each. */
export function containerAnswers(environment: string, stacks: readonly RecordedStack[]): string {
  const text = recorded('container');
  const lines = stacks.map(({ name, stackHash, inputTag, digest }) =>
    fill(text, {
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
