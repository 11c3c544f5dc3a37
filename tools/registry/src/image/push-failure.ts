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
  if (error instanceof Error && error.name === 'AbortError')
    return {
      error: new UserError('the push took too long', { where: host, cause: error }),
      permanent: false,
    };
  if (!(error instanceof UserError)) throw error;
  const where = `${host}/${repository}:${tag}`;
  const said = login.hide(error.message);
  if (/unauthorized|denied|no basic auth|authentication required|forbidden/i.test(said))
    return { error: refused(host), permanent: true };
  if (isMissing(said))
    return {
      error: new UserError(`the registry ${host} has no repository ${repository}`, { where, next: create }),
      permanent: true,
    };
  const permanent = /immutable|^no Docker engine|^the docker command|no such image/i.test(said);
  return {
    error: new UserError(said, {
      where: error.where ?? where,
      ...(error.next !== undefined && { next: error.next }),
    }),
    permanent,
  };
}

const isMissing = (said: string): boolean =>
  /name unknown|not known to registry|repository .* (does not exist|not found)/i.test(said);
