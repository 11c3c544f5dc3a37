import { engineIfThere } from '../engine/engine.ts';

/** Where images are kept. It is the build cache: what it has is never built again. */
export interface Registry {
  /** Digest of the image with this tag, or `undefined`. */
  find(repository: string, tag: string): Promise<string | undefined>;
}

/** The engine's own image store, in which a build lands by itself. */
export const engineStore: Registry = {
  find: (repository, tag) =>
    engineIfThere(['image', 'inspect', `${repository}:${tag}`, '--format', '{{.Id}}']),
};
