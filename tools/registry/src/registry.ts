/** An image as the engine has it after a build. */
export interface BuiltImage {
  /** What the engine calls it: `repository:tag`. */
  reference: string;
  /** The engine's own id of it: `sha256:…`. */
  id: string;
}

/** A document about an image, kept beside it: an SBOM. */
export interface Attachment {
  /** Media type, such as `application/vnd.cyclonedx+json`. */
  artifactType: string;
  content: Buffer;
}

/** Where images are kept. It is the build cache: what it has is never built again. */
export interface Registry {
  /** For a person: `the engine's image store`, or the registry's host. */
  readonly name: string;
  /** What a container is started from: an image that this registry has, by its digest and never by its tag. */
  pullReference(repository: string, digest: string): string;
  /**
   * Digests of images by repository and tag, in as few requests as the registry allows; what it does not have is
   * not in the result.
   *
   * @returns by `repository:tag`
   */
  find(images: { repository: string; tag: string }[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Pushes an image under a tag that is never moved, reads back what the registry has now, and makes sure that it is
   * the image that was built. A tag that is there already with the same image is done.
   *
   * @returns the digest that the registry knows it by
   * @throws UserError that names both digests when the tag is there with another image
   */
  push(image: BuiltImage, repository: string, tag: string): Promise<string>;
  /**
   * Keeps a document beside an image, as an OCI referrer.
   *
   * @returns false where the registry does not take any
   */
  attach(repository: string, digest: string, attachment: Attachment): Promise<boolean>;
  /**
   * Calls back while `docker`, and whatever else reads its configuration, is logged in at this registry as whom its
   * configuration names. Where that is nobody they are who the person is.
   *
   * @param use receives the variables that make it so
   */
  loggedIn<T>(use: (env: Record<string, string>) => Promise<T>): Promise<T>;
  /** The documents of a type that are kept beside an image. */
  attachments(repository: string, digest: string, artifactType: string): Promise<Buffer[]>;
}
