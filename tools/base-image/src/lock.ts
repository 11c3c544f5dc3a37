import { readFileSync, writeFileSync } from 'node:fs';
import type { Architecture, Base } from './bases.ts';
import { lockFile } from './paths.ts';

export interface LockedPackage {
  version: string;
  /** Of the .deb file, hexadecimal. */
  sha256: string;
}

/** Package name → what is locked. */
export type LockedPackages = Record<string, LockedPackage>;

/** `packages.lock.json`: the exact packages of each base, an input of its image's hash. */
export type Lock = Record<Base, Record<Architecture, LockedPackages>>;

export function readLock(file = lockFile): Lock {
  return JSON.parse(readFileSync(file, 'utf8')) as Lock;
}

export function writeLock(lock: Lock, file = lockFile): void {
  writeFileSync(file, JSON.stringify(lock, null, 2) + '\n');
}

export interface LockChange {
  name: string;
  architecture: Architecture;
  from: string | undefined;
  to: string | undefined;
}

/** What differs between two locks, each package once however many bases hold it. */
export function compareLocks(from: Lock | undefined, to: Lock): LockChange[] {
  const changes = new Map<string, LockChange>();
  for (const [base, perArchitecture] of Object.entries(to) as [Base, Lock[Base]][]) {
    for (const [architecture, wanted] of Object.entries(perArchitecture) as [
      Architecture,
      LockedPackages,
    ][]) {
      const held = from?.[base][architecture] ?? {};
      for (const name of new Set([...Object.keys(held), ...Object.keys(wanted)])) {
        const before = held[name];
        const after = wanted[name];
        if (before?.sha256 === after?.sha256 && before?.version === after?.version) continue;
        changes.set(`${name} ${architecture}`, {
          name,
          architecture,
          from: before?.version,
          to: after?.version,
        });
      }
    }
  }
  return [...changes.values()].sort((a, b) => (a.name + a.architecture < b.name + b.architecture ? -1 : 1));
}
