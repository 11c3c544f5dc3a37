export interface Scratch {
  /** Absolute. */
  folder: string;
  /**
   * Writes a file in it: a text, or a value as JSON.
   *
   * @returns its absolute path
   */
  write: (file: string, content: unknown) => string;
  remove: () => void;
}

/** A folder of its own for a test. */
export function scratchFolder(): Scratch;

/** Content of every file below a folder, by its path in there. */
export function contents(folder: string): Record<string, string>;

/** What a function throws. */
export function thrownBy(run: () => unknown): unknown;

/** A port of loopback that nothing listens at. */
export function freePort(): Promise<number>;

export interface Hook {
  /** On loopback. */
  url: string;
  /** What it was sent, in order. */
  bodies: string[];
  stop: () => void;
}

/** Starts a server that takes whatever it is sent, as the address of a webhook does. */
export function startHook(): Promise<Hook>;
