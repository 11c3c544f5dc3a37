import type {
  Attempt,
  DeploymentEnd,
  DeploymentStart,
  Proof,
  StackChange,
  StackSnapshot,
} from '../src/index.ts';

const epoch = Date.UTC(2026, 0, 1);

/** The time at a number of seconds. */
export const at = (seconds: number): string => new Date(epoch + seconds * 1000).toISOString();

/** The id of the deployment that started then. */
export const idAt = (seconds: number): string => `d-${at(seconds).replace(/[-:.]/g, '')}-0000`;

export function startAt(seconds: number, more: Partial<DeploymentStart> = {}): DeploymentStart {
  return {
    id: idAt(seconds),
    environment: 'dev',
    kind: 'deploy',
    actor: 'ada',
    commit: 'c'.repeat(40),
    startedAt: at(seconds),
    ...more,
  };
}

export function changeOf(name: string, more: Partial<StackChange> = {}): StackChange {
  return { name, change: 'update', ending: 'live', milliseconds: 1200.5, ...more };
}

/** What a deployment that started then ended with, ten seconds later. */
export function endAt(seconds: number, more: Partial<DeploymentEnd> = {}): DeploymentEnd {
  return {
    outcome: 'succeeded',
    endedAt: at(seconds + 10),
    stacks: [
      changeOf('web', {
        from: { stackHash: 'a', digest: 'sha256:a', inputTag: 'in-a' },
        to: { stackHash: 'b', digest: 'sha256:b', inputTag: 'in-b' },
        reason: 'image',
      }),
    ],
    images: [{ service: 'web', inputTag: 'in-b', digest: 'sha256:b', built: true, milliseconds: 900 }],
    commits: [{ hash: 'c'.repeat(40), committedAt: at(seconds - 60) }],
    release: { id: 'r-1', stacks: { web: { stackHash: 'b' }, foundation: { stackHash: 'f' } } },
    ...more,
  };
}

export const attemptAt = (seconds: number, stackHash = `hash-${seconds}`): Attempt => ({
  deploymentId: idAt(seconds),
  stackHash,
});

export const proofAt = (seconds: number, more: Partial<Proof> = {}): Proof => ({
  deploymentId: idAt(seconds),
  stackHash: `hash-${seconds}`,
  at: at(seconds + 5),
  commit: 'c'.repeat(40),
  settings: { 'container.image': 'sha256:b' },
  ...more,
});

export const snapshotOf = (name: string, stackHash: string, configuration = '{}'): StackSnapshot => ({
  name,
  stackHash,
  configuration,
  variables: { image: 'sha256:b' },
  stack: '{"name":"web"}',
});
