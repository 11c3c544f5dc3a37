import { createServer } from 'node:net';
import { exitCode, UserError } from '@prod-e/errors';
import type { Decision } from '../decide/index.ts';

/**
 * Makes sure, before anything is changed, that no other program has a port that a new service is to be published at.
 * The port at which a service is live already is its own.
 *
 * @throws UserError (exit 2) that names every port that is taken
 */
export async function assertPortsFree(decisions: Decision[], environment: string): Promise<void> {
  const urls = decisions.flatMap(({ name, wanted, live }) => {
    const published = wanted?.stack.service?.url;
    const url = published === undefined ? undefined : new URL(published);
    return url && url.host !== live?.published ? [{ name, url }] : [];
  });
  const checked = await Promise.all(urls.map(async (each) => ({ ...each, free: await isFree(each.url) })));
  const taken = checked.filter(({ free }) => !free);
  if (taken.length === 0) return;
  throw new UserError(
    `already taken: ${taken.map(({ name, url }) => `${url.host} (wanted by ${name})`).join(', ')}`,
    {
      where: `infra/src/environments/${environment}.ts`,
      next: `stop what listens there, or publish elsewhere, such as ports: { ${JSON.stringify(taken[0]?.name)}: ${Number(taken[0]?.url.port) + 10_000} }`,
      exit: exitCode.usage,
    },
  );
}

function isFree({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ host: hostname, port: Number(port), exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
