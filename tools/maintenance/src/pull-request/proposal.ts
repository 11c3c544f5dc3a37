/** A change of the working tree that is to become a pull request. */
export interface Proposal {
  /** The branch on the remote that is its own: whatever it held is replaced. */
  branch: string;
  /** A conventional commit's first line; of the pull request as well. */
  title: string;
  /** Markdown. */
  body: string;
  /** The files that changed, from the root of the workspace. */
  files: readonly string[];
}
