import { thrownBy } from '@prod-e/testing/fixtures';
import { assertKnownEnvironment } from './requested-environment.ts';

const check = (line: string) => {
  assertKnownEnvironment(line.split(' '), ['synth', 'deploy', 'destroy'], ['dev', 'local']);
};

describe('an environment that is not there', () => {
  it.each([
    'run infra:deploy --configuration=prdo',
    'run infra:deploy --configuration prdo',
    'run infra:deploy -c prdo',
    'run infra:deploy -c=prdo',
    'run infra:deploy:prdo',
    'infra:deploy:prdo',
    'run-many -t lint deploy -c prdo',
    'affected --targets=lint,deploy --configuration=prdo',
    'deploy infra -c prdo',
  ])('is refused: nx %s', (line) => {
    expect(
      thrownBy(() => {
        check(line);
      }),
    ).toMatchObject({
      message: 'unknown environment "prdo"',
      where: 'infra/src/environments',
      next: 'choose one of: dev, local; or add prdo.ts there',
      exit: 2,
    });
  });

  it.each([
    'run infra:deploy',
    'run infra:deploy --configuration=dev',
    'run infra:deploy:local',
    'run-many -t deploy -c dev',
    'run backend:build --configuration=production',
    'run-many -t build test -c production',
    'show projects',
  ])('is none of: nx %s', (line) => {
    expect(() => {
      check(line);
    }).not.toThrow();
  });
});
