import type { StackService } from '@prod-e/environment';
import type { Note } from '../output/progress.ts';
import type { Settings } from './settings.ts';

/** A stack as it is live, read from the platform and nothing else. */
export interface LiveStack {
  name: string;
  stackHash: string;
  /** Only of a service. */
  inputTag?: string;
  /** Digest that it runs; only of a service. */
  digest?: string;
  /** `address:port` at which it is published; only of a service of this machine that runs. */
  published?: string;
  /** False when it exited, is restarting, or is unhealthy. */
  running: boolean;
  /** What the platform says of a rollout that failed or was rolled back. */
  failed?: string;
  /** The platform's own name of what is live, which is never given to anything else: a task definition's ARN. */
  revision?: string;
  settings: Settings;
}

/** What is known beforehand of an environment, so that reading it takes fewer calls. */
export interface LiveQuery {
  /** Services that are wanted, or recorded as live. */
  services: readonly string[];
  /** Digest by task definition, which never changes. Only on AWS. */
  known: ReadonlyMap<string, string>;
}

/** A service's live resource, as the proof of a deployment looks at it. */
export interface LiveResource {
  digest: string;
  running: boolean;
  restarts: number;
}

/** What a wait for a rollout needs to know. */
export interface RolloutWait {
  wantedDigest: string;
  deadlineSeconds: number;
  note: Note;
  signal: AbortSignal;
}

/** What a deployment asks of the platform on which an environment runs. */
export interface LivePlatform {
  /**
   * Whether a stack that its Terraform sees no difference in must be replaced to be made live again. Not where
   * Terraform's provider looks at the live resource itself.
   */
  readonly replaces: boolean;
  /** Every live stack of the environment, in as few calls as the platform allows. */
  read(query: LiveQuery): Promise<LiveStack[]>;
  /** One resource, or `undefined` when it is not there. */
  inspect(resource: string): Promise<LiveResource | undefined>;
  /**
   * Waits until the platform says that a service runs what is wanted.
   *
   * @throws UserError when the rollout failed, was rolled back, or took too long
   */
  awaitRollout(resource: string, wait: RolloutWait): Promise<void>;
  /** Milliseconds between two questions to a service that does not answer yet: a cloud allows only so many. */
  readonly askEvery: number;
  /**
   * Where a service is asked itself: addresses without a path, of each of its instances where these have their own; none
   * when none of them runs; `undefined` where it cannot be reached from here.
   */
  addressesOf(service: StackService): Promise<string[] | undefined>;
  /** The last lines that a resource logged. */
  logs(resource: string, lines: number): Promise<string>;
  /**
   * Removes whatever of the environment is still there; says what that was.
   *
   * @param services those that it is known to have run
   */
  sweep(services: string[]): Promise<string[]>;
}
