import type { AwsEnvironment } from '@prod-e/environment';
import type { Conditions } from './permission.ts';

/** The tag by which what has no name of its own is known to belong to an environment (infra/src/platforms/aws/provider.ts). */
const tag = 'environment';

/** Of resources that are the environment's by their tag. */
export const own = ({ name }: AwsEnvironment): Conditions => ({
  StringEquals: { [`aws:ResourceTag/${tag}`]: name },
});

/**
 * Of resources that are made as the environment's, or called so. What is another's already is not: neither called so,
 * nor what something is made in.
 */
export const asOwn = ({ name }: AwsEnvironment): Conditions => ({
  StringEquals: { [`aws:RequestTag/${tag}`]: name },
  StringEqualsIfExists: { [`aws:ResourceTag/${tag}`]: name },
});
