import { parseChallenge } from './challenge.ts';

describe('parseChallenge', () => {
  it.each([
    ['Basic realm="here"', { scheme: 'basic', parameters: { realm: 'here' } }],
    [
      'Bearer realm="https://auth.example/token",service="registry",scope="repository:a/b:pull,push"',
      {
        scheme: 'bearer',
        parameters: {
          realm: 'https://auth.example/token',
          service: 'registry',
          scope: 'repository:a/b:pull,push',
        },
      },
    ],
    ['bearer realm=plain, Service="x"', { scheme: 'bearer', parameters: { realm: 'plain', service: 'x' } }],
    ['Negotiate, Bearer realm="one", Basic realm="two"', { scheme: 'bearer', parameters: { realm: 'one' } }],
    ['Basic', { scheme: 'basic', parameters: {} }],
  ])('reads %s', (header, expected) => {
    expect(parseChallenge(header)).toEqual(expected);
  });

  it.each([null, '', 'Negotiate'])('knows no way in by %p', (header) => {
    expect(parseChallenge(header)).toBeUndefined();
  });
});
