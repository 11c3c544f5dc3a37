import type { GitHub } from '../github/client.ts';
import { isNotFound } from '../github/errors.ts';
import type { State } from '../state.ts';
import { declaredOf, type Area } from './area.ts';

/** Alerts of known vulnerabilities, reports of new ones, and who runs CodeQL. */
export function securityAreas(state: State, github: GitHub): Area[] {
  const { private_vulnerability_reporting: reporting, code_scanning_default_setup: scanning } = state;
  return [
    alerts(state.vulnerability_alerts, github),
    ...(reporting ? [reports(reporting, github)] : []),
    ...(scanning ? [defaultSetup(scanning, github)] : []),
  ];
}

const alerts = (wanted: State['vulnerability_alerts'], { repository, request }: GitHub): Area => ({
  path: 'vulnerability_alerts',
  wanted,
  // 204 or 404, with no body either way.
  read: async () => {
    try {
      await request('GET /repos/{owner}/{repo}/vulnerability-alerts', { ...repository });
      return { enabled: true };
    } catch (error) {
      if (isNotFound(error)) return { enabled: false };
      throw error;
    }
  },
  write: async () => {
    const method = wanted.enabled ? 'PUT' : 'DELETE';
    await request(`${method} /repos/{owner}/{repo}/vulnerability-alerts`, { ...repository });
  },
});

type Reporting = NonNullable<State['private_vulnerability_reporting']>;

const reports = (wanted: Reporting, { repository, request }: GitHub): Area => ({
  path: 'private_vulnerability_reporting',
  wanted,
  read: async () =>
    declaredOf(
      (await request('GET /repos/{owner}/{repo}/private-vulnerability-reporting', { ...repository })).data,
      wanted,
    ),
  write: async () => {
    const method = wanted.enabled ? 'PUT' : 'DELETE';
    await request(`${method} /repos/{owner}/{repo}/private-vulnerability-reporting`, { ...repository });
  },
});

type DefaultSetup = NonNullable<State['code_scanning_default_setup']>;

const defaultSetup = (wanted: DefaultSetup, { repository, request }: GitHub): Area => ({
  path: 'code_scanning_default_setup',
  wanted,
  read: async () =>
    declaredOf(
      (await request('GET /repos/{owner}/{repo}/code-scanning/default-setup', { ...repository })).data,
      wanted,
    ),
  write: async () => {
    await request('PATCH /repos/{owner}/{repo}/code-scanning/default-setup', { ...repository, ...wanted });
  },
});
