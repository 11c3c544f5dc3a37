import { join } from 'node:path';
import { ecs } from '@prod-e/delivery/aws-lab';
import { describeWithEngine, removeLabelled } from '@prod-e/testing/engine';
import {
  describeWithMiniStack,
  startMiniStack,
  turnMilliseconds,
  type MiniStack,
} from '@prod-e/testing/ministack';
import { docker, run } from '../../src/index.ts';
import { callJson } from '../../src/synthesized/calls.ts';
import { healthOf, inspect } from '../../src/synthesized/container.ts';
import { startAsFargate } from '../../src/synthesized/fargate.ts';
import {
  containerize,
  createRepositories,
  forgetImages,
  type ImageRecord,
} from '../../src/synthesized/images.ts';
import { only } from '../../src/synthesized/stack-json.ts';
import { synthesizeCloud, type SynthesizedCloud } from '../../src/synthesized/synthesis.ts';
import { startService, type RunningTask } from '../../src/synthesized/task.ts';

const environment = 'synthesized-tasks';
const services = ['backend', 'prometheus'] as const;
type Name = (typeof services)[number];
const ports = { backend: 3000, prometheus: 9090 };
const ours = `prod-e.synthesized=${process.pid}`;
/** Name of the cluster, and of the network in which the engine stands for Cloud Map. */
const prefix = `prod-e-${environment}`;

