import { isOurs, normalized, type Written } from './marker.ts';

export interface Comment extends Written {
  id: number;
}

/** What is to be done so that there is one comment, with this text. */
export interface Changes {
  create: boolean;
  /** Id of the comment to edit. */
  edit?: number;
  /** Ids of doubles, as two runs at once leave them. */
  remove: number[];
}

/**
 * @param comments all of the pull request, the oldest first
 * @param author login of whoever this token writes as
 */
export function decide(comments: Comment[], body: string, marker: string, author: string): Changes {
  const [first, ...doubles] = comments.filter((comment) => isOurs(comment, marker, author));
  const differs = first !== undefined && normalized(first.body) !== normalized(body);
  return {
    create: first === undefined,
    ...(differs && { edit: first.id }),
    remove: doubles.map(({ id }) => id),
  };
}
