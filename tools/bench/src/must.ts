import { run, type Result } from '@prod-e/e2e';

/** What failed is no measurement. @throws Error with what was printed */
export async function must(what: string, result: Promise<Result>): Promise<string> {
  const { code, output } = await result;
  if (code === 0) return output;
  throw new Error(`${what} ended with ${code}:\n${output.slice(-4000)}`);
}

/** Runs a program that has to succeed. */
export const mustRun = (
  program: string,
  args: string[],
  options: Parameters<typeof run>[2],
): Promise<string> => must([program, ...args].join(' '), run(program, args, options));
