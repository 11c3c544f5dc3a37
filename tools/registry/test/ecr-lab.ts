import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { startFaultyProxy, type FaultyProxy } from '@prod-e/testing/faulty-proxy';
import { startMiniStack, type MiniStack } from '@prod-e/testing/ministack';
import { ecrRegistry, type Registry, type RegistryOptions } from '../src/index.ts';
import { testImages } from './images.ts';

export interface EcrLab {
  aws: MiniStack;
  /** In front of it. */
  proxy: FaultyProxy;
  client: ECRClient;
  images: ReturnType<typeof testImages>;
  /** ECR behind the proxy, unless told, in the namespace `shop`. */
  registry: (options?: RegistryOptions & { endpoint?: string }) => Registry;
  /** Makes a repository whose tags cannot be moved. */
  create: (name: string) => Promise<unknown>;
  /** Requests of ECR's own API that came since the proxy was healed. */
  count: (operation: string) => number;
  end: () => Promise<void>;
}

/** An ECR of its own for a test file, behind a proxy that can fail, with the repository `web`. */
export async function startEcrLab(file: string): Promise<EcrLab> {
  const environment = { ...process.env };
  const aws = await startMiniStack();
  const proxy = await startFaultyProxy(aws.host);
  Object.assign(process.env, aws.env, { AWS_EC2_METADATA_DISABLED: 'true' });
  const client = new ECRClient({ region: aws.region, endpoint: aws.endpoint });
  const images = testImages(file);
  const lab: EcrLab = {
    aws,
    proxy,
    client,
    images,
    registry: (options) =>
      ecrRegistry({
        region: aws.region,
        account: aws.account,
        namespace: 'shop',
        endpoint: proxy.url,
        ...options,
      }),
    create: (name) =>
      client.send(
        new CreateRepositoryCommand({ repositoryName: `shop/${name}`, imageTagMutability: 'IMMUTABLE' }),
      ),
    count: (operation) =>
      proxy.requests.filter(({ headers }) => String(headers['x-amz-target']).endsWith(`.${operation}`))
        .length,
    async end() {
      images.remove();
      client.destroy();
      process.env = environment;
      await proxy.stop();
      await aws.stop();
    },
  };
  await lab.create('web');
  return lab;
}
