import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { exitCode, UserError } from '@prod-e/errors';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { nxContext } from '../test/nx-context.ts';
import { printed } from '../test/printed.ts';
import deployExecutor from './deploy/executor.ts';
import destroyExecutor from './destroy/executor.ts';
import { runAsExecutor } from './executor.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = scratchFolder();
  process.env['PROD_E_EXIT_CODE_FILE'] = join(scratch.folder, 'code');
});
afterEach(() => {
  delete process.env['PROD_E_EXIT_CODE_FILE'];
  scratch.remove();
});

const recorded = (): string => readFileSync(join(scratch.folder, 'code'), 'utf8');

describe('a command run as an executor', () => {
  it.each([
    [true, '0'],
    [false, '1'],
  ])('that resolves to %s has exit code %s', async (went, code) => {
    const { result } = await printed(() => runAsExecutor(() => Promise.resolve(went)));
    expect(result).toEqual({ success: went });
    expect(recorded()).toBe(code);
  });

  it('tells a person what went wrong, and the exit code to whoever asked for it', async () => {
    const refused = new UserError('the lock is held', { next: 'wait', exit: exitCode.refused });
    const { result, errors } = await printed(() => runAsExecutor(() => Promise.reject(refused)));
    expect(result).toEqual({ success: false });
    expect(errors).toBe('error: the lock is held\n  next:  wait');
    expect(recorded()).toBe('3');
  });

  it('shows the stack of a fault that is its own', async () => {
    const { errors } = await printed(() => runAsExecutor(() => Promise.reject(new TypeError('x'))));
    expect(errors).toMatch(/^TypeError: x\n\s+at /);
    expect(recorded()).toBe('1');
  });

  it('prints to standard output', async () => {
    const { lines } = await printed(() =>
      runAsExecutor(({ print }) => {
        print('one');
        return Promise.resolve(true);
      }),
    );
    expect(lines).toBe('one');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is asked to stop by %s, once, and ends by itself',
    async (signal) => {
      const before = process.listenerCount(signal);
      let aborts = 0;
      await printed(() =>
        runAsExecutor(async (run) => {
          run.signal.addEventListener('abort', () => (aborts += 1));
          process.emit(signal);
          process.emit(signal);
          await new Promise(setImmediate);
          return run.signal.aborted;
        }),
      );
      expect(aborts).toBe(1);
      expect(recorded()).toBe('0');
      expect(process.listenerCount(signal)).toBe(before);
    },
  );
});

describe('nx run infra:deploy', () => {
  it('says what is to be done first where nothing is synthesized', async () => {
    const { result, errors } = await printed(() =>
      deployExecutor({ environment: 'lab' }, nxContext(scratch.folder, 'infra')),
    );
    expect(result).toEqual({ success: false });
    expect(errors).toContain('next:  npx nx run infra:synth --configuration=lab');
    expect(recorded()).toBe('1');
  });
});

describe('nx run infra:destroy', () => {
  it('refuses an environment that leads elsewhere', async () => {
    const { result, errors } = await printed(() =>
      destroyExecutor({ environment: '../..' }, nxContext(scratch.folder, 'infra')),
    );
    expect(result).toEqual({ success: false });
    expect(errors).toContain('no environment can be called "../.."');
    expect(recorded()).toBe('2');
  });
});
