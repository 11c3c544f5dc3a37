import { userInfo } from 'node:os';

/** Who deploys: the person that GitHub names, else the one who is logged in. */
export function actorOf(env: NodeJS.ProcessEnv): string {
  return env['GITHUB_TRIGGERING_ACTOR'] ?? env['GITHUB_ACTOR'] ?? env['PROD_E_ACTOR'] ?? userInfo().username;
}

/** The run of the pipeline, where there is one. */
export function linkOf(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
}
