import type { Environment } from '@prod-e/environment';
import { exitCode, UserError } from '@prod-e/errors';
import { localPlatform } from './local/index.ts';
import type { Platform } from './platform.ts';

const platforms: Partial<Record<Environment['platform'], Platform>> = { local: localPlatform };

/** @throws UserError (exit 2) for a platform that has no constructs yet */
export function platformOf({ platform, name }: Environment): Platform {
  const found = platforms[platform];
  if (found) return found;
  throw new UserError(`platform ${platform} has no stacks yet`, {
    where: `infra/src/environments/${name}.ts`,
    next: `write them behind infra/src/platforms/platform.ts, or choose one of: ${Object.keys(platforms).join(', ')}`,
    exit: exitCode.usage,
  });
}

export type { Platform, PlacedService } from './platform.ts';
