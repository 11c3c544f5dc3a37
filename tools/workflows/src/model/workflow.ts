/** A workflow, or a composite action, as the rules look at it. */
export interface Workflow {
  kind: 'workflow' | 'action';
  /** Path in the workspace, such as `.github/workflows/ci.yml`. */
  file: string;
  /** The file as it stands, with its comments. */
  text: string;
  /** All that its YAML says, with aliases followed and comments gone. */
  content: Record<string, unknown>;
  /** Its triggers by name, each with what it says; empty for an action. */
  on: Record<string, Record<string, unknown>>;
  /** Undefined where it says nothing; `read-all` and the like as they stand. */
  permissions: Permissions | undefined;
  concurrency: Concurrency | undefined;
  /** Of an action: one, `runs`, with its steps. */
  jobs: Job[];
}

export type Permissions = string | Record<string, string>;

export interface Concurrency {
  group: string;
  /** An expression as it stands; false where nothing is said. */
  cancelInProgress: boolean | string;
}

export interface Job {
  id: string;
  line: number;
  content: Record<string, unknown>;
  needs: string[];
  /** Empty where it has none. */
  if: string;
  runsOn: unknown;
  permissions: Permissions | undefined;
  /** Reason of each permission: the comment behind it. */
  permissionReasons: Record<string, string>;
  /** Whether it runs in an environment of GitHub's. */
  hasEnvironment: boolean;
  concurrency: Concurrency | undefined;
  timeoutMinutes: unknown;
  /** The reusable workflow that it calls. */
  uses: Use | undefined;
  /** What is called, where it is one of this workspace. */
  called: Workflow | undefined;
  steps: Step[];
}

export interface Step {
  /** Its name, or what it uses or runs. */
  name: string;
  line: number;
  if: string;
  uses: Use | undefined;
  /** The composite action, where it is one of this workspace. */
  action: Workflow | undefined;
  /** What it hands to the action. */
  with: Record<string, unknown>;
  run: string | undefined;
}

export interface Use {
  /** `actions/checkout@11bd…`, or `./.github/…`. */
  reference: string;
  /** The comment behind it, without its `#`; empty where there is none. */
  comment: string;
  line: number;
}

/** `actions/checkout` of `actions/checkout@11bd…`. */
export const actionOf = (use: Use | undefined): string => use?.reference.split('@')[0] ?? '';
