/** What the set-up sees of a machine and does to it; tests put a machine of their own in its place. */
export interface System {
  /** The workspace's root, absolute. */
  readonly workspace: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** Tells the reader what happens. */
  say(line: string): void;
  /** Whether a file or folder exists. */
  exists(path: string): boolean;
  /** The names in a folder; none when it does not exist. */
  list(folder: string): readonly string[];
  /** The text of a file; undefined when it does not exist. */
  read(file: string): string | undefined;
  /** Whether a program is on the PATH, or where daemons are. */
  has(program: string): boolean;
  /** Runs a program to its end and keeps its output to itself. Code 127 when there is no such program. */
  run(program: string, args: readonly string[]): Promise<Finished>;
  /** Runs a program to its end and shows its output as it comes. */
  show(program: string, args: readonly string[], env?: Record<string, string>): Promise<Finished>;
  /** Runs a program to its end on this terminal, which then is its own: colours, progress, Ctrl-C. */
  handOver(program: string, args: readonly string[]): Promise<number>;
  /** Starts a program that outlives this one, its output in a log file. */
  launch(program: string, args: readonly string[], logFile: string): Launched;
  sleep(milliseconds: number): Promise<void>;
}

export interface Finished {
  code: number;
  /** Standard output and standard error, as they came. */
  output: string;
}

/** What a program said last, which is why it failed. */
export function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-5).join('\n');
}

export interface Launched {
  /** Whether it has ended already. */
  hasEnded(): boolean;
  /** The last lines of its log. */
  lastWords(): string;
}
