import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeWithTerraform } from '@prod-e/testing/engine';
import {
  ecsDeployment,
  ecsEvent,
  scriptedEnvironment,
  type ScriptedEnvironment,
  type Says,
} from '../../../test/scripted-ecs.ts';

const broke = 'ECS deployment circuit breaker: tasks failed to start.';
const failed = ecsDeployment(2, { rolloutState: 'FAILED', rolloutStateReason: broke, runningCount: 0 });
const older = ecsDeployment(1, { status: 'ACTIVE' });

describeWithTerraform('a rollout on ECS', () => {
  let service: Server;
  let environment: ScriptedEnvironment;
  let asked: number;
  beforeEach(async () => {
    asked = 0;
    service = createServer((_request, response) => {
      asked += 1;
      response.end('ready');
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const { port } = service.address() as AddressInfo;
    environment = await scriptedEnvironment(`http://127.0.0.1:${port}`);
    environment.says('a', { deployments: [ecsDeployment(1)] });
    const { result, text } = await environment.deploy('a');
    if (result !== true) throw new Error(text);
    // Put back, it is another revision of its task definition.
    environment.says('a', { deployments: [ecsDeployment(3)] });
  });
  afterEach(async () => {
    await environment.stop();
    service.close();
    service.closeAllConnections();
  });

  it.each<[string, Says, RegExp]>([
    ['failed', { deployments: [failed, older] }, new RegExp(`the rollout of \\S+ failed: ${broke}`)],
    [
      'was rolled back by the circuit breaker, and is called completed',
      {
        deployments: [
          ecsDeployment(5, {
            rolloutStateReason: 'ECS deployment ecs-svc/5 completed.',
            taskDefinition: older['taskDefinition'],
          }),
          { ...failed, status: 'ACTIVE' },
        ],
        events: [ecsEvent('(service web) rolling back to deployment ecs-svc/1.')],
      },
      /the rollout of \S+ was rolled back to sha256:a+ \(web:1\): /,
    ],
    [
      'was rolled back, is called completed, and left nothing to see of what failed',
      { deployments: [ecsDeployment(5, { taskDefinition: older['taskDefinition'] })] },
      /the rollout of \S+ completed with sha256:a+ \(web:1\), wanted is sha256:b+/,
    ],
  ])('that %s has failed, and what was good is put back', async (_what, says, why) => {
    environment.says('b', says);
    const { result, text } = await environment.deploy('b');
    expect([text, result]).toEqual([expect.stringMatching(/^web +update .*in-a → in-b .*put back$/m), false]);
    expect(text).toMatch(why);
    expect(environment.applied()).toBe('a');
  });

  it('that fails tells why its tasks stopped, and what they logged last', async () => {
    environment.says('b', { deployments: [failed, older] });
    const { text } = await environment.deploy('b');
    expect(text).toMatch(
      /task t1 stopped: Essential container in task exited \(EssentialContainerExited\)$/m,
    );
    expect(text).toMatch(/container app exited with 1$/m);
    expect(text).toMatch(/cannot find my keys$/m);
    expect(text).toContain('the last task stopped: Essential container in task exited; app exited with 1');
  });

  it('that fails is not asked whether it is ready', async () => {
    const before = asked;
    environment.says('b', { deployments: [failed, older] });
    environment.says('a', { deployments: [failed] });
    const { result, text } = await environment.deploy('b');
    expect([text, result]).toEqual([
      expect.stringContaining('the last good release could not be put back'),
      false,
    ]);
    expect(asked).toBe(before);
  });

  it('that is completed, with a service that is ready, is proven, and drifts when ECS rolls it back later', async () => {
    environment.says('b', { deployments: [ecsDeployment(2)] });
    expect((await environment.deploy('b')).result).toBe(true);
    expect((await environment.drift()).result).toBe(true);
    environment.says('b', {
      deployments: [
        ecsDeployment(5, { taskDefinition: older['taskDefinition'] }),
        { ...failed, status: 'ACTIVE' },
      ],
    });
    const { result, text } = await environment.drift();
    expect(result).toMatchObject({ exit: 3 });
    expect(text).toContain(`web    ${broke}`);
    expect(text).toContain('web    runs another image');
  });
});
