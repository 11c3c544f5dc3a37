import { describeError, exitCode, exitCodeOf } from '@prod-e/errors';
import { parseCommand, usage, type Command } from './parse-command.ts';

/** What a command is given by whoever runs it. */
export interface Run {
  workspaceRoot: string;
  env: NodeJS.ProcessEnv;
  print: (line: string) => void;
}

/**
 * @param args the command line, without program and file
 * @returns the exit code
 */
export async function main(args: string[]): Promise<number> {
  const command = parseCommand(args);
  if (!command) {
    console.error(usage);
    return exitCode.usage;
  }
  try {
    await run(command, { workspaceRoot: process.cwd(), env: process.env, print: console.log });
    return 0;
  } catch (error) {
    console.error(describeError(error));
    return exitCodeOf(error);
  }
}

/** Each is loaded only when it is run: most of them need no client of GitHub. */
async function run(command: Command, options: Run): Promise<void> {
  switch (command.verb) {
    case 'comment':
      return (await import('../comment/comment.ts')).comment(command, options);
    case 'drift-issue':
      return (await import('../drift-issue/drift-issue.ts')).driftIssue(command, options);
    case 'coverage':
      (await import('../covered/coverage.ts')).coverage(options);
      return;
    case 'verify':
      return (await import('../verify/verify.ts')).verify(command, options);
    case 'images': {
      const { images } = await import('../images/images.ts');
      return images(command, { ...options, explain: console.error });
    }
    case 'failed':
      return (await import('../failed/failed.ts')).failed(command, options);
  }
}
