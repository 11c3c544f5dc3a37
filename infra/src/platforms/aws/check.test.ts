import { thrownBy } from '@prod-e/testing/fixtures';
import { awsEnvironment } from '../../../test/ecs-service.ts';
import { service } from '../../../test/services.ts';
import type { Service } from '../../services.ts';
import { assertPlaceable } from './check.ts';

const domain = { name: 'dev.example.org', zone: 'example.org' };
const arn = 'arn:aws:ssm:eu-central-1:111122223333:parameter/key';
const place = (environment: object, services: Service[]) => () => {
  assertPlaceable(awsEnvironment(environment), services);
};

describe('what can be placed on AWS', () => {
  it.each<[string, object, Service[]]>([
    ['one public service without a domain', {}, [service('web', { access: 'public' }), service('orders')]],
    [
      'several with one',
      { domain },
      [service('web', { access: 'public' }), service('shop', { access: 'public' })],
    ],
    ['a service with a caller', {}, [service('web', { callers: ['orders'] }), service('orders')]],
    [
      'a service whose secret is elsewhere',
      { secrets: { web: { KEY: arn } } },
      [service('web', { secrets: ['KEY'] })],
    ],
    ['one task with data', {}, [service('store', { dataPath: '/data' })]],
  ])('is %s', (_what, environment, services) => {
    expect(place(environment, services)).not.toThrow();
  });

  it.each<[string, object, Service[], object]>([
    [
      'two public services without a domain',
      {},
      [service('web', { access: 'public' }), service('shop', { access: 'public' })],
      {
        message: 'web and shop are public, and environment dev has no domain to tell them apart by',
        where: 'infra/src/environments/dev.ts',
      },
    ],
    [
      'a caller that is no service',
      {},
      [service('web', { callers: ['order'] }), service('orders')],
      {
        message: 'web may be called by order, which is no service',
        where: 'apps/web/service.json',
        next: 'callers: name some of web, orders',
      },
    ],
    [
      'a place for a secret that nobody asks for',
      { secrets: { web: { OLD: arn } } },
      [service('web', { secrets: ['NEW'] })],
      { message: 'web asks for no secret OLD', where: 'infra/src/environments/dev.ts' },
    ],
    [
      'two tasks with one folder for data',
      {},
      [service('store', { dataPath: '/data', scaling: { min: 1, max: 2 } })],
      {
        message: 'store keeps data in one folder, and may have 2 tasks',
        where: 'apps/store/service.json',
      },
    ],
    [
      'two tasks with one folder for data, by the environment',
      { services: { store: { scaling: { min: 1, max: 3 } } } },
      [service('store', { dataPath: '/data' })],
      {
        message: 'store keeps data in one folder, and may have 3 tasks',
        where: 'infra/src/environments/dev.ts',
      },
    ],
  ])('is not %s', (_what, environment, services, error) => {
    expect(thrownBy(place(environment, services))).toMatchObject({
      ...{ exit: 2, next: expect.any(String) as string },
      ...error,
    });
  });
});
