/** What `tools/testing/go/go.mod` pins. */
export type GoTool = 'act' | 'actionlint';

/** Where the set-up puts a tool: an absolute path, whether it is there or not. */
export function goTool(name: GoTool): string;

/** `describe` where a tool is installed. Elsewhere skipped, with the reason in its name; in CI run, and so failed. */
export function describeWithGoTool(tool: GoTool, name: string, tests: () => void): void;
