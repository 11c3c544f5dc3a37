import { invariants } from './invariants.ts';
import type { Synthesized } from './synthesized.ts';

/** Something of an environment that is not as it should be. */
export interface Finding {
  environment: string;
  /** Id of an invariant, or of a check of Checkov, such as `CKV_AWS_91`. */
  check: string;
  /** What should be. */
  says: string;
  stack: string;
  /** Terraform address, such as `aws_lb.public`. */
  resource: string;
  detail?: string;
}

/** Where an environment does not keep the invariants. */
export const findingsOf = (synthesized: Synthesized): Finding[] =>
  invariants.flatMap(({ id, says, rule }) =>
    rule(synthesized).map((broken) => ({
      environment: synthesized.environment.name,
      check: id,
      says,
      ...broken,
    })),
  );

/** A finding in a line of its own. */
export const tell = ({ environment, check, says, stack, resource, detail }: Finding): string =>
  `${environment}/${stack} ${resource}: ${detail === undefined ? '' : `${detail}: `}${says} (${check})`;
