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
  const answer = Object.hasOwn(answers, command.verb) ? answers[command.verb] : undefined;
  return answer ? print(answer, command) : inScratchFolder((scratch) => runTarget(command, scratch));
}

/** What is asked: a text, and under which names a workflow is handed what of it. */
type Answer = (command: Command) => Promise<{ text: string; outputs: Record<string, string> }>;

const answers: Record<string, Answer> = {
  async base({ environment }) {
    const { baseOf } = await import('../base/base.ts');
    const explain = (line: string) => {
      console.error(line);
    };
    const workspaceRoot = process.cwd();
    const base = await baseOf({ workspaceRoot, environment, explain });
    // A start of Nx that only a workflow waits for.
    const deploys = process.env['GITHUB_OUTPUT'] && (await isDeployed(workspaceRoot, environment, base));
    return { text: base, outputs: { base, deploys: String(deploys) } };
  },
  async images({ environment, base }) {
    const { lackingImages } = await import('../images/lacking.ts');
    const services = JSON.stringify(await lackingImages({ workspaceRoot: process.cwd(), environment, base }));
    return { text: services, outputs: { services } };
  },
  async image({ service }) {
    const { readImage } = await import('../containerize/read-image.ts');
    const image = readImage(process.cwd(), service);
    const { digest, reference, sbom = '' } = image;
    return {
      text: JSON.stringify(image),
      outputs: { digest, name: reference.replace(`@${digest}`, ''), sbom },
    };
  },
  async identity({ environment: name, role }) {
    const { environmentsFolder, identityFor, loadEnvironment, placeholdersOf } =
      await import('@prod-e/environment');
    const environment = await loadEnvironment(name, join(process.cwd(), environmentsFolder));
    const ready = placeholdersOf(environment).length === 0;
    const { role: arn, region } = (ready && identityFor(environment, role)) || { role: '', region: '' };
    return { text: arn || 'nobody', outputs: { role: arn, region, ready: String(ready) } };
  },
};

/** Whether `nx affected -t deploy` has anything to do, in an environment that can be deployed to. */
async function isDeployed(workspaceRoot: string, name: string, base: string): Promise<boolean> {
  const [{ affectedProjects }, { environmentsFolder, loadEnvironment, placeholdersOf }] = await Promise.all([
    import('../workspace/affected.ts'),
    import('@prod-e/environment'),
  ]);
  const environment = await loadEnvironment(name, join(workspaceRoot, environmentsFolder));
  if (placeholdersOf(environment).length > 0) return false;
  return (await affectedProjects(workspaceRoot, base, 'deploy')).length > 0;
}

/** Only the answer goes to standard output, so that a script can take it. */
async function print(answer: Answer, command: Command): Promise<number> {
  try {
    const { text, outputs } = await answer(command);
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
