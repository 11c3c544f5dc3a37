import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { UserError } from '@prod-e/errors';

export interface EngineOptions {
  signal?: AbortSignal;
  /** Receives each line as the engine prints it. */
  onLine?: (line: string) => void;
  /** What the command reads: the way of a secret, which no list of processes shows. */
  input?: string;
  /** Variables over those of this process. */
  env?: Record<string, string>;
}

/**
 * Runs the `docker` command with an argument array, never a shell string.
 *
 * @returns standard output, trimmed
 * @throws UserError with what the engine said
 */
export async function engine(args: string[], options: EngineOptions = {}): Promise<string> {
  const { signal, onLine, input = '', env } = options;
  const child = spawn('docker', args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(signal && { signal }),
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk;
    });
    createInterface(child[stream]).on('line', (line) => {
      if (line.trim()) onLine?.(line);
    });
  }
  // A command that ends before it has read is told of by its exit code.
  child.stdin.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  }).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missing() : error;
  });
  if (code === 0) return output.stdout.trim();
  if (/cannot connect to the docker daemon|error during connect/i.test(output.stderr)) throw notRunning();
  const said = withoutNotice(output.stderr) || withoutNotice(output.stdout);
  throw new UserError(`docker ${args[0] ?? ''} failed: ${said}`, { where: `docker ${args.join(' ')}` });
}

/** The same, but `undefined` where the thing asked for is not there. */
export async function engineIfThere(
  args: string[],
  options: EngineOptions = {},
): Promise<string | undefined> {
  try {
    return await engine(args, options);
  } catch (error) {
    if (error instanceof UserError && /no such|not found/i.test(error.message)) return undefined;
    throw error;
  }
}

/** Without buildx, each build begins with three lines that say so. */
const withoutNotice = (text: string): string =>
  text.replace(/^DEPRECATED: The legacy builder[\s\S]*?docs\.docker\.com\S*\s*/, '').trim();

const missing = () => new UserError('the docker command is missing', { next: 'run: npm run setup' });

const notRunning = () => new UserError('no Docker engine is running', { next: 'run: npm run setup' });
