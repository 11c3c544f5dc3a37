import { thrownBy } from '@prod-e/testing/fixtures';
import { wantedOf } from '../../test/stacks.ts';
import type { Decision } from '../decide/index.ts';
import { assertSecretsGiven } from './secrets.ts';

const decision = (name: string, ...secrets: string[]): Decision => {
  const wanted = wantedOf(name);
  if (wanted.stack.service) wanted.stack.service.definition.secrets = secrets;
  return { name, change: 'update', reason: 'image', wanted };
};

describe('the secrets of what is to be started', () => {
  it('are there when the environment has them, be they empty', () => {
    assertSecretsGiven([decision('web', 'TOKEN', 'KEY'), decision('foundation')], { TOKEN: 'x', KEY: '' });
  });

  it('are none of what is removed', () => {
    assertSecretsGiven([{ name: 'web', change: 'remove', reason: 'wanted no more' }], {});
  });

  it('are all named when they are missing, each with who needs it, and none of their values', () => {
    const refusal = thrownBy(() => {
      assertSecretsGiven([decision('web', 'TOKEN', 'KEY'), decision('api', 'TOKEN')], { KEY: 'value' });
    });
    expect(refusal).toMatchObject({
      message: 'secrets are missing: TOKEN (needed by web), TOKEN (needed by api)',
      where: 'web: secrets in its service.json',
      next: 'set them in the environment of the deployment: TOKEN=… npm run deploy',
      exit: 2,
    });
  });
});
