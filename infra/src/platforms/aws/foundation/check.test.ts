import { thrownBy } from '@prod-e/testing/fixtures';
import { awsEnvironment } from '../../../../test/foundation.ts';
import { assertImagesReachable } from './check.ts';

const registryIn = (region: string) => ({ kind: 'ecr', account: '444455556666', region }) as const;

describe('images of an environment in eu-central-1', () => {
  it('may be in the same region of another account', () => {
    const environment = awsEnvironment({ registry: registryIn('eu-central-1') });
    expect(() => {
      assertImagesReachable(environment);
    }).not.toThrow();
  });

  it('are refused in another region, to which no endpoint leads', () => {
    const environment = awsEnvironment({ registry: registryIn('us-east-1') });
    expect(
      thrownBy(() => {
        assertImagesReachable(environment);
      }),
    ).toMatchObject({
      message:
        'environment lab has no way to its images: they are in us-east-1, and its endpoints in eu-central-1',
      where: 'infra/src/environments/lab.ts',
      next: expect.stringContaining("egress: 'nat'"),
      exit: 2,
    });
  });

  it('may be in another region where there is NAT', () => {
    const environment = awsEnvironment({ registry: registryIn('us-east-1'), network: { egress: 'nat' } });
    expect(() => {
      assertImagesReachable(environment);
    }).not.toThrow();
  });
});
