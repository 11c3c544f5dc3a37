/** The tasks that Nx lists as failed. */
export function failedTasks(output: string): string[] {
  const list = /Failed tasks:\n\n([\s\S]*?)\n\n/.exec(output)?.[1] ?? '';
  return [...list.matchAll(/^\s*- (\S+)/gm)].map(([, task = '']) => task);
}
