import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Result } from '../process.ts';
import type { StackJson } from './stack-json.ts';

/** A machine that applies a stack whose state is where the synthesized one's is. */
export interface StateMachine {
  init: () => Promise<Result>;
  /** @param content of the stack's one resource: another is a change */
  apply: (content: string) => Promise<Result>;
  /**
   * An application that has taken the lock and goes on for as long as it is not let go.
   *
   * @returns lets it go, and waits for its end
   */
  hold: (content: string) => Promise<() => Promise<Result>>;
}

/**
 * @param backend block of the synthesized stack, as it is
 * @param folder for Terraform; made
 */
export function stateMachine(
  { terraform: { backend } }: StackJson,
  folder: string,
  env: Record<string, string>,
): StateMachine {
  mkdirSync(folder, { recursive: true });
  const [begun, held] = [join(folder, 'begun'), join(folder, 'held')];
  const write = (content: string) => {
    // Terraform's own resource stands for those of AWS's provider, which cannot be had everywhere.
    const it = {
      triggers_replace: content,
      provisioner: [
        {
          'local-exec': { command: `touch '${begun}'; while [ -e '${held}' ]; do sleep 0.1; done` },
        },
      ],
    };
    const stack = { terraform: { backend }, resource: { terraform_data: { it } } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(stack));
  };
  const terraform = (...args: string[]) =>
    run('terraform', [...args, '-input=false', '-no-color'], {
      ...{ cwd: folder, env: { ...process.env, ...env, CHECKPOINT_DISABLE: '1' } },
    });
  const apply = (content: string) => {
    write(content);
    return terraform('apply', '-auto-approve', '-lock-timeout=0s');
  };
  return {
    apply,
    init: () => {
      write('nothing');
      return terraform('init');
    },
    async hold(content) {
      writeFileSync(held, '');
      rmSync(begun, { force: true });
      const ended = apply(content);
      for (;;) {
        if (existsSync(begun)) break;
        const early = await Promise.race([ended, sleep(100)]);
        if (early) throw new Error(early.output);
      }
      return () => {
        rmSync(held);
        return ended;
      };
    },
  };
}
