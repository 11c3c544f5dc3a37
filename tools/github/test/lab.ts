import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { startGitHub, token } from './github-server.ts';

/** A pull request's event, as far as it is read. */
export const pullRequestEvent = (number: number, from: string | null = 'team/shop') => ({
  pull_request: {
    number,
    head: { repo: from === null ? null : { full_name: from } },
    base: { repo: { full_name: 'team/shop' } },
  },
});

/** A workspace and a GitHub for a test, and what a run of a workflow has in its environment. */
export async function createLab() {
  const scratch = scratchFolder();
  const github = await startGitHub();
  const summaryFile = join(scratch.folder, 'summary.md');
  const lines: string[] = [];
  const env: NodeJS.ProcessEnv = {
    ...{ GITHUB_REPOSITORY: 'team/shop', GITHUB_TOKEN: token, GITHUB_API_URL: github.url },
    ...{ GITHUB_SERVER_URL: 'https://github.test', GITHUB_RUN_ID: '7', GITHUB_STEP_SUMMARY: summaryFile },
    GITHUB_EVENT_PATH: scratch.write('event.json', pullRequestEvent(12)),
  };
  return {
    ...{ github, env, write: scratch.write },
    folder: scratch.folder,
    /** Waits are a thousandth of what they are. */
    run: { workspaceRoot: scratch.folder, env, print: (line: string) => lines.push(line), second: 1 },
    printed: () => lines.join('\n'),
    summary: () => (existsSync(summaryFile) ? readFileSync(summaryFile, 'utf8') : ''),
    remove: async () => {
      await github.stop();
      scratch.remove();
    },
  };
}

export type Lab = Awaited<ReturnType<typeof createLab>>;

/** What a promise is rejected with. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
