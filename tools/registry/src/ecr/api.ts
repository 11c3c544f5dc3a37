import type { ECRClient, Image, ImageFailure } from '@aws-sdk/client-ecr';
import { UserError } from '@prod-e/errors';
import type { Credentials } from '../credentials.ts';
import { operate, patiently, type Operation } from '../http/patiently.ts';
import { temporaryConnection } from '../http/temporary.ts';
import { imageTypes } from '../image/manifest.ts';
import { defaultPatience, type RegistryOptions } from '../options.ts';
import { ecrFailure } from './failure.ts';

/** ECR's own API, of which its registry knows nothing: tokens, and many images at once. */
export interface EcrApi {
  /** What the registry takes as a login, asked for again when it is about to end. */
  credentials: () => Promise<Credentials>;
  /**
   * Images of a repository by tag, in one request; what it does not have is not in the result.
   *
   * @param tags a hundred at most
   * @returns undefined where there is no such repository
   */
  images: (operation: Operation, repository: string, tags: string[]) => Promise<Image[] | undefined>;
  within: <T>(use: (operation: Operation) => Promise<T>) => Promise<T>;
}

export interface EcrApiOptions extends RegistryOptions {
  host: string;
  region: string;
  account: string;
  endpoint?: string;
}

/** A token is not used in the last minutes of its twelve hours. */
const marginMilliseconds = 5 * 60_000;

export function createEcrApi(options: EcrApiOptions): EcrApi {
  const { region, account, endpoint, host, patience } = options;
  const { requestMilliseconds } = { ...defaultPatience, ...patience };
  let loading: Promise<{ sdk: typeof import('@aws-sdk/client-ecr'); client: ECRClient }> | undefined;
  let token: { credentials: Credentials; until: number } | undefined;

  // It is large, and many commands never get as far as to need it.
  const load = async () => {
    const sdk = await import('@aws-sdk/client-ecr');
    const client = new sdk.ECRClient({
      region,
      ...(endpoint !== undefined && { endpoint }),
      // What is tried again, and for how long, is the operation's affair.
      maxAttempts: 1,
      requestHandler: { connectionTimeout: requestMilliseconds, requestTimeout: requestMilliseconds },
    });
    // Before the SDK wraps it, and what failed is told by words alone.
    client.middlewareStack.add(
      (next) => (request) =>
        next(request).catch((error: unknown) => {
          throw temporaryConnection(error) ?? error;
        }),
      { step: 'finalizeRequest', priority: 'low' },
    );
    return { sdk, client };
  };

  const ask = <T>(operation: Operation, request: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    patiently(operation, (signal) =>
      request(signal).catch((error: unknown) => {
        throw ecrFailure(error, host, account);
      }),
    );

  const within: EcrApi['within'] = (use) => operate(host, options, use);

  return {
    within,

    async credentials() {
      if (token && token.until > Date.now()) return token.credentials;
      const { sdk, client } = await (loading ??= load());
      const answer = await within((operation) =>
        ask(operation, (abortSignal) =>
          client.send(new sdk.GetAuthorizationTokenCommand({}), { abortSignal }),
        ),
      );
      const { authorizationToken = '', expiresAt } = answer.authorizationData?.[0] ?? {};
      const pair = Buffer.from(authorizationToken, 'base64').toString();
      const colon = pair.indexOf(':');
      const credentials = { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
      token = { credentials, until: (expiresAt?.getTime() ?? 0) - marginMilliseconds };
      return credentials;
    },

    async images(operation, repository, tags) {
      const { sdk, client } = await (loading ??= load());
      const command = new sdk.BatchGetImageCommand({
        registryId: account,
        repositoryName: repository,
        imageIds: tags.map((imageTag) => ({ imageTag })),
        acceptedMediaTypes: imageTypes,
      });
      try {
        const answer = await ask(operation, (abortSignal) => client.send(command, { abortSignal }));
        const failure = answer.failures?.find(({ failureCode }) => failureCode !== 'ImageNotFound');
        if (failure) throw unreadable(failure, `${host}/${repository}`);
        return answer.images ?? [];
      } catch (error) {
        if (error instanceof sdk.RepositoryNotFoundException) return undefined;
        throw error;
      }
    },
  };
}

/** An image that is there, or may be, must not be taken for absent. */
const unreadable = ({ imageId, failureCode, failureReason }: ImageFailure, name: string) =>
  new UserError(`ECR refuses the image: ${failureCode ?? 'unknown'}: ${failureReason ?? ''}`, {
    where: `${name}:${imageId?.imageTag ?? ''}`,
  });
