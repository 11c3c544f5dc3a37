import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { run } from '../src/run.ts';
import { startRecordedGitHub, token, type RecordedGitHub } from './recorded-github/index.ts';

/** A workspace and the GitHub that it is about. */
export interface Lab {
  github: RecordedGitHub;
  workspace: Scratch;
  /** Runs the command: its exit code, and what it printed. What it throws is thrown. */
  settings: (...args: string[]) => Promise<{ code: number; printed: string; errors: string }>;
  /** Makes it so, and forgets what was written for that. */
  settle: () => Promise<void>;
  /** Fails where GitHub was asked for something that nobody expected. */
  close: () => Promise<void>;
}

const aws = (name: string, more: object = {}): object => ({
  ...{ platform: 'aws', name, account: '111111111111', region: 'eu-central-1' },
  ...{ network: { cidr: '10.10.0.0/16', zones: 2, egress: 'endpoints' }, ...more },
});

const defaults = {
  owner: 'acme',
  repository: 'prod-e',
  ownerId: 123_456,
  repositoryId: 456_789,
  subject: 'immutable',
};

/** A workspace with environments `dev` and `prod`; the latter is approved by Ann or by team SRE. */
export async function openLab(): Promise<Lab> {
  const [workspace, github] = [scratchFolder(), await startRecordedGitHub()];
  writeSettings(workspace, {});
  const environment = (name: string, values: object) => {
    workspace.write(`infra/src/environments/${name}.ts`, `export default ${JSON.stringify(values)};`);
  };
  environment('local', { platform: 'local', name: 'local' });
  environment('dev', aws('dev'));
  environment('prod', aws('prod', { approval: { reviewers: ['Ann', 'team/sre'] } }));
  const settings: Lab['settings'] = async (...args) => {
    const [printed, errors]: [string[], string[]] = [[], []];
    const code = await run({
      ...{ args, workspaceRoot: workspace.folder, paint: (_style, text) => text, retryAfter: 1 },
      env: { GITHUB_TOKEN: token, GITHUB_API_URL: github.url },
      print: (line) => printed.push(line),
      printError: (line) => errors.push(line),
    });
    return { code, printed: printed.join('\n'), errors: errors.join('\n') };
  };
  return {
    ...{ github, workspace, settings },
    settle: async () => {
      expect(await settings('--apply')).toMatchObject({ code: 0, errors: '' });
      github.forget();
    },
    close: async () => {
      await github.stop();
      workspace.remove();
      expect(github.unexpected).toEqual([]);
    },
  };
}

/** Writes `infra/src/settings.ts`, which differs from what is right by what is given. */
export function writeSettings(workspace: Scratch, github: object, placeholders: object[] = []): void {
  workspace.write(
    'infra/src/settings.ts',
    `export const settings = ${JSON.stringify({ github: { ...defaults, ...github } })};
     export const placeholders = () => (${JSON.stringify(placeholders)});`,
  );
}
