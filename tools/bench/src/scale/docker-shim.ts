import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './recorded.ts';

/** What the engine answers, by the first two words of the command. */
export interface EngineAnswers {
  images: string;
  /** Names of all containers; their ids are made of them. */
  services: readonly string[];
  /** Of `docker container inspect`: a line each. */
  containers: string;
  /** Of `docker network inspect`; empty where there is none. */
  network: string;
}

/** An engine that has nothing. */
export const nothing: EngineAnswers = { images: '', services: [], containers: '', network: '' };

/**
 * Puts a `docker` into a workspace's folder of shims which writes down how it was called, and answers from files.
 *
 * @param root absolute folder of the workspace
 */
export function answerFrom(root: string, { images, services, containers, network }: EngineAnswers): void {
  const answers = {
    'image ls': images,
    'network ls': network === '' ? '' : hashOf('network'),
    'network inspect': network,
    'ps --all': services.map(hashOf).join('\n'),
    'container inspect': containers,
  };
  const folder = join(root, '.shims');
  mkdirSync(join(folder, 'answers'), { recursive: true });
  const cases = Object.entries(answers).map(([call, answer]) => {
    const file = join(folder, 'answers', call.replaceAll(/\W+/g, '-'));
    writeFileSync(file, answer === '' ? '' : `${answer}\n`);
    return `'${call}') cat '${file}' ;;`;
  });
  const script = [
    '#!/bin/sh',
    `echo "docker $1 $2" >> '${join(folder, 'calls.log')}'`,
    'case "$1 $2" in',
    ...cases,
    '*) echo "no answer is recorded to: docker $1 $2" >&2; exit 1 ;;',
    'esac',
    '',
  ];
  writeFileSync(join(folder, 'docker'), script.join('\n'));
  chmodSync(join(folder, 'docker'), 0o755);
}
