import { isOurs, normalized, type Written } from './marker.ts';

export interface Comment extends Written {
  /** A number; the types of Octokit allow for larger ones. */
  id: number | bigint;
}

/** What is to be done so that there is one comment with this text, or none. */
export interface Changes {
  /** Text of the comment to make. */
  create?: string;
  edit?: { id: Comment['id']; body: string };
  /** Ids of those to delete: doubles, as two runs at once leave them, or all. */
  remove: Comment['id'][];
}

/**
 * @param comments all of the pull request, the oldest first
 * @param body `undefined` where there is nothing to say
 * @param author login of whoever this token writes as
 */
export function decide(
  comments: Comment[],
  body: string | undefined,
  marker: string,
  author: string,
): Changes {
  const ours = comments.filter((comment) => isOurs(comment, marker, author));
  const [first, ...doubles] = ours;
  if (body === undefined) return { remove: idsOf(ours) };
  if (!first) return { create: body, remove: [] };
  const differs = normalized(first.body) !== normalized(body);
  return { ...(differs && { edit: { id: first.id, body } }), remove: idsOf(doubles) };
}

const idsOf = (comments: Comment[]): Comment['id'][] => comments.map(({ id }) => id);
