/** How long a registry is waited for, in milliseconds. */
export interface Patience {
  /** For one request to be answered. */
  requestMilliseconds: number;
  /** For what is asked of a registry at once, with all its requests and all that is tried again. */
  operationMilliseconds: number;
  /** For the engine to push an image, with all that is tried again. */
  pushMilliseconds: number;
}

export const defaultPatience: Patience = {
  requestMilliseconds: 20_000,
  operationMilliseconds: 60_000,
  pushMilliseconds: 15 * 60_000,
};

/** What every registry that is reached by network takes. */
export interface RegistryOptions {
  /** Ends whatever is under way. */
  signal?: AbortSignal;
  patience?: Partial<Patience>;
  /** Receives a line for a person: the engine's progress, and why something is tried again. */
  log?: (line: string) => void;
}
