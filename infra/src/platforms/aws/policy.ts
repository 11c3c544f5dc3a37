/** A statement of an IAM policy, in AWS's own spelling. */
export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  /** Of policies that stand on a resource. */
  Principal?: '*' | { Service: string | string[] } | { AWS: string | string[] };
  Action: string | string[];
  /** Absent of what stands on the resource itself: the trust of a role. */
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export const policy = (...statements: Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