/** Where the provider of AWS cannot be had, its part is done by hand: each resource is made from its synthesized JSON. */
describeWithMiniStack('the tasks that are synthesized for AWS', () => {
  describeWithEngine('as real containers of the real images', () => {
    let aws: MiniStack;
    let cloud: SynthesizedCloud;
    let images: Record<Name, ImageRecord>;
    let tasks: Record<Name, RunningTask>;
    beforeAll(async () => {
      aws = await startMiniStack({ containers: true });
    }, turnMilliseconds);
    // Images are built, and pushed.
    beforeAll(async () => {
      Object.assign(process.env, aws.env);
      cloud = await synthesizeCloud(aws, environment);
      await createRepositories(aws.endpoint, cloud.account());
      images = await containerize(cloud.root, environment, services);
      const { name: clusterName } = only(cloud.stack('foundation'), 'aws_ecs_cluster');
      await ecs(aws.endpoint, 'CreateCluster', { clusterName });
      const start = (service: Name) =>
        startService(aws.endpoint, prefix, cloud.stack(service), {
          ...{ account: aws.account, image: images[service].reference, inputTag: images[service].tag },
        });
      tasks = { backend: await start('backend'), prometheus: await start('prometheus') };
    }, 600_000);
    afterAll(async () => {
      // Or it starts another task in the place of each that it takes away as it stops.
      await Promise.allSettled(
        services.map((service) =>
          ecs(aws.endpoint, 'DeleteService', {
            ...{ cluster: prefix, service: `${prefix}-${service}`, force: true },
          }),
        ),
      );
      await aws.stop();
      removeLabelled(ours);
      forgetImages(aws.host);
      cloud.remove();
    });

    /** What a service is called in the private zone. */
    const nameOf = (service: Name) => {
      const zone = only(cloud.stack('foundation'), 'aws_service_discovery_private_dns_namespace');
      return [only(cloud.stack(service), 'aws_service_discovery_service'), zone]
        .map(({ name }) => String(name))
        .join('.');
    };
    /** Runs a service's smoke test, as a deployment does. */
    const smoke = async (service: Name, ip: string) => {
      const { code, output } = await run(process.execPath, ['smoke.ts'], {
        cwd: join(cloud.root, 'apps', service),
        env: {
          ...process.env,
          ...{ SMOKE_URL: `http://${ip}:${ports[service]}`, SMOKE_INPUT_TAG: images[service].tag },
          ...{ SMOKE_SINCE: new Date().toISOString(), SMOKE_TIMEOUT_SECONDS: '120' },
        },
      });
      return [code, output];
    };
    const passed = [0, expect.not.stringMatching(/^(not ok|failed)/m)];

    describe.each(services)('%s', (service) => {
      test('is registered as it was synthesized', () => {
        const { asked, registered } = tasks[service];
        expect(registered).toMatchObject(asked);
        expect(JSON.stringify(asked)).not.toContain('${');
      });

      test('is started from the image that was pushed, by its digest', () => {
        const { reference, digest } = images[service];
        expect(reference).toBe(`${aws.host}/prod-e/${service}@${digest}`);
        const { Image, Config } = inspect(tasks[service].container);
        expect(Config.Image).toBe(reference);
        expect(Image).toBe(docker('image', 'inspect', reference, '--format', '{{.Id}}'));
      });

      test('has the variables, and by its image the user, of its definition', () => {
        const [{ environment: variables, user }] = tasks[service].asked.containerDefinitions;
        const { Config } = inspect(tasks[service].container);
        expect(Config.Env).toEqual(
          expect.arrayContaining(variables.map(({ name, value }) => `${name}=${value}`)),
        );
        expect(Config.User).toBe(user);
      });

      test('passes the health check of its definition, run in its container', async () => {
        expect(await healthOf(tasks[service].container, tasks[service].asked)).toBe(0);
      });

      test('logs to the group of its stack', async () => {
        const [{ logConfiguration }] = tasks[service].asked.containerDefinitions;
        const { events } = await callJson<{ events: { message: string }[] }>(
          ...[aws.endpoint, 'logs', 'Logs_20140328.FilterLogEvents'],
          { logGroupName: logConfiguration.options['awslogs-group'], logStreamNamePrefix: `ecs/${service}/` },
        );
        expect(events.length).toBeGreaterThan(0);
      });

      // MiniStack takes from a definition the image, command, variables, secrets, logs, ports and platform. It leaves out
      // the user (that of the image stands), the read-only root, the capabilities to drop, the init process, the health
      // check, the time to stop, the size and volumes of EFS. All that is told to the engine by hand further below; this
      // test fails once an emulator does more.
      test('is left without what the emulator does not do', () => {
        const { HostConfig, Config } = inspect(tasks[service].container);
        expect(HostConfig).toMatchObject({ ReadonlyRootfs: false, CapDrop: null, Memory: 0 });
        expect([HostConfig.Init ?? false, Config.StopTimeout]).toEqual([false, undefined]);
      });
    });

    describe('behind names that the engine resolves in the place of Cloud Map', () => {
      beforeAll(() => {
        docker('network', 'create', '--label', ours, prefix);
        for (const service of services) {
          docker('network', 'connect', '--alias', nameOf(service), prefix, tasks[service].container);
        }
      });

      test('backend is ready, and of the wanted input tag', async () => {
        expect(await smoke('backend', tasks.backend.ip)).toEqual(passed);
      });

      test('Prometheus finds and scrapes it', async () => {
        expect(await smoke('prometheus', tasks.prometheus.ip)).toEqual(passed);
      });
    });

    /** Started by hand, with what Fargate does and the emulator does not. */
    describe('as Fargate runs them', () => {
      const containers = new Map<Name, string>();
      const guarded = `${prefix}-guarded`;
      beforeAll(() => {
        docker('network', 'create', '--label', ours, guarded);
        for (const service of services) {
          const place = {
            name: `${guarded}-${service}`,
            network: guarded,
            alias: nameOf(service),
            label: ours,
          };
          containers.set(service, startAsFargate(cloud.stack(service), tasks[service].asked, place));
        }
      });
      const of = (service: Name) => containers.get(service) ?? '';
      const ipOf = (service: Name) => inspect(of(service)).NetworkSettings.Networks[guarded]?.IPAddress ?? '';

      test.each(services)('%s is healthy', async (service) => {
        expect(await healthOf(of(service), tasks[service].asked)).toBe(0);
      });

      test('backend is ready, and of the wanted input tag', async () => {
        expect(await smoke('backend', ipOf('backend'))).toEqual(passed);
      });

      test('Prometheus finds and scrapes it', async () => {
        expect(await smoke('prometheus', ipOf('prometheus'))).toEqual(passed);
      });

      test.each(services)('%s ends by itself in the time that it is given', (service) => {
        docker('container', 'stop', of(service));
        expect(inspect(of(service)).State).toMatchObject({ Running: false, ExitCode: 0, OOMKilled: false });
      });
    });
  });
});
