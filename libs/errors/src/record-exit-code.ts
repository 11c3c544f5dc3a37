import { writeFileSync } from 'node:fs';

/** Environment variable that names the file for the exit code proper. */
export const exitCodeFile = 'PROD_E_EXIT_CODE_FILE';

/** Nx itself ends with 1 whatever failed. Whoever started it can name a file that gets the exit code proper. */
export function recordExitCode(code: number, env: NodeJS.ProcessEnv = process.env): void {
  const file = env[exitCodeFile];
  if (file) writeFileSync(file, String(code));
}
