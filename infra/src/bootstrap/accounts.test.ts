import { parseEnvironment } from '@prod-e/environment';
import { thrownBy } from '@prod-e/testing/fixtures';
import {
  awsEnvironment,
  dev,
  ecrOf,
  images,
  live,
  prod,
  settings,
  staging,
  work,
} from '../../test/bootstrap.ts';
import { accountsOf } from './accounts.ts';

const local = parseEnvironment({ platform: 'local', name: 'local' }, 'local.ts');

describe('the accounts', () => {
  it('are those of environments on AWS, with what is in them, and the registry’s', () => {
    expect(accountsOf([local, prod, staging, dev], settings)).toEqual([
      { id: work, regions: ['eu-central-1'], environments: [staging, dev] },
      { id: live, regions: ['eu-central-1'], environments: [prod] },
      { id: images, regions: ['eu-central-1'], environments: [], registryRegion: 'eu-central-1' },
    ]);
  });

  it('can be one, in several regions', () => {
    const registry = { ...settings.registry, account: work };
    const here = awsEnvironment('dev', work, { registry: ecrOf(work) });
    const there = awsEnvironment('there', work, { region: 'us-east-1', registry: ecrOf(work) });
    expect(accountsOf([here, there], { registry })).toEqual([
      {
        ...{ id: work, regions: ['eu-central-1', 'us-east-1'] },
        ...{ environments: [here, there], registryRegion: 'eu-central-1' },
      },
    ]);
  });

  it('know the address of an emulator', () => {
    const endpoint = 'http://127.0.0.1:4566';
    expect(accountsOf([awsEnvironment('dev', work, { endpoint })], settings)[0]).toMatchObject({ endpoint });
  });
});

describe('environments of one account', () => {
  it.each([
    [
      'the name of another before its own',
      'dev-2',
      'in account 111111111111 the deployer of dev could change',
    ],
    [
      'a name by which bootstrap goes',
      'state',
      'the deployer of state could change what is called after state',
    ],
  ])('are refused with %s', (_what, name, message) => {
    const run = () => accountsOf([dev, awsEnvironment(name, work)], settings);
    expect(thrownBy(run)).toMatchObject({
      message: expect.stringContaining(message),
      where: `infra/src/environments/${name}.ts`,
      exit: 2,
    });
  });

  it('may be called alike in different accounts', () => {
    expect(accountsOf([dev, awsEnvironment('dev-2', live)], settings)).toHaveLength(3);
  });

  it('are refused where something of theirs is called otherwise than the pipeline may touch', () => {
    const run = () => accountsOf([awsEnvironment('dev', work, { cluster: 'mine' })], settings);
    expect(thrownBy(run)).toMatchObject({
      message: 'the pipeline may not touch mine, which is not called prod-e-…',
      where: 'infra/src/environments/dev.ts: cluster',
      exit: 2,
    });
  });

  it('are refused where their images are in another registry of ECR', () => {
    const run = () => accountsOf([awsEnvironment('dev', work, { registry: ecrOf(work) })], settings);
    expect(thrownBy(run)).toMatchObject({
      message: 'the images of dev are not in the registry of all environments',
      where: 'infra/src/environments/dev.ts: registry',
      next: 'write registry: sharedRegistry, which settings.ts has',
      exit: 2,
    });
  });

  it('may have their images in no ECR at all', () => {
    const registry = { kind: 'oci', host: 'registry.example.org' };
    expect(accountsOf([awsEnvironment('dev', work, { registry })], settings)).toHaveLength(2);
  });
});
