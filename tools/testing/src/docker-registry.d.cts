export interface DockerRegistry {
  /** `127.0.0.1:…`, which an engine speaks to without TLS. */
  host: string;
  port: number;
  stop: () => Promise<void>;
}

/** Starts Debian's plain OCI registry at a free port of loopback, empty. */
export function startDockerRegistry(options?: { port?: number }): Promise<DockerRegistry>;

/** `describe` where Debian's registry is installed. Elsewhere skipped, with the reason; in CI run, and so failed. */
export function describeWithDockerRegistry(name: string, tests: () => void): void;
