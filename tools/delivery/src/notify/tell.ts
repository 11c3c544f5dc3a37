import type { DeploymentEnd, DeploymentOutcome } from '@prod-e/ledger';
import { notify, type DeliveryEvent, type EventKind } from '@prod-e/notifications';
import type { Decision } from '../decide/index.ts';
import type { Outcome } from '../deploy/outcome.ts';
import type { OpenEnvironment } from '../environment/open.ts';
import type { Recorder } from '../record/recorder.ts';
import { changedServices } from './changed-services.ts';

export interface Told {
  kind: 'started' | DeploymentOutcome;
  recorder: Pick<Recorder, 'start' | 'previousCommit'>;
  decisions: Decision[];
  /** Once it has ended. */
  outcomes?: Outcome[];
  end?: DeploymentEnd;
  open: Pick<OpenEnvironment, 'environment'>;
  print: (line: string) => void;
}

/** Tells people of a deployment, by the channels of its environment. Never fails, and never takes long. */
export async function tell(told: Told): Promise<void> {
  const { notifications } = told.open.environment;
  if (notifications.length === 0) return;
  await notify(eventOf(told), notifications, { env: process.env, warn: told.print });
}

const kinds: Record<Told['kind'], EventKind> = {
  started: 'started',
  succeeded: 'succeeded',
  failed: 'failed',
  'rolled back': 'rolled back',
  cancelled: 'failed',
  abandoned: 'failed',
};

export function eventOf({ kind, recorder, decisions, outcomes = [], end, open }: Told): DeliveryEvent {
  const { start, previousCommit } = recorder;
  const endings = new Map(outcomes.map(({ decision, ending }) => [decision.name, ending]));
  const { reason } = end ?? {};
  const hasFailed = kinds[kind] === 'failed' || kinds[kind] === 'rolled back';
  return {
    kind: kinds[kind],
    environment: open.environment.name,
    action: start.kind,
    deploymentId: start.id,
    actor: start.actor,
    commit: start.commit,
    ...(previousCommit !== undefined && { previousCommit }),
    services: changedServices(decisions, endings),
    ...(end && { milliseconds: Date.parse(end.endedAt) - Date.parse(start.startedAt) }),
    ...(start.link !== undefined && { link: start.link }),
    ...(reason !== undefined && { reason }),
    ...(hasFailed && { rollbackCommand: `npm run rollback -- --environment=${open.environment.name}` }),
    at: new Date(end?.endedAt ?? start.startedAt),
  };
}
