import { imageRepository, label } from '@prod-e/environment';
import { ecrRegistry } from '@prod-e/registry';
import { importServerImage, removeLabelled } from '@prod-e/testing/engine';
import { awsJson } from './aws-json.ts';

/** Which image a service is wanted to be of, with the arguments of its server. */
const args = {
  one: [],
  two: [],
  /** Ends as soon as it is started. */
  broken: ['--no-such-flag'],
  /** Runs, and listens where nobody asks. */
  deaf: ['--serve=0.0.0.0:8081'],
};

const releases = ['one', 'two', 'broken', 'deaf'] as const;

export type Release = (typeof releases)[number];

export const services = ['web', 'api'] as const;

const ofTests = `prod-e.aws-lab=${process.pid}`;

export interface PushedImages {
  /** Digest in the registry of a service's image. */
  digest: (service: string, release: Release) => string;
  /** What a task is started from. */
  reference: (service: string, release: Release) => string;
}

/** Makes the repositories, and pushes every image of the lab. */
export async function pushImages(options: {
  region: string;
  account: string;
  endpoint: string;
}): Promise<PushedImages> {
  const registry = ecrRegistry(options);
  const digests = new Map<string, string>();
  const key = (service: string, release: Release) => `${service} ${release}`;
  const digest = (service: string, release: Release) => digests.get(key(service, release)) ?? '';
  const [name = '', value = ''] = ofTests.split('=');
  for (const service of services) {
    const repository = imageRepository(service);
    await awsJson(options.endpoint, 'AmazonEC2ContainerRegistry_V20150921.CreateRepository', {
      ...{ repositoryName: repository, imageTagMutability: 'IMMUTABLE' },
    });
    for (const release of releases) {
      const reference = `prod-e-aws-lab-${process.pid}/${service}:${release}`;
      const labels = { [label.service]: service, release, [name]: value };
      const id = importServerImage(reference, labels, args[release]);
      digests.set(key(service, release), await registry.push({ reference, id }, repository, `in-${release}`));
    }
  }
  return {
    digest,
    reference: (service, release) =>
      registry.pullReference(imageRepository(service), digest(service, release)),
  };
}

/** Takes the images, and what an emulator left of their containers, from the engine. */
export const removeImages = (): void => {
  removeLabelled(ofTests);
};
