import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credentials, Login } from '../credentials.ts';
import { engine, type EngineOptions } from './engine.ts';

/**
 * Logs the `docker` command in at a registry, for as long as it is needed, in a configuration folder of its own that
 * only this user reads. The person's own configuration and keychain are left alone.
 *
 * @param use receives the variables with which `docker` is somebody
 */
export async function asSomebody<T>(
  host: string,
  { username, password }: Credentials,
  use: (env: Record<string, string>) => Promise<T>,
  options: Pick<EngineOptions, 'signal'> = {},
): Promise<T> {
  // mkdtemp makes it with mode 0700.
  const folder = await mkdtemp(join(tmpdir(), 'prod-e-docker-'));
  try {
    await prepare(folder, host);
    const env = { DOCKER_CONFIG: folder };
    const login = ['login', '--username', username, '--password-stdin', host];
    await engine(login, { ...options, env, input: password });
    return await use(env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same for whom a registry's configuration names. Where that is nobody, `docker` is who the person is. */
export async function asNamed<T>(
  host: string,
  login: Pick<Login, 'credentials'>,
  use: (env: Record<string, string>) => Promise<T>,
  options: Pick<EngineOptions, 'signal'> = {},
): Promise<T> {
  const credentials = await login.credentials();
  return credentials ? asSomebody(host, credentials, use, options) : use({});
}

async function prepare(folder: string, host: string): Promise<void> {
  const own = process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  const currentContext = await contextOf(join(own, 'config.json'));
  // A configuration that names no registry would make `docker login` look for a keychain of the person's.
  const configuration = { auths: { [host]: {} }, ...(currentContext !== undefined && { currentContext }) };
  await writeFile(join(folder, 'config.json'), JSON.stringify(configuration), { mode: 0o600 });
  // The engine that is spoken to stays the one that the person chose.
  if (currentContext !== undefined) await symlink(join(own, 'contexts'), join(folder, 'contexts'));
}

async function contextOf(file: string): Promise<string | undefined> {
  try {
    const { currentContext } = JSON.parse(await readFile(file, 'utf8')) as { currentContext?: unknown };
    return typeof currentContext === 'string' ? currentContext : undefined;
  } catch {
    return undefined;
  }
}
