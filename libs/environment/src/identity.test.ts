import { parseEnvironment } from './environment.ts';
import { identityFor, type Role } from './identity.ts';

describe('whom a job becomes', () => {
  const dev = parseEnvironment(
    {
      ...{ platform: 'aws', name: 'dev', account: '111111111111', region: 'eu-central-1' },
      registry: { kind: 'ecr', account: '222222222222', region: 'eu-west-1' },
      network: { cidr: '10.10.0.0/16', zones: 2, egress: 'nat' },
    },
    'dev.ts',
  );
  const local = parseEnvironment({ platform: 'local', name: 'local' }, 'local.ts');

  it.each<[Role, string, string]>([
    ['planner', 'arn:aws:iam::111111111111:role/ci/prod-e-planner', 'eu-central-1'],
    ['deployer', 'arn:aws:iam::111111111111:role/ci/prod-e-dev-deployer', 'eu-central-1'],
    ['pusher', 'arn:aws:iam::222222222222:role/ci/prod-e-pusher', 'eu-west-1'],
  ])('to be %s is a role in the account of what it changes', (role, arn, region) => {
    expect(identityFor(dev, role)).toEqual({ role: arn, region });
  });

  it.each<[Role]>([['planner'], ['deployer'], ['pusher']])('to be %s is nobody on this machine', (role) => {
    expect(identityFor(local, role)).toBeUndefined();
  });
});
