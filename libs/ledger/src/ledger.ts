import type { Deployment, DeploymentEnd, DeploymentStart } from './deployment.ts';
import type { Attempt, Proof, StackRecord, StackSnapshot } from './stack.ts';

export interface DeploymentQuery {
  environment: string;
  /** At most; newest first. */
  limit: number;
  /** Only those that started before the deployment with this id, which is the page before's last. */
  before?: string;
}

/**
 * The history of deployments. Every write may be repeated and may come late: writing the same again, or something
 * older than what is there, changes nothing. An end may be written before its start.
 */
export interface Ledger {
  /** Records that a deployment has started. One that is there already is left as it is. */
  start(deployment: DeploymentStart): Promise<void>;
  /** Records how a deployment ended. The first end that is written stays, but for `abandoned`, which any other replaces. */
  end(environment: string, id: string, end: DeploymentEnd): Promise<void>;
  /** One deployment, or `undefined`. One whose end came before its start is not there yet. */
  deployment(environment: string, id: string): Promise<Deployment | undefined>;
  /** Deployments of an environment, newest first. */
  deployments(query: DeploymentQuery): Promise<Deployment[]>;
  /** Those of an environment that have started and not ended, oldest first. */
  underWay(environment: string): Promise<Deployment[]>;

  /** What is recorded of each stack of an environment, by the stack's name. */
  stacks(environment: string): Promise<ReadonlyMap<string, StackRecord>>;
  /** Records what is about to be made of a stack. An attempt of an older deployment than the recorded one changes nothing. */
  recordAttempt(environment: string, stack: string, attempt: Attempt): Promise<void>;
  /** Records that a stack is live and works. A proof of an older deployment than the recorded one changes nothing. */
  recordProof(environment: string, stack: string, proof: Proof): Promise<void>;
  /** Forgets a stack that was removed: what was recorded of it by this deployment or an older one. */
  forgetStack(environment: string, stack: string, deploymentId: string): Promise<void>;

  /** Keeps what makes a stack live again. Snapshots are named by their content: one that is there is left as it is. */
  keepSnapshot(environment: string, snapshot: StackSnapshot): Promise<void>;
  snapshot(environment: string, name: string, stackHash: string): Promise<StackSnapshot | undefined>;

  close(): void;
}
