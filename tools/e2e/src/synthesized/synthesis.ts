import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiniStack } from '@prod-e/testing/ministack';
import { copyFolder, copyWorkspace, environmentIn, makeRepository } from '../copy.ts';
import { replace } from '../edits.ts';
import { run } from '../process.ts';
import type { StackJson } from './stack-json.ts';

/** What infra synthesizes in a copy of the workspace for an environment of the platform aws. */
export interface SynthesizedCloud {
  /** Folder of the copy. */
  root: string;
  /** A stack of the environment. */
  stack: (name: string) => StackJson;
  /** What the environment's account has once. */
  account: () => StackJson;
  remove: () => void;
}

/** The repository that the copy says it is: owner 7, repository 42. */
export const repository = 'repo:acme@7/shop@42';

/** @param name of the environment */
export async function synthesizeCloud(
  { account, region, endpoint }: Pick<MiniStack, 'account' | 'region' | 'endpoint'>,
  name: string,
): Promise<SynthesizedCloud> {
  const root = copyFolder(name);
  copyWorkspace(root);
  const fields = {
    ...{ platform: 'aws', name, account, region, endpoint },
    registry: { kind: 'ecr', account, region, endpoint },
  };
  const file = join(root, `infra/src/environments/${name}.ts`);
  writeFileSync(file, `export default ${JSON.stringify(fields)};\n`);
  fillIn(join(root, 'infra/src/settings.ts'), region);
  const git = makeRepository(root);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'begin');

  for (const args of [['infra/src/main.ts', `--environment=${name}`], ['infra/src/bootstrap/main.ts']]) {
    const { code, output } = await run(process.execPath, args, {
      ...{ cwd: root, env: environmentIn(root) },
    });
    if (code !== 0) throw new Error(output);
  }
  const read = (folder: string) =>
    JSON.parse(readFileSync(join(root, 'infra/dist', folder, 'cdk.tf.json'), 'utf8')) as StackJson;
  return {
    root,
    stack: (each) => read(`${name}/stacks/${each}`),
    account: () => read(`bootstrap/${account}`),
    remove: () => {
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Says in the settings what whoever forks the workspace does first. */
function fillIn(settings: string, region: string): void {
  const before = readFileSync(settings, 'utf8');
  const github = replace(
    /github: \{ owner: nobody.*\}/,
    "github: { owner: 'acme', repository: 'shop', ownerId: 7, repositoryId: 42, subject: 'immutable' }",
  );
  const registry = replace(/(registry: \{.*region: )'[^']*'/, `$1'${region}'`);
  writeFileSync(settings, registry(github(before)));
}
