import type { Deployment } from '@prod-e/ledger';
import { table, type Paint } from '@prod-e/terminal';
import type { EnvironmentStatus, ServiceStatus } from './status.ts';

/**
 * Every environment side by side: a service's rows stand together, one for each environment.
 *
 * @param now from which ages are told
 */
export function statusTable(all: EnvironmentStatus[], now: Date, paint: Paint): string {
  const head = ['service', 'environment', 'commit', 'age', 'digest', 'state'].map((cell) =>
    paint('bold', cell),
  );
  const rows = all
    .flatMap(({ services }) => services)
    .sort((a, b) => a.service.localeCompare(b.service) || a.environment.localeCompare(b.environment))
    .map((row) => serviceRow(row, now, paint));
  const services = rows.length === 0 ? 'nothing is live' : table([head, ...rows]);
  const lastHead = ['environment', 'release', 'last deployment', 'ended', 'age', 'by', 'commit'].map((cell) =>
    paint('bold', cell),
  );
  const last = table([lastHead, ...all.map((each) => environmentRow(each, now, paint))]);
  return `${services}\n\n${last}`;
}

function serviceRow(
  { service, environment, commit, since, digest, state }: ServiceStatus,
  now: Date,
  paint: Paint,
) {
  return [
    ...[service, environment, commit?.slice(0, 12) ?? '–', since === undefined ? '–' : age(since, now)],
    digest?.replace('sha256:', '').slice(0, 12) ?? '–',
    paint(state === 'running' ? 'green' : 'yellow', state),
  ];
}

function environmentRow(status: EnvironmentStatus, now: Date, paint: Paint) {
  const { environment, release, last, unknown, notSetUp } = status;
  if (unknown !== undefined) return [environment, paint('red', `not known: ${unknown.split('\n')[0] ?? ''}`)];
  if (notSetUp) return [environment, '–', 'not set up'];
  if (!last) return [environment, '–', 'never deployed'];
  const { id, startedAt, actor, commit } = last;
  return [
    environment,
    release ?? '–',
    id,
    outcomeOf(last, paint),
    age(startedAt, now),
    actor,
    commit.slice(0, 12),
  ];
}

function outcomeOf({ end, kind }: Deployment, paint: Paint): string {
  const text = `${kind}: ${end?.outcome ?? 'under way'}`;
  return paint(end?.outcome === 'succeeded' ? 'green' : 'yellow', text);
}

/** `3 min`, `5 h`, `12 d`: how long ago it was. */
export function age(since: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}
