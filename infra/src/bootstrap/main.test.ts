import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isStateIn } from './backend.ts';

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(__dirname, 'main.ts'), ...args], { encoding: 'utf8' });

describe('nx run infra:bootstrap', () => {
  it.each([
    ['--state=moon', '--state=moon is neither bucket nor local'],
    ['--colour=red', 'bad arguments: --colour=red'],
  ])('refuses %s, and says how it is called', (argument, message) => {
    const { status, stderr } = run(argument);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('next:  npx nx run infra:bootstrap [--state=local]');
  });

  it('knows two places of a state', () => {
    expect(['bucket', 'local', 'moon'].map(isStateIn)).toEqual([true, true, false]);
  });
});
