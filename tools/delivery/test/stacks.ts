import type { Stack, StackService } from '@prod-e/environment';
import type { Proof } from '@prod-e/ledger';
import type { Image } from '../src/containerize/image.ts';
import type { LiveStack } from '../src/platforms/index.ts';
import type { Decision, WantedStack } from '../src/decide/index.ts';
import type { Outcome } from '../src/deploy/outcome.ts';

export const digest = (character: string): string => `sha256:${character.repeat(64)}`;

export const hash = (character: string): string => character.repeat(24);

/** A service that is live, its image and hash told by one character. */
export const liveOf = (name: string, character = 'a', more: Partial<LiveStack> = {}): LiveStack => ({
  ...{ name, stackHash: hash(character), running: true, settings: {} },
  ...(name !== 'foundation' && { inputTag: `in-${character.repeat(12)}`, digest: digest(character) }),
  ...more,
});

/** What is recorded of a stack that was proven. */
export const proofOf = (name: string, character = 'a', settings: Record<string, string> = {}): Proof => ({
  ...{
    deploymentId: 'd-1',
    stackHash: hash(character),
    at: '2026-01-02T03:04:05.678Z',
    commit: 'c'.repeat(40),
  },
  ...(name !== 'foundation' && { digest: digest(character) }),
  settings,
});

export const imageOf = (service: string, more: Partial<Image> = {}): Image => ({
  ...{ service, repository: `prod-e/${service}`, tag: 'in-1', digest: digest('a'), reference: digest('a') },
  ...{ built: false, milliseconds: 0 },
  ...more,
});

export interface ServiceOptions {
  url?: string;
  resource?: string;
  versionPath?: string;
  smoke?: string;
  integration?: string;
}

const service = (name: string, options: ServiceOptions): StackService => ({
  definition: {
    name,
    description: `The ${name} service.`,
    port: 8080,
    base: 'node',
    probes: { live: '/livez', ready: '/readyz' },
    size: { cpu: 64, memory: 64 },
    access: 'private',
    callers: [],
    scaling: { min: 1, max: 1 },
    environment: {},
    secrets: [],
    ...(options.versionPath !== undefined && { versionPath: options.versionPath }),
    ...(options.smoke !== undefined && { smoke: options.smoke }),
    ...(options.integration !== undefined && { integration: options.integration }),
  },
  root: `apps/${name}`,
  resource: options.resource ?? `prod-e-lab-${name}`,
  url: options.url ?? 'http://127.0.0.1:1',
});

/** The stack of a service, or the foundation. */
export const stackOf = (name: string, options: ServiceOptions = {}): Stack => ({
  name,
  address: `terraform_data.${name}`,
  dependsOn: name === 'foundation' ? [] : ['foundation'],
  ...(name !== 'foundation' && { service: service(name, options) }),
});

/** A wanted stack whose image and hash are told by one character. */
export const wantedOf = (name: string, character = 'a', options: ServiceOptions = {}): WantedStack => ({
  stack: stackOf(name, options),
  stackHash: hash(character),
  configuration: '{}',
  variables: name === 'foundation' ? {} : { image: digest(character) },
  ...(name !== 'foundation' && { image: { tag: `in-${character.repeat(12)}`, digest: digest(character) } }),
});

/** A stack that was applied, as an update unless told otherwise. */
export const outcomeOf = (wanted: WantedStack, more: Partial<Outcome & Decision> = {}): Outcome => {
  const { ending = 'live', milliseconds = 1000, error, ...decision } = more;
  return {
    decision: { name: wanted.stack.name, change: 'update', reason: 'image', wanted, ...decision },
    ending,
    milliseconds,
    ...(error !== undefined && { error }),
  };
};
