import type { System } from '../system.ts';

/** The commands that the machine is set up for. */
export type Command = 'up' | 'test';

/** One thing that the machine must have. */
export interface Prerequisite {
  readonly name: string;
  /** What it is needed for, as the end of a sentence: "it …". */
  readonly purpose: string;
  readonly commands: readonly Command[];
  /** Quick and without effect. */
  isThere(system: System): boolean | Promise<boolean>;
  /** Debian's and Ubuntu's packages that bring it: the first of them that the machine is offered is taken. */
  readonly packages: readonly string[];
  /** Services that the package would start, and that nobody asked for. */
  readonly unwantedServices?: readonly string[];
  /**
   * Brings it where no package does, with no rights but the user's, after saying so. What it could not bring is found
   * missing again.
   */
  bring?(system: System): Promise<void>;
  /** What to do where it cannot be installed for the user. */
  readonly advice: string;
}
