type Describe = (name: string, tests: () => void) => void;

/** `describe` where a Docker engine answers. Elsewhere skipped, with the reason in its name; in CI run, and so failed. */
export const describeWithEngine: Describe;

/** The same for the `terraform` command. */
export const describeWithTerraform: Describe;

/** Runs `docker` and returns its output without the last line break. */
export function docker(...args: string[]): string;

/**
 * Makes a small image that stands on nothing: a web server at port 8080 for the files of its container.
 *
 * @param args further arguments of the server; one that it does not know makes it end with 1
 * @returns its id, `sha256:…`
 */
export function importServerImage(
  reference: string,
  labels?: Record<string, string>,
  args?: string[],
): string;

/** Removes the containers, networks, volumes and images that carry a label, such as `prod-e.environment=t1`. */
export function removeLabelled(label: string): void;
