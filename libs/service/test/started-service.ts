import { createService, readServiceConfig, type Service } from '../src/index.ts';

let service: Service | undefined;

/** The log lines of the service that was started last. */
export const lines: Record<string, unknown>[] = [];

/** Starts a service on a free port, with what `add` gives it. @returns its URL */
export function start(
  env: Record<string, string> = {},
  add: (service: Service) => unknown = () => undefined,
  checks = {},
): Promise<string> {
  lines.length = 0;
  service = createService({
    name: 'test',
    config: readServiceConfig({ PORT: '0', DRAIN_SECONDS: '1', ...env }),
    checks,
    logTo: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  add(service);
  return service.listen();
}

export async function stop(): Promise<boolean | undefined> {
  return service?.stop();
}
