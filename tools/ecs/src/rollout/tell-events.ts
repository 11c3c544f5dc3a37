import type { Service } from '@aws-sdk/client-ecs';
import type { Watch } from './look.ts';

/** Tells each event of the service since its deployment began, once, the oldest first; ECS has the newest first. */
export function tellEvents({ events = [] }: Service, { told, seen, request }: Watch): void {
  const { deployment } = seen;
  if (!deployment) return;
  const fresh = events.filter(
    ({ id = '', createdAt }) => createdAt && createdAt >= deployment.since && !told.has(id),
  );
  const inOrder = fresh
    .reverse()
    .sort((one, other) => Number(one.createdAt ?? 0) - Number(other.createdAt ?? 0));
  for (const { id = '', message = '' } of inOrder) {
    told.add(id);
    request.onEvent(message);
  }
}
