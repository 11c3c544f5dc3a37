/** A stack as it is live, read from the platform and nothing else. */
export interface LiveStack {
  name: string;
  stackHash: string;
  /** Only of a service. */
  inputTag?: string;
  /** Digest that it runs; only of a service. */
  digest?: string;
  /** `address:port` at which it is published; only of a service that runs. */
  published?: string;
  /** False when it exited, is restarting, or is unhealthy. */
  running: boolean;
}

/** A service's live resource, as the proof of a deployment looks at it. */
export interface LiveResource {
  digest: string;
  running: boolean;
  restarts: number;
}

/** What a deployment asks of the platform on which an environment runs. */
export interface LivePlatform {
  /** Every live stack of the environment, in as few calls as the platform allows. */
  read(environment: string): Promise<LiveStack[]>;
  /** One resource, or `undefined` when it is not there. */
  inspect(resource: string): Promise<LiveResource | undefined>;
  /** The last lines that a resource logged. */
  logs(resource: string, lines: number): Promise<string>;
  /**
   * Removes whatever of the environment is still there; says what that was.
   *
   * @param services those that it is known to have run
   */
  sweep(environment: string, services: string[]): Promise<string[]>;
}
