/** What a call gets: the body of an answer, an error made by `awsError`, or `silence`. */
export type ScriptedAnswer = object | typeof silence;

/** `index` counts the calls of the same operation, from 0. */
export type ScriptedReply =
  ScriptedAnswer | ((input: Record<string, unknown>, index: number) => ScriptedAnswer);

/**
 * By operation, such as `DescribeServices`. A list is answered in its order, and its last for ever after. It is read
 * at each call, so that a test can change it meanwhile.
 */
export type AwsScript = Record<string, ScriptedReply | ScriptedReply[]>;

export interface ScriptedAws {
  /** `http://127.0.0.1:…`, for every service that speaks AWS JSON 1.1 (ECS, CloudWatch Logs, ECR, DynamoDB, …). */
  endpoint: string;
  region: string;
  /** What a process needs to speak to it through the AWS SDK, besides the endpoint. */
  env: Record<string, string>;
  /** Every call that came, in its order. */
  calls: { operation: string; input: Record<string, unknown> }[];
  /** How often an operation was called. */
  count: (operation: string) => number;
  /** Resolves as soon as an operation was called. */
  asked: (operation: string) => Promise<void>;
  stop: () => Promise<void>;
}

/** An answer that never comes. */
export const silence: unique symbol;

/** An error as AWS answers with it. A `status` below 500 is not tried again by the SDK, unless it is a throttling. */
export function awsError(name: string, message: string, status?: number): object;

/** Starts an AWS at a free port of loopback that answers from a script. An operation which is not in it is refused. */
export function startScriptedAws(script: AwsScript): Promise<ScriptedAws>;
