const pinned = /(?:^|@)(sha256:[0-9a-f]{64})$/;

/**
 * The digest that an image is pinned to: `repository@sha256:…`, or an engine's own id of it, `sha256:…`.
 *
 * @returns `undefined` for a tag, which says nothing about what runs
 */
export function digestOf(image: string): string | undefined {
  return pinned.exec(image)?.[1];
}
