import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
export interface ProcessStat {
  pid: number;
  parent: number;
  /** Resident memory, in pages. */
  pages: number;
}

/** Reads a line of `/proc/<pid>/stat`; a program's name can have blanks and parentheses in it. */
export function parseStat(line: string): ProcessStat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { pid: parseInt(line, 10), parent: Number(fields[1]), pages: Number(fields[21]) };
}

/** Pages of a process and all that it has started, directly or not; what they share is counted for each. */
export function pagesOf(root: number, processes: readonly ProcessStat[]): number {
  const children = Map.groupBy(processes, ({ parent }) => parent);
  const own = processes.find(({ pid }) => pid === root)?.pages ?? 0;
  return (children.get(root) ?? []).reduce((sum, { pid }) => sum + pagesOf(pid, processes), own);
}

/** Every process there is; those that end meanwhile are left out. */
export function readProcesses(): ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [parseStat(readFileSync(`/proc/${name}/stat`, 'utf8'))];
      } catch {
        return [];
      }
    });
}
