import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError, exitCode, exitCodeOf } from '@prod-e/errors';
import { exitCodeFile } from '@prod-e/errors/record-exit-code';
import { inScratchFolder } from './scratch-folder.ts';
import { parseCommand, usage, type Command } from './parse-command.ts';
import { runNx } from './run-nx.ts';
import { writeWorkflowOutputs } from './workflow-outputs.ts';

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
  return command.isQuestion ? answer(command) : inScratchFolder((scratch) => runTarget(command, scratch));
}

/** Only the answer goes to standard output, so that a script can take it. */
async function answer(command: Command): Promise<number> {
  try {
    const { answers } = await import('./answers.ts');
    const { text, outputs } = (await answers[command.verb]?.(command)) ?? { text: '', outputs: {} };
    console.log(text);
    await writeWorkflowOutputs(process.env['GITHUB_OUTPUT'], outputs);
    return 0;
  } catch (error) {
    console.error(describeError(error));
    return exitCodeOf(error);
  }
}

async function runTarget({ verb, environment, options, json }: Command, scratch: string): Promise<number> {
  const codeFile = join(scratch, 'exit-code');
  const jsonFile = join(scratch, 'output.json');
  const target = verb === 'status' ? 'infra:status' : `infra:${verb}:${environment}`;
  const args = ['run', target, ...options, ...(json ? [`--json=${jsonFile}`] : [])];
  // Standard output is for the JSON alone, when it is asked for.
  const code = await runNx(args, { [exitCodeFile]: codeFile }, json);
  if (json) process.stdout.write(await readFile(jsonFile, 'utf8').catch(() => ''));
  // Nx ends with 1 whatever failed; the executor says in the file what it was.
  const recorded = await readFile(codeFile, 'utf8').catch(() => undefined);
  return recorded === undefined ? Math.min(code, exitCode.failed) : Number(recorded);
}
