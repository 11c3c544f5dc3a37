import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyFolder, copyWorkspace, environmentIn, makeRepository } from './copy.ts';

/** Input tag by service. */
export type Tags = Record<string, string>;

/** A copy of the workspace whose input tags are asked for again and again. */
export interface TagLab {
  root: string;
  git(...args: string[]): string;
  /** The input tag of every service, as the files are now. */
  tags(): Promise<Tags>;
  /** The same, quicker, when nothing has changed since that makes another graph of projects. */
  tagsOfFiles(): Promise<Tags>;
  /** The text of a file; empty when there is none. */
  read(file: string): string;
  write(file: string, content: string): void;
  remove(file: string): void;
  rename(from: string, to: string): void;
  edit(file: string, change: (text: string) => string): void;
  /** Undoes every edit since the last commit. */
  revert(): void;
  dispose(): Promise<void>;
}

/** @param prepare what is changed in the copy before its first commit */
export function makeTagLab(
  name: string,
  prepare: (lab: Pick<TagLab, 'write'>) => void = () => undefined,
): TagLab {
  const root = copyFolder(name);
  copyWorkspace(root);
  const git = makeRepository(root);
  const files = filesIn(root);
  prepare(files);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'begin');
  let worker: ChildProcess | undefined;
  return {
    ...{ root, git, ...files },
    tags: () => ask((worker ??= startWorker(root, {}))),
    tagsOfFiles: () => ask((worker ??= startWorker(root, {})), 'files'),
    revert: () => {
      git('reset', '--quiet', '--hard');
      git('clean', '--quiet', '-d', '--force');
    },
    dispose: async () => {
      if (worker) await end(worker);
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** The input tags of any checkout, computed by a process of its own. */
export async function tagsIn(root: string, env: NodeJS.ProcessEnv = {}): Promise<Tags> {
  const worker = startWorker(root, env);
  try {
    return await ask(worker);
  } finally {
    await end(worker);
  }
}

function filesIn(root: string): Pick<TagLab, 'read' | 'write' | 'remove' | 'rename' | 'edit'> {
  const path = (file: string) => join(root, file);
  const read = (file: string) => (existsSync(path(file)) ? readFileSync(path(file), 'utf8') : '');
  const write = (file: string, content: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), content);
  };
  return {
    ...{ read, write },
    remove: (file) => {
      rmSync(path(file), { force: true });
    },
    rename: (from, to) => {
      mkdirSync(dirname(path(to)), { recursive: true });
      renameSync(path(from), path(to));
    },
    edit: (file, change) => {
      write(file, change(read(file)));
    },
  };
}

const startWorker = (root: string, env: NodeJS.ProcessEnv): ChildProcess =>
  fork(join(root, 'tools/e2e/src/tag-worker.ts'), {
    cwd: root,
    // Nx would load each of its plug-ins into a process of its own.
    env: { ...environmentIn(root), NX_ISOLATE_PLUGINS: 'false', ...env },
    execArgv: [],
  });

const ask = (worker: ChildProcess, what: 'all' | 'files' = 'all'): Promise<Tags> =>
  new Promise((resolve, reject) => {
    const ended = () => {
      reject(new Error('the process that computes the tags has ended'));
    };
    worker.once('exit', ended);
    worker.once('message', (answer: { tags?: Tags; error?: string }) => {
      worker.off('exit', ended);
      if (answer.tags) resolve(answer.tags);
      else reject(new Error(answer.error));
    });
    worker.send(what);
  });

const end = (worker: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (worker.exitCode !== null || worker.signalCode !== null) resolve();
    else
      worker
        .once('exit', () => {
          resolve();
        })
        .kill();
  });
