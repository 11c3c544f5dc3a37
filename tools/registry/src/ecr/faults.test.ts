import { describeWithEngine } from '@prod-e/testing/engine';
import { describeWithMiniStack } from '@prod-e/testing/ministack';
import { existsSync } from 'node:fs';
import { noteDockerCalls } from '../../test/docker-on-path.ts';
import { startEcrLab, type EcrLab } from '../../test/ecr-lab.ts';
import { rejection, shown } from '../../test/lab.ts';

const secret = 'ministack-auth-token';

describeWithEngine('with an engine', () => {
  describeWithMiniStack('ECR', () => {
    let lab: EcrLab;
    beforeAll(async () => {
      lab = await startEcrLab('ecr-faults');
    });
    beforeEach(() => {
      lab.proxy.heal();
    });
    afterAll(() => lab.end());

    it('asks for one token, which is in no argument, no line, and no file that stays', async () => {
      const noted = noteDockerCalls();
      const lines: string[] = [];
      try {
        const registry = lab.registry({ log: (line) => lines.push(line) });
        await registry.push(lab.images.build('in-6'), 'web', 'in-6');
        await registry.push(lab.images.build('in-7'), 'web', 'in-7');
        expect(lab.count('GetAuthorizationToken')).toBe(1);
        const pushes = noted.calls().filter(({ args }) => args.startsWith('push'));
        expect(pushes).toMatchObject([{ mode: '700' }, { mode: '700' }]);
        expect(pushes.filter(({ folder }) => existsSync(folder))).toEqual([]);
        expect(noted.calls().filter(({ args }) => args.includes(secret))).toEqual([]);
        expect(lines.join('\n')).not.toContain(secret);
      } finally {
        noted.restore();
      }
    });

    it('shows no token when a push fails', async () => {
      const body = { errors: [{ code: 'DENIED', message: `no: ${secret}` }] };
      const headers = { 'content-type': 'application/json' };
      lab.proxy.fail({ method: 'PUT', path: /manifests/, status: 400, headers, body });
      const error = await rejection(lab.registry().push(lab.images.build('in-8'), 'web', 'in-8'));
      expect(error).toMatchObject({ name: 'UserError' });
      expect(shown(error)).not.toContain(secret);
    });

    describe('that fails', () => {
      const wanted = [{ repository: 'web', tag: 'in-none' }];
      const impatient = { patience: { requestMilliseconds: 300, operationMilliseconds: 1000 } };
      const throttled = { __type: 'ThrottlingException', message: 'Rate exceeded' };

      it.each([
        ['too many requests', { status: 400, body: throttled }],
        ['503', { status: 503, headers: { 'retry-after': '0' }, body: {} }],
        ['a connection that is closed', { refuse: true as const }],
      ])('by %s now and then is asked again', async (_what, fault) => {
        lab.proxy.fail({ ...fault, times: 2 });
        expect(await lab.registry().find(wanted)).toEqual(new Map());
        expect(lab.count('BatchGetImage')).toBe(3);
      });

      it('by being slow is named within a bounded time', async () => {
        lab.proxy.fail({ delayMilliseconds: 3_600_000 });
        await expect(lab.registry(impatient).find(wanted)).rejects.toMatchObject({
          name: 'UserError',
          message: `the registry ${lab.proxy.host} is not available: it was too slow to answer`,
          where: lab.proxy.host,
        });
      });

      it('by not knowing who we are says how to log in', async () => {
        const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
        delete process.env['AWS_ACCESS_KEY_ID'];
        delete process.env['AWS_SECRET_ACCESS_KEY'];
        process.env['AWS_SHARED_CREDENTIALS_FILE'] = process.env['AWS_CONFIG_FILE'] = '/nonexistent';
        try {
          await expect(lab.registry().find(wanted)).rejects.toMatchObject({
            name: 'UserError',
            message: expect.stringContaining('AWS does not let us at the registry of account 000000000000'),
          });
        } finally {
          Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
        }
      });

      it('is no more asked when the command is stopped', async () => {
        lab.proxy.fail({ delayMilliseconds: 3_600_000 });
        const signal = AbortSignal.timeout(200);
        await expect(lab.registry({ signal }).find(wanted)).rejects.toMatchObject({ name: 'TimeoutError' });
      });
    });
  });
});
