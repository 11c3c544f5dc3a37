import { startDockerRegistry, type DockerRegistry } from '@prod-e/testing/docker-registry';
import { startFaultyProxy, type FaultyProxy } from '@prod-e/testing/faulty-proxy';
import { testImages } from './images.ts';

export interface Lab {
  registry: DockerRegistry;
  /** In front of the registry. */
  proxy: FaultyProxy;
  images: ReturnType<typeof testImages>;
  end: () => Promise<void>;
}

/** A registry of its own for a test file, behind a proxy that can fail, and images to push. */
export async function startLab(file: string): Promise<Lab> {
  const registry = await startDockerRegistry();
  const proxy = await startFaultyProxy(registry.host);
  const images = testImages(file);
  return {
    registry,
    proxy,
    images,
    async end() {
      images.remove();
      await proxy.stop();
      await registry.stop();
    },
  };
}

/** What a promise is rejected with. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('it was not rejected');
    },
    (error: unknown) => error,
  );

/** Everything that a person could see of an error. */
export const shown = (error: unknown): string => {
  const { message, stack, where, next, cause } = error as Error & { where?: string; next?: string };
  return [message, stack, where, next, cause instanceof Error ? shown(cause) : ''].join('\n');
};
