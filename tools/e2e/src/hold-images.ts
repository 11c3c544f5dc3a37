import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { label } from '@prod-e/environment';
import { docker, importServerImage, removeLabelled } from '@prod-e/testing/engine';

const apps = join(import.meta.dirname, '../../../apps');
const holder = `e2e-hold-${process.pid}`;

const imagesOfServices = (): string[] => {
  const listed = services().flatMap((service) =>
    docker('image', 'ls', '--quiet', '--no-trunc', '--filter', `label=${label.service}=${service}`).split(
      '\n',
    ),
  );
  return [...new Set(listed)].filter(Boolean);
};

const services = (): string[] =>
  readdirSync(apps).filter((service) => existsSync(join(apps, service, 'service.json')));

/**
 * Keeps the images of services while tests run. They share the engine and the images: the last environment of one test
 * that is destroyed would take from another what it has just built.
 *
 * @returns how to let go: images that have come since are removed
 */
export function holdImages(): () => void {
  const before = new Set(imagesOfServices());
  const image = importServerImage(`prod-e-e2e/hold:${process.pid}`, { [label.environment]: holder });
  for (const service of services()) docker('create', '--label', `${label.service}=${service}`, image);
  return () => {
    removeLabelled(`${label.environment}=${holder}`);
    // What has come since may be another run's, which shares the engine.
    if (isHeld()) return;
    const used = new Set(
      docker('ps', '--all', '--format', '{{.ID}}').split('\n').filter(Boolean).map(imageOf),
    );
    for (const id of imagesOfServices().filter((id) => !before.has(id) && !used.has(id)))
      docker('image', 'rm', '--force', id);
  };
}

/** Whether another run of tests keeps images. */
const isHeld = (): boolean =>
  docker('ps', '--all', '--format', `{{.Label "${label.environment}"}}`).includes('e2e-hold-');

const imageOf = (container: string): string => docker('inspect', container, '--format', '{{.Image}}');
