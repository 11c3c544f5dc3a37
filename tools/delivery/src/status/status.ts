import { join } from 'node:path';
import { environmentNames, environmentsFolder, loadEnvironment, placeholdersOf } from '@prod-e/environment';
import type { Deployment, DoraMetrics } from '@prod-e/ledger';
import { compareRecorded } from '../drift/recorded.ts';
import { inEnvironment, readEnvironment } from '../environment/open.ts';
import type { Run } from '../executor.ts';
import { writeOutput } from '../output/write-output.ts';
import { recentDeployments } from '../record/recent.ts';
import { metricsTable, recentMetrics, windowStart } from './metrics-table.ts';
import { statusTable } from './status-table.ts';

export interface StatusOptions extends Run {
  workspaceRoot: string;
  /** File for the status as JSON. */
  json?: string;
}

/** A service as it is in an environment. */
export interface ServiceStatus {
  service: string;
  environment: string;
  /** Commit and time of the deployment that proved it. */
  commit?: string;
  since?: string;
  digest?: string;
  /** `running`, `not running`, `gone`, or what differs from what was recorded. */
  state: string;
}

export interface EnvironmentStatus {
  environment: string;
  services: ServiceStatus[];
  /** Release that it runs, where it is a recorded one. */
  release?: string;
  last?: Deployment;
  /** Of the last days; only where something was deployed. */
  metrics?: DoraMetrics;
  /** Fields in which placeholders stand, so that there is nobody to ask. */
  notSetUp?: string[];
  /** Why nothing is known of it. */
  unknown?: string;
}

/**
 * Shows every environment side by side. One that cannot be read says why, and does not hide the others.
 *
 * @returns true
 */
export async function status(options: StatusOptions): Promise<boolean> {
  const { workspaceRoot, print, paint } = options;
  const names = environmentNames(join(workspaceRoot, environmentsFolder));
  const all = await Promise.all(names.map((name) => statusOf(name, options)));
  const now = new Date();
  const measured = all.flatMap(({ environment, metrics }) => (metrics ? [{ environment, metrics }] : []));
  const metrics = measured.length === 0 ? [] : [metricsTable(measured, paint)];
  print(`\n${[statusTable(all, now, paint), ...metrics].join('\n\n')}\n`);
  writeOutput(options.json, () => `${JSON.stringify(all, null, 2)}\n`);
  return true;
}

async function statusOf(environment: string, options: StatusOptions): Promise<EnvironmentStatus> {
  const { workspaceRoot } = options;
  try {
    const loaded = await loadEnvironment(environment, join(workspaceRoot, environmentsFolder));
    const notSetUp = placeholdersOf(loaded).map(({ field }) => field);
    if (notSetUp.length > 0) return { environment, services: [], notSetUp };
    return await inEnvironment({ ...options, environment: loaded }, async (open) => {
      const { live, records } = await readEnvironment(open, []);
      const now = new Date();
      const recent = await recentDeployments(open, windowStart(now));
      const [last] = recent;
      const services = compareRecorded(live, records).filter(({ digest }) => digest !== undefined);
      const release = last?.end?.outcome === 'succeeded' ? last.end.release?.id : undefined;
      return {
        environment,
        services: services.map(({ name, digest, proof, differs, isLive }) => ({
          ...{ service: name, environment, state: stateOf(isLive, differs) },
          ...(digest !== undefined && { digest }),
          ...(proof && { commit: proof.commit, since: proof.at }),
        })),
        ...(release !== undefined && { release }),
        ...(last && { last, metrics: recentMetrics(recent, now) }),
      };
    });
  } catch (error) {
    return { environment, services: [], unknown: (error as Error).message };
  }
}

function stateOf(isLive: boolean, differs: string[]): string {
  if (!isLive) return 'gone';
  return differs.length === 0 ? 'running' : differs.join(', ');
}
