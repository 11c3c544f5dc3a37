import type { Environment } from '@prod-e/environment';
import { localPlatform } from './local.ts';
import type { LivePlatform } from './platform.ts';

const platforms: Record<Environment['platform'], LivePlatform> = { local: localPlatform };

export const livePlatformOf = ({ platform }: Environment): LivePlatform => platforms[platform];

export type { LivePlatform, LiveResource, LiveStack } from './platform.ts';
