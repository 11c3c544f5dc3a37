import { environmentPrefix, imageRepository, parseEnvironment, serviceResource } from './index.ts';

describe('parseEnvironment', () => {
  it('binds to loopback unless told otherwise', () => {
    expect(parseEnvironment({ platform: 'local', name: 'local' }, 'local.ts')).toEqual({
      platform: 'local',
      name: 'local',
      address: '127.0.0.1',
      ports: {},
      variables: {},
      proof: { deadlineSeconds: 60 },
    });
  });

  it('lists every problem with its path, at once', () => {
    const parse = () =>
      parseEnvironment({ platform: 'local', name: 'L', ports: { backend: 0 }, x: 1 }, 'l.ts');
    expect(parse).toThrow(/name: must be lower case.*ports\.backend: .*x/s);
  });

  it('refuses a platform that is not there', () => {
    expect(() => parseEnvironment({ platform: 'moon', name: 'm' }, 'm.ts')).toThrow(/platform: /);
  });
});

describe('names', () => {
  it('tell environment and service', () => {
    expect(environmentPrefix('local')).toBe('prod-e-local');
    expect(serviceResource('local', 'backend')).toBe('prod-e-local-backend');
    expect(imageRepository('backend')).toBe('prod-e/backend');
  });
});
