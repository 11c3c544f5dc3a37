import type { Environment } from '@prod-e/environment';
import type { Platform } from './platform.ts';

/** Each is loaded only where it is wanted: that of AWS takes as long as all the rest. */
const platforms: Record<Environment['platform'], () => Promise<Platform>> = {
  local: async () => (await import('./local/index.ts')).localPlatform,
  aws: async () => (await import('./aws/index.ts')).awsPlatform,
};

/** The constructs of the platform that an environment runs on. */
export const platformOf = ({ platform }: Environment): Promise<Platform> => platforms[platform]();

export type { Platform, PlacedService } from './platform.ts';
