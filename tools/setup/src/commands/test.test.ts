import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { everything, fails, fakeMachine, type FakeMachine } from '../../test/fake-machine.ts';
import type { Finished } from '../system.ts';
import { test } from './test.ts';

const nothing = (): Promise<void> => Promise.resolve();

describe('npm test', () => {
  let workspace = '';
  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  });
  afterEach(() => {
    rmSync(workspace, { recursive: true });
  });

  const leave = (passed: number, failed = 0): void => {
    mkdirSync(join(workspace, 'a/dist'), { recursive: true });
    writeFileSync(
      join(workspace, 'a/dist/test-results.json'),
      JSON.stringify({ passed, failed, skipped: 0 }),
    );
  };

  /** Answers as Nx does in a workspace of one project, `a`, with these targets. */
  const withNx = (machine: FakeMachine, targets: Record<string, () => Finished>): FakeMachine => {
    for (const [names, run] of Object.entries(targets)) {
      const selection = `nx run-many --targets ${names} `;
      machine.answers.set(`${selection}--parallel`, run);
      machine.answers.set(`${selection}--graph=`, () => {
        const file = machine.ran.at(-1)?.split('--graph=')[1] ?? '';
        const tasks = names
          .split(',')
          .map((target) => [`a:${target}`, { id: `a:${target}`, target: { target }, projectRoot: 'a' }]);
        writeFileSync(file, JSON.stringify({ tasks: { tasks: Object.fromEntries(tasks) } }));
        return { code: 0, output: '' };
      });
    }
    machine.answers.set('git ls-files', { code: 0, output: 'tools/setup/bootstrap.sh\n' });
    return machine;
  };
  const passing = {
    'lint,typecheck,test': (): Finished => (leave(5), { code: 0, output: '' }),
    e2e: (): Finished => (leave(2), { code: 0, output: '' }),
  };

  it('runs every check and suite, and ends with the sum', async () => {
    const machine = withNx(fakeMachine({ workspace }), passing);
    expect(await test(machine, nothing)).toBe(0);
    // Three checks of the workspace, lint and typecheck of the project, 5 tests and 2 end to end.
    expect(machine.said.at(-1)).toBe('12 passed, 0 failed, 0 skipped');
  });

  it('runs the end-to-end tests last, and one at a time', async () => {
    const machine = withNx(fakeMachine({ workspace }), passing);
    await test(machine, nothing);
    expect(machine.ran.at(-1)).toBe('nx run-many --targets e2e --parallel=1 --outputStyle=static');
  });

  it('does not count what an earlier run left behind', async () => {
    leave(99);
    const broken = (): Finished => fails(' NX   failed\n\nFailed tasks:\n\n- a:test\n');
    const machine = withNx(fakeMachine({ workspace }), { ...passing, 'lint,typecheck,test': broken });
    expect(await test(machine, nothing)).toBe(1);
    expect(machine.said.at(-1)).toBe('7 passed, 1 failed, 0 skipped');
  });

  it('goes on when a check fails', async () => {
    const machine = withNx(fakeMachine({ workspace }), passing);
    machine.answers.set('prettier', fails('README.md'));
    expect(await test(machine, nothing)).toBe(1);
    expect(machine.said).toContain('FAILED: files are formatted (else: npx prettier --write .)');
    expect(machine.said.at(-1)).toBe('11 passed, 1 failed, 0 skipped');
  });

  it('fails when Nx fails without naming a task', async () => {
    const crash = (): Finished => (leave(5), { code: 137, output: 'killed' });
    const machine = withNx(fakeMachine({ workspace }), { ...passing, 'lint,typecheck,test': crash });
    expect(await test(machine, nothing)).toBe(1);
  });

  it('fails when Nx cannot plan', async () => {
    const machine = withNx(fakeMachine({ workspace }), passing);
    machine.answers.set('nx run-many --targets e2e --graph', fails('circular dependency'));
    expect(await test(machine, nothing)).toBe(1);
    expect(machine.said).toContain('circular dependency');
  });

  it('has nothing to do where no project has the target', async () => {
    const machine = withNx(fakeMachine({ workspace }), passing);
    machine.answers.set('nx run-many --targets e2e --graph', () => {
      writeFileSync(machine.ran.at(-1)?.split('--graph=')[1] ?? '', '{"tasks":{"tasks":{}}}');
      return { code: 0, output: '' };
    });
    expect(await test(machine, nothing)).toBe(0);
    expect(machine.said.at(-1)).toBe('10 passed, 0 failed, 0 skipped');
  });

  it.each([
    ['a skip on a laptop', {}, 0, '12 passed, 0 failed, 1 skipped'],
    ['a failure in CI', { CI: 'true' }, 1, '12 passed, 1 failed, 0 skipped'],
  ])('counts a missing prerequisite as %s', async (_name, env: Record<string, string>, code, line) => {
    const programs = everything.filter((one) => one !== 'terraform');
    const machine = withNx(fakeMachine({ workspace, programs, env }), passing);
    expect(await test(machine, nothing)).toBe(code);
    expect(machine.said.at(-1)).toBe(line);
  });

  it('says why a base image cannot be made, and goes on', async () => {
    const machine = withNx(fakeMachine({ workspace }), passing);
    expect(await test(machine, () => Promise.reject(new UserError('mmdebstrap failed')))).toBe(1);
    expect(machine.said[0]).toBe('error: mmdebstrap failed');
    expect(machine.said.at(-1)).toBe('12 passed, 1 failed, 0 skipped');
  });
});
