import type { Environment } from '@prod-e/environment';
import { localPlatform } from './local/index.ts';
import type { Platform } from './platform.ts';

const platforms: Record<Environment['platform'], Platform> = { local: localPlatform };

export const platformOf = (environment: Environment): Platform => platforms[environment.platform];

export type { Platform, PlacedService } from './platform.ts';
