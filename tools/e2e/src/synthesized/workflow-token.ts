import { callQuery, element } from './calls.ts';

/** What GitHub says in the token of a workflow's run. */
export interface Claims {
  iss?: string;
  aud?: string;
  sub: string;
}

/** The token, with a signature that is none: an emulator reads the claims, and does not ask GitHub for its keys. */
function token({
  iss = 'https://token.actions.githubusercontent.com',
  aud = 'sts.amazonaws.com',
  sub,
}: Claims) {
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  return [part({ alg: 'RS256', typ: 'JWT' }), part({ iss, aud, sub }), 'bm9uZQ'].join('.');
}

/**
 * Assumes a role as a workflow does.
 *
 * @returns ARN of the session, or AWS's code for why not
 */
export async function assumeRole(endpoint: string, roleArn: string, claims: Claims): Promise<string> {
  try {
    const xml = await callQuery(endpoint, 'sts', {
      ...{ Action: 'AssumeRoleWithWebIdentity', RoleArn: roleArn, RoleSessionName: 'run' },
      WebIdentityToken: token(claims),
    });
    return /<AssumedRoleUser>.*<Arn>(.*)<\/Arn>/s.exec(xml)?.[1] ?? xml;
  } catch (error) {
    return element(String(error), 'Code');
  }
}
