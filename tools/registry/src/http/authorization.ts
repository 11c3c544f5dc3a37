import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import { basic, type Login } from '../credentials.ts';
import { parseChallenge, type Challenge } from './challenge.ts';
import { temporaryStatus } from './temporary.ts';

/** A header's value, or its coming: requests of the same scope wait for one token. */
export type Header = Promise<string>;

export interface Authorization {
  /** What was good for this scope before. */
  known: (scope: string) => Header | undefined;
  /**
   * What the challenge of a 401 asks for.
   *
   * @param used what the registry refused
   * @throws UserError where there is nothing more to say who we are
   */
  renew: (scope: string, used: Header | undefined, challenge: string | null, signal: AbortSignal) => Header;
}

const text = z.string().min(1).optional();
const tokenSchema = z.object({ token: text, access_token: text });

/** Tells a registry who we are: basic authentication, or tokens by scope, each asked for once. */
export function createAuthorization(host: string, insecure: boolean, login: Login): Authorization {
  const headers = new Map<string, Header>();
  const answer = async (challenge: Challenge | undefined, signal: AbortSignal): Promise<string> => {
    if (challenge?.scheme === 'bearer') return `Bearer ${await token(challenge.parameters, signal)}`;
    const credentials = challenge && (await login.credentials());
    if (!credentials) throw refused(host);
    return `Basic ${basic(credentials)}`;
  };

  const token = async ({ realm = '', service, scope }: Record<string, string>, signal: AbortSignal) => {
    const url = URL.parse(realm);
    if (!url || (url.protocol !== 'https:' && !insecure)) throw unsafe(host, realm);
    if (service !== undefined) url.searchParams.set('service', service);
    for (const one of scope?.split(' ') ?? []) url.searchParams.append('scope', one);
    const credentials = await login.credentials();
    const response = await fetch(url, {
      signal,
      headers: credentials ? { authorization: `Basic ${basic(credentials)}` } : {},
    });
    const temporary = temporaryStatus(response.status, response.headers.get('retry-after'));
    if (temporary) throw temporary;
    if (!response.ok) throw refused(host);
    const parsed = tokenSchema.safeParse(await response.json().catch(() => undefined));
    const value = parsed.data?.token ?? parsed.data?.access_token;
    if (value === undefined)
      throw new UserError(`${url.host} gave no token for ${host}`, { where: url.host });
    login.veil(value);
    return value;
  };

  return {
    known: (scope) => headers.get(scope),
    renew(scope, used, challenge, signal) {
      const known = headers.get(scope);
      if (known && known !== used) return known;
      const renewed = answer(parseChallenge(challenge), signal);
      headers.set(scope, renewed);
      renewed.catch(() => {
        if (headers.get(scope) === renewed) headers.delete(scope);
      });
      return renewed;
    },
  };
}

/** The registry does not know us, or does not let us. */
export const refused = (host: string): UserError =>
  new UserError(`the registry ${host} refuses us`, {
    where: host,
    next: 'give a user name and password that may read and write there, by the environment variables that its configuration names',
  });

const unsafe = (host: string, realm: string) =>
  new UserError(
    `the registry ${host} asks to send its password to ${realm || 'nowhere'}, which is not safe`,
    {
      where: host,
      next: 'let its realm be an https address',
    },
  );
