import type { Registry } from '../registry.ts';
import { engine } from './engine.ts';

/** The engine's own image store, in which a build lands by itself. It keeps images, and no documents about them. */
export function engineStore({ signal }: { signal?: AbortSignal } = {}): Registry {
  return {
    name: "the engine's image store",
    pullReference: (_repository, digest) => digest,

    async find(images) {
      // Without a filter the engine would list all that it has.
      if (images.length === 0) return new Map();
      const references = images.map(({ repository, tag }) => `${repository}:${tag}`);
      const filters = references.flatMap((reference) => ['--filter', `reference=${reference}`]);
      const format = '{{.Repository}}:{{.Tag}}\t{{.ID}}';
      const listed = await engine(
        ['image', 'ls', '--no-trunc', ...filters, '--format', format],
        signal ? { signal } : {},
      );
      const there = new Map(listed.split('\n').map((line) => line.split('\t') as [string, string]));
      return new Map(
        references.flatMap((reference) => {
          const id = there.get(reference);
          return id === undefined ? [] : [[reference, id]];
        }),
      );
    },

    push: ({ id }) => Promise.resolve(id),
    loggedIn: (use) => use({}),
    attach: () => Promise.resolve(false),
    attachments: () => Promise.resolve([]),
  };
}
