import { label, serviceResource, type AwsEnvironment } from '@prod-e/environment';
import { createEcs, type LiveEcs, type LiveEcsService } from '@prod-e/ecs';
import type { LivePlatform, LiveStack } from '../platform.ts';

/** ECS: what is live is read from its services and their cluster, and asked of the tasks themselves where that is told. */
export function ecsPlatform(environment: AwsEnvironment): LivePlatform {
  const { name, region, cluster, endpoint, proof, reach } = environment;
  const ecs = createEcs({
    ...{ region, cluster, pollSeconds: proof.pollSeconds },
    ...(endpoint !== undefined && { endpoint }),
  });
  return {
    // Terraform's provider looks at the live service itself.
    replaces: false,

    async read({ services, known }) {
      const resources = services.filter((service) => service !== foundation);
      const live = await ecs.read({
        services: resources.map((service) => serviceResource(name, service)),
        known,
      });
      return [...foundationOf(live), ...live.services.map(stackOf)];
    },

    async inspect(resource) {
      const service = await ecs.inspect(resource);
      // ECS replaces a task that stops: how often it did is told by the wait for the rollout.
      return service && { digest: service.digest ?? '', running: isRunning(service), restarts: 0 };
    },

    awaitRollout: (resource, { wantedDigest, deadlineSeconds, note, signal }) =>
      ecs.waitForRollout(resource, { ...{ wantedDigest, deadlineSeconds, signal }, onEvent: note }),

    askEvery: proof.pollSeconds * 1000,

    async addressesOf({ url, resource, definition }) {
      if (reach === 'url') return url === undefined ? undefined : [url];
      const tasks = await ecs.addresses(resource);
      return tasks.map(({ ip }) => `http://${ip}:${definition.port}`);
    },

    logs: (resource, lines) => ecs.logs(resource, lines),

    // Whatever is there, Terraform knows of: nothing is put there by hand.
    sweep: () => Promise.resolve([]),
  };
}

const foundation = 'foundation';

/** The cluster carries the tags of the stack that all others stand on. */
function foundationOf({ cluster }: LiveEcs): LiveStack[] {
  if (!cluster || cluster.status === 'INACTIVE') return [];
  const stackHash = cluster.tags[label.stackHash] ?? '';
  const running = cluster.status === 'ACTIVE';
  return [{ name: foundation, stackHash, running, settings: tagSettings(cluster.tags) }];
}

function stackOf(service: LiveEcsService): LiveStack {
  const { tags, digest, taskDefinition, settings, rolledBack, rollout, reason } = service;
  const inputTag = tags[label.inputTag];
  return {
    name: tags[label.stack] ?? service.name,
    stackHash: tags[label.stackHash] ?? '',
    ...(inputTag !== undefined && { inputTag }),
    ...(digest !== undefined && { digest }),
    running: isRunning(service),
    ...((rolledBack || rollout === 'failed') && { failed: reason === '' ? 'its rollout failed' : reason }),
    revision: taskDefinition,
    // A task definition never changes, so its name stands for all that it says. How many tasks there are to be is the
    // scaling's affair.
    settings: {
      'task-definition': taskDefinition,
      'launch-type': settings['launchType'] ?? '',
      ...tagSettings(tags),
    },
  };
}

/** Our own tags but the stack hash, which is compared by itself. Those of others come and go: they are no drift. */
const tagSettings = (tags: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.values(label).flatMap((key) => {
      const value = tags[key];
      return key === label.stackHash || value === undefined ? [] : [[`tag ${key}`, value]];
    }),
  );

const isRunning = ({ status, running, desired }: LiveEcsService): boolean =>
  status === 'ACTIVE' && desired > 0 && running > 0;
