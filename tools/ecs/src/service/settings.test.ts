import { account } from '../../test/answers.ts';
import { definitionSettings, serviceSettings } from './settings.ts';

test('a task definition is flat, with what is beside its main container below its name', () => {
  const settings = definitionSettings({
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    taskRoleArn: `${account}:role/task`,
    executionRoleArn: `${account}:role/execution`,
    containerDefinitions: [
      { name: 'proxy', image: 'envoy', essential: false, environment: [{ name: 'LEVEL', value: 'info' }] },
      {
        name: 'app',
        image: 'backend',
        user: '1000',
        readonlyRootFilesystem: true,
        entryPoint: ['/app'],
        command: ['serve', '--port', '3000'],
        portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' }, { containerPort: 9000 }],
        environment: [
          { name: 'LOG_LEVEL', value: 'info' },
          { name: 'EMPTY', value: '' },
        ],
        secrets: [{ name: 'TOKEN', valueFrom: `${account}:parameter/token` }],
      },
    ],
  });
  expect(settings).toEqual({
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    taskRole: `${account}:role/task`,
    executionRole: `${account}:role/execution`,
    image: 'backend',
    user: '1000',
    readonlyRootFilesystem: 'true',
    entryPoint: '["/app"]',
    command: '["serve","--port","3000"]',
    portMappings: '3000/tcp, 9000/tcp',
    'environment.LOG_LEVEL': 'info',
    'environment.EMPTY': '',
    'secrets.TOKEN': `${account}:parameter/token`,
    'containers.proxy.image': 'envoy',
    'containers.proxy.environment.LEVEL': 'info',
  });
});

test('size is that of the container where the task has none', () => {
  expect(definitionSettings({ containerDefinitions: [{ name: 'app', cpu: 128, memory: 256 }] })).toEqual({
    cpu: '128',
    memory: '256',
  });
});

test('a task definition without containers has no settings', () => {
  expect(definitionSettings({})).toEqual({});
});

test('a service says what starts it: a launch type, or capacity providers', () => {
  expect(serviceSettings({ desiredCount: 0, launchType: 'FARGATE' })).toEqual({
    desiredCount: '0',
    launchType: 'FARGATE',
  });
  expect(
    serviceSettings({
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }, { capacityProvider: 'FARGATE_SPOT' }],
    }),
  ).toEqual({ launchType: 'FARGATE, FARGATE_SPOT' });
});
