import type { Environment } from '@prod-e/environment';
import type { LivePlatform } from './platform.ts';

/** Each platform is loaded only where an environment runs on it: the AWS SDK is heavy. */
export async function livePlatformOf(environment: Environment): Promise<LivePlatform> {
  switch (environment.platform) {
    case 'local':
      return (await import('./local/platform.ts')).localPlatform(environment);
    case 'aws':
      return (await import('./ecs/platform.ts')).ecsPlatform(environment);
  }
}

export type { LivePlatform, LiveQuery, LiveResource, LiveStack } from './platform.ts';
export { differences, fingerprint, type Settings } from './settings.ts';
