import { ecs } from '@prod-e/delivery/aws-lab';
import { describeWithEngine } from '@prod-e/testing/engine';
import { describeWithMiniStack, startMiniStack, type MiniStack } from '@prod-e/testing/ministack';
import { run, type Result, type Workspace } from '../../src/index.ts';
import { startAddressProxy } from '../../src/provider/address-proxy.ts';
import { cluster, createCloudWorkspace, environment } from '../../src/provider/cloud-workspace.ts';
import { installableProvider } from '../../src/provider/provider-version.ts';

const version = installableProvider();
const skipped = 'skipped: provider hashicorp/aws is not installable here';
if (!version) process.stdout.write(`${skipped}\n`);
const describeWithProvider = version
  ? describe
  : (name: string, tests: () => void) => {
      describe.skip(`${name} (${skipped})`, tests);
    };

/** A stack of a hundred resources takes its time, the more so on a busy machine. */
jest.setTimeout(1_200_000);

describeWithProvider('with the provider of AWS', () => {
  describeWithMiniStack('and an AWS of this machine', () => {
    describeWithEngine('that starts real containers', () => {
      let aws: MiniStack;
      let proxy: Awaited<ReturnType<typeof startAddressProxy>>;
      let workspace: Workspace;
      /** Task definition of the first release. */
      let before: string | undefined;
      beforeAll(async () => {
        aws = await startMiniStack({ containers: true });
        proxy = await startAddressProxy(aws.host);
        Object.assign(process.env, aws.env, { HTTP_PROXY: proxy.url, CHECKPOINT_DISABLE: '1' });
        workspace = createCloudWorkspace(aws, version ?? '');
      });
      afterAll(async () => {
        await workspace.dispose().catch(() => undefined);
        await aws.stop();
        proxy.stop();
      });

      const expectDone = ({ code, output }: Result) => {
        if (code !== 0) throw new Error(output);
        return output;
      };
      const bootstrap = (...args: string[]) =>
        run('terraform', [`-chdir=infra/dist/bootstrap/${aws.account}`, ...args, '-input=false'], {
          ...{ cwd: workspace.root, env: process.env },
        });
      /** A command of npm on the environment. */
      const npm = (command: string) => workspace.npm('run', command, '--', `--environment=${environment}`);
      const call = <T = unknown>(action: string, input: object) =>
        ecs<T>(aws.endpoint, action, { cluster, ...input });
      const service = `prod-e-${environment}-backend`;
      const running = async () => {
        const { services } = await call<{ services: { taskDefinition: string }[] }>('DescribeServices', {
          services: [service],
        });
        return services[0]?.taskDefinition;
      };
      /** The stacks that Terraform changed since this was last asked. */
      const applied = () => workspace.calls().filter((each) => each.startsWith('terraform apply')).length;

      test('an account is prepared once: states, images, roles', async () => {
        expectDone(await workspace.nx('run', 'infra:bootstrap', '--state=local'));
        expectDone(await bootstrap('init'));
        expect(expectDone(await bootstrap('apply', '-auto-approve'))).toContain('Apply complete!');
      });

      test('an environment is made from nothing, and proven', async () => {
        const output = expectDone(await npm('deploy'));
        for (const stack of ['foundation', 'backend', 'prometheus']) {
          expect(output).toMatch(new RegExp(`^${stack} +create .* live$`, 'm'));
        }
        expect(applied()).toBe(3);
        workspace.commit('as deployed');
      });

      test('nothing is left to do: not for us, and not for Terraform, but for what the emulator makes up', async () => {
        const output = expectDone(await npm('deploy'));
        expect(output.match(/ unchanged$/gm)).toHaveLength(3);
        expect(applied()).toBe(0);
        expectDone(await npm('drift'));
      });

      test('a change of one service changes its stack, and no other', async () => {
        before = await running();
        workspace.edit('apps/backend/src/about.ts', (text) =>
          text.replace(/description: '.*'/, "description: 'changed'"),
        );
        const output = expectDone(await npm('deploy'));
        expect(output).toMatch(/^backend +update \(image\) .* live$/m);
        expect(output.match(/ unchanged$/gm)).toHaveLength(2);
        expect(applied()).toBe(1);
        expect(await running()).not.toBe(before);
      });

      test('what is changed by hand is found, and put right', async () => {
        await call('UpdateService', { service, taskDefinition: before });
        const { code, output } = await npm('drift');
        expect([code, output]).toEqual([3, expect.stringContaining('has drifted: backend')]);
        expect(expectDone(await npm('deploy'))).toMatch(/^backend +drifted .* live$/m);
        expectDone(await npm('drift'));
      });

      test('an earlier release is made live again, and nothing is built for it', async () => {
        workspace.calls();
        expectDone(await npm('rollback'));
        expect(workspace.calls().filter((each) => each.startsWith('docker build'))).toEqual([]);
      });

      test('what is destroyed is gone', async () => {
        expectDone(await npm('destroy'));
        const { clusterArns } = await call<{ clusterArns: string[] }>('ListClusters', {});
        expect(clusterArns.filter((arn) => arn.endsWith(cluster))).toEqual([]);
      });
    });
  });
});
