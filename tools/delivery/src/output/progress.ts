import type { Paint } from '@prod-e/terminal';

/** Tells a person what is running now, and how long it has been. */
export interface Progress {
  /** Runs a step, telling of its start, each while that it goes on, and its end. */
  step<T>(stack: string, what: string, run: () => Promise<T>): Promise<T>;
  note(stack: string, text: string): void;
}

/** Tells a person something about what is under way. */
export type Note = (text: string) => void;

export interface ProgressOptions {
  print: (line: string) => void;
  paint: Paint;
  /** Milliseconds after which a running step is told of again. */
  heartbeat?: number;
}

export function createProgress({ print, paint, heartbeat = 5000 }: ProgressOptions): Progress {
  const started = performance.now();
  const line = (stack: string, text: string) => {
    print(`${paint('dim', seconds(performance.now() - started).padStart(7))}  ${stack.padEnd(12)} ${text}`);
  };
  return {
    note: line,
    async step(stack, what, run) {
      const begun = performance.now();
      line(stack, `${what} …`);
      const timer = setInterval(() => {
        line(stack, paint('dim', `still ${what} (${seconds(performance.now() - begun)})`));
      }, heartbeat);
      try {
        const result = await run();
        line(stack, `${what}: ${paint('green', 'done')} in ${seconds(performance.now() - begun)}`);
        return result;
      } catch (error) {
        line(stack, `${what}: ${paint('red', 'failed')} after ${seconds(performance.now() - begun)}`);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/** `12.3 s` of milliseconds. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
