import { linkOf } from '@prod-e/delivery/who';
import { withGitHub, type ConnectOptions, type GitHub } from '../api/connect.ts';
import { authorOf } from '../api/author.ts';
import { isForbidden, isGone } from '../api/failure.ts';
import type { Run } from '../cli/main.ts';
import { pullRequestOf } from '../context/pull-request.ts';
import { markdownFilesIn, readMarkdown } from '../output/read-markdown.ts';
import { addToSummary } from '../output/summary.ts';
import { decide } from './decide.ts';
import { commentLimit, join } from './join.ts';
import { markerOf } from './marker.ts';

export interface CommentOptions {
  /** Tells this comment from others on the same pull request. */
  key: string;
  /** Markdown, joined in this order. */
  files: string[];
  /** Folder whose Markdown files come after these, sorted by their names. */
  folder?: string;
}

/**
 * Keeps one comment on the pull request of the event: made once, edited when its text is another, deleted when there is
 * nothing to say any more, as where the folder is empty or not there. Where nothing can be
 * written to (the token of a fork's run may not, the merge queue has no pull request), the job's summary is told.
 *
 * @throws UserError when a file is missing, or GitHub does not take it
 */
export async function comment(
  { key, files, folder }: CommentOptions,
  { workspaceRoot, env, print, ...connect }: Run & ConnectOptions,
): Promise<void> {
  const all = [...files, ...(folder === undefined ? [] : markdownFilesIn(workspaceRoot, folder))];
  const texts = all.map((file) => readMarkdown(workspaceRoot, file, 'it is what is commented'));
  const marker = markerOf(key);
  const instead = (why: string): void => {
    if (texts.length === 0) {
      print(`${why}, and there is nothing to say`);
      return;
    }
    print(`${why}: the comment is in the job's summary instead`);
    addToSummary(texts.join('\n\n'), env, print);
  };
  const pullRequest = pullRequestOf(env);
  if (!pullRequest) {
    instead('this event is of no pull request');
    return;
  }
  const text = () => join(texts, commentLimit - marker.length - 1, linkOf(env));
  const body = texts.length === 0 ? undefined : `${marker}\n${text()}`;
  await withGitHub(env, connect, async (github) => {
    try {
      print(await keep(github, pullRequest.number, body, marker));
    } catch (error) {
      if (!pullRequest.isFromFork || !isForbidden(error)) throw error;
      instead('a pull request from a fork has a token that may not write');
    }
  });
}

/** @returns what was done, for a person */
async function keep(
  github: GitHub,
  number: number,
  body: string | undefined,
  marker: string,
): Promise<string> {
  const { octokit, owner, repo } = github;
  const { issues } = octokit.rest;
  const here = { owner, repo };
  const [author, comments] = await Promise.all([
    authorOf(github),
    octokit.paginate(issues.listComments, { ...here, issue_number: number, per_page: 100 }),
  ]);
  const { create, edit, remove } = decide(comments, body, marker, author);
  if (create !== undefined) await issues.createComment({ ...here, issue_number: number, body: create });
  if (edit) await issues.updateComment({ ...here, comment_id: edit.id, body: edit.body });
  for (const id of remove) {
    await issues.deleteComment({ ...here, comment_id: id }).catch((error: unknown) => {
      // Another run was faster.
      if (!isGone(error)) throw error;
    });
  }
  if (body === undefined) return `#${number}: nothing to say${remove.length > 0 ? ', comment deleted' : ''}`;
  const done = create !== undefined ? 'commented' : edit ? 'edited' : 'unchanged';
  return `#${number}: ${done}${remove.length > 0 ? `, doubles deleted: ${remove.length}` : ''}`;
}
