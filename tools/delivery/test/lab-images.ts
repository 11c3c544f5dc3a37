import { label } from '@prod-e/environment';
import { importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { buildNodeImage, isBehaviour, type Behaviour } from './behaviours.ts';

/** Which image a service is wanted to be of: two that work, one that ends as soon as it is started, or a behaviour. */
export type Release = 'one' | 'two' | 'broken' | Behaviour;

/** A service's name in this test file, since images are shared by all environments of the engine. */
export const named = (service: string): string => `${service}-${process.pid}`;

/** Ids of the images that were made, by service and release: every lab uses the same. */
const images = new Map<string, string>();
const services = new Set<string>();

export function imageOf(service: string, release: Release): string {
  const key = `${service} ${release}`;
  const id = images.get(key) ?? make(service, release);
  images.set(key, id);
  services.add(service);
  return id;
}

function make(service: string, release: Release): string {
  const reference = `prod-e/${service}:in-${release}`;
  const labels = { [label.service]: service, release };
  if (isBehaviour(release)) return buildNodeImage(reference, release, labels);
  return importServerImage(reference, labels, release === 'broken' ? ['--no-such-flag'] : []);
}

/** Takes the images of all labs away. */
export function removeImages(): void {
  for (const service of services) removeLabelled(`${label.service}=${service}`);
  services.clear();
  images.clear();
}
