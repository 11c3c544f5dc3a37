import { UserError } from '@prod-e/errors';
import { refused } from '../http/authorization.ts';
import type { Target } from './push.ts';

/** Why a push failed, and whether another try is of any use. */
export interface PushFailure {
  error: UserError;
  permanent: boolean;
}

type Place = Pick<Target, 'host' | 'repository' | 'tag' | 'login' | 'create'>;

/**
 * Tells failures apart by what the engine says, which is all that there is.
 *
 * @throws what is no failure of the push
 */
export function pushFailure(error: unknown, { host, repository, tag, login, create }: Place): PushFailure {
  const where = `${host}/${repository}:${tag}`;
  const permanent = (why: UserError): PushFailure => ({ error: why, permanent: true });
  const temporary = (said: string): PushFailure => ({
    error: new UserError(said, { where }),
    permanent: false,
  });

  if (Error.isError(error) && error.name === 'AbortError') return temporary('the push took too long');
  if (!(error instanceof UserError)) throw error;
  const said = login.hide(error.message);
  // Whatever else the engine was asked for has nothing to do with the registry.
  if (!/^docker (push|login) failed/.test(said)) return permanent(error);
  if (isRefused(said)) return permanent(refused(host));
  if (isMissing(said))
    return permanent(
      new UserError(`the registry ${host} has no repository ${repository}`, { where, next: create }),
    );
  if (/immutable/i.test(said)) return permanent(new UserError(said, { where }));
  return temporary(said);
}

const isRefused = (said: string): boolean =>
  /unauthorized|denied|no basic auth|authentication required|forbidden/i.test(said);

const isMissing = (said: string): boolean =>
  /name unknown|not known to registry|repository .* (does not exist|not found)/i.test(said);
