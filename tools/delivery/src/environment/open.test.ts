import { describeWithEngine } from '@prod-e/testing/engine';
import { createLab, type Lab } from '../../test/lab.ts';

describeWithEngine('an environment in which placeholders stand', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = createLab({ platform: 'aws', account: '000000000000', region: 'eu-central-1' });
    await lab.want({});
  });
  afterAll(() => {
    lab.remove();
  });

  it.each(['plan', 'deploy', 'rollback', 'drift', 'destroy'] as const)(
    'is refused by %s, which says what to fill in',
    async (verb) => {
      expect((await lab[verb]()).result).toMatchObject({
        message: `environment ${lab.environment} is not set up: placeholders stand for account`,
        where: `infra/src/environments/${lab.environment}.ts`,
        next: 'fill in account: the twelve digits of its AWS account',
        exit: 2,
      });
    },
  );
});
