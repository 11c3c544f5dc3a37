import { registrySchema } from '@prod-e/environment';
import { describeWithDockerRegistry } from '@prod-e/testing/docker-registry';
import { password, startGuardedRegistry, username, type GuardedRegistry } from '../test/guarded-registry.ts';
import { registryOf } from './registry-of.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const of = (configuration: object, variables: Record<string, string> = {}) =>
  registryOf(registrySchema.parse(configuration), {}, variables);

describe('registryOf', () => {
  it.each([
    ['the engine', { kind: 'engine' }, "the engine's image store", digest],
    [
      'a plain registry',
      { kind: 'oci', host: 'registry.example:5000' },
      'registry.example:5000',
      `registry.example:5000/web@${digest}`,
    ],
    [
      'a plain registry with a namespace',
      { kind: 'oci', host: 'registry.example', namespace: 'team' },
      'registry.example',
      `registry.example/team/web@${digest}`,
    ],
    [
      'ECR',
      { kind: 'ecr', account: '123456789012', region: 'eu-central-1', namespace: 'shop' },
      '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
      `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web@${digest}`,
    ],
    [
      'ECR in China',
      { kind: 'ecr', account: '123456789012', region: 'cn-north-1' },
      '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
      `123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web@${digest}`,
    ],
    [
      'an emulator of ECR',
      { kind: 'ecr', account: '123456789012', region: 'us-east-1', endpoint: 'http://127.0.0.1:4566' },
      '127.0.0.1:4566',
      `127.0.0.1:4566/web@${digest}`,
    ],
  ])('makes %s', async (_what, configuration, name, reference) => {
    const registry = await of(configuration);
    expect(registry.name).toBe(name);
    expect(registry.pullReference('web', digest)).toBe(reference);
  });

  describeWithDockerRegistry('of a registry with a password', () => {
    let guarded: GuardedRegistry;
    beforeAll(async () => {
      guarded = await startGuardedRegistry();
    });
    afterAll(() => guarded.stop());
    const find = async (more: object, variables: Record<string, string>) => {
      const registry = await of({ kind: 'oci', host: guarded.host, insecure: true, ...more }, variables);
      return registry.find([{ repository: 'web', tag: 'in-1' }]);
    };
    const both = { usernameVariable: 'REGISTRY_USER', passwordVariable: 'REGISTRY_PASSWORD' };

    it('takes both from the variables that are named', async () => {
      const variables = { REGISTRY_USER: username, REGISTRY_PASSWORD: password };
      expect(await find(both, variables)).toEqual(new Map());
    });

    it('asks for a variable that is not set', async () => {
      await expect(find(both, { REGISTRY_USER: username })).rejects.toMatchObject({
        name: 'UserError',
        message: `the environment variable REGISTRY_PASSWORD is not set, which the registry ${guarded.host} needs`,
        where: 'REGISTRY_PASSWORD',
        exit: 2,
      });
    });

    it('asks for the other when only one is named', async () => {
      const { usernameVariable } = both;
      await expect(find({ usernameVariable }, { REGISTRY_USER: username })).rejects.toMatchObject({
        name: 'UserError',
        where: 'registry.passwordVariable',
        exit: 2,
      });
    });
  });
});
