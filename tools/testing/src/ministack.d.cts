export interface MiniStack {
  /** `http://127.0.0.1:…`, for every service; its ECR is the registry at `host`. */
  endpoint: string;
  /** `127.0.0.1:…` */
  host: string;
  region: string;
  account: string;
  /** What a process needs to speak to it through the AWS SDK or Terraform. */
  env: Record<string, string>;
  stop: () => Promise<void>;
}

/**
 * Starts an AWS of this machine at a free port of loopback.
 *
 * @param options.containers whether its ECS starts real containers. One such MiniStack at a time on an engine, since it
 * removes the containers of every other: the start waits for its turn, among all processes
 */
export function startMiniStack(options?: {
  containers?: boolean;
  env?: Record<string, string>;
}): Promise<MiniStack>;

/** How long the start of one that starts containers may take, as the time limit of a `beforeAll`. */
export const turnMilliseconds: number;

/** `describe` where MiniStack is installed. Elsewhere skipped, with the reason in its name; in CI run, and so failed. */
export function describeWithMiniStack(name: string, tests: () => void): void;
