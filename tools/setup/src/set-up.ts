import { install, rightsOf, type Rights } from './apt.ts';
import { engine, prerequisites, type Command, type Prerequisite } from './prerequisites/index.ts';
import { startEngine } from './start-engine.ts';
import type { System } from './system.ts';

/** A prerequisite that is missing, and what to do about it. */
export interface Problem {
  name: string;
  purpose: string;
  next: string;
}

/** What of a command's prerequisites is missing; all of them are looked at together. */
export async function missingFor(system: System, commands: readonly Command[]): Promise<Prerequisite[]> {
  const needed = prerequisites.filter((one) => one.commands.some((command) => commands.includes(command)));
  const there = await Promise.all(needed.map(async (one) => one.isThere(system)));
  return needed.filter((_, index) => !there[index]);
}

/**
 * Brings the machine up: installs what is missing and can be installed, starts the engine.
 *
 * @returns what is still missing; empty when the commands can run
 */
export async function setUp(system: System, commands: readonly Command[]): Promise<Problem[]> {
  const missing = await missingFor(system, commands);
  if (missing.length === 0) return [];

  const rights = await rightsOf(system);
  const canInstall = system.has('apt-get') && rights !== 'none';
  if (canInstall) await install(system, rights, missing);
  for (const one of missing) await one.bring?.(system);

  const remaining = await missingFor(system, commands);
  const problems = await Promise.all(remaining.map((one) => problemOf(system, rights, one)));
  return problems.filter((problem) => problem !== undefined);
}

async function problemOf(
  system: System,
  rights: Rights,
  prerequisite: Prerequisite,
): Promise<Problem | undefined> {
  const { name, purpose } = prerequisite;
  if (prerequisite !== engine) return { name, purpose, next: adviceFor(system, prerequisite) };
  if (!system.has('docker')) return { name, purpose, next: engine.advice };
  const next = await startEngine(system, rights);
  return next === undefined ? undefined : { name, purpose, next };
}

/** What the user can do: the command of a package manager where there is one, else in words. */
export function adviceFor(system: System, { packages, advice }: Prerequisite): string {
  const [debian] = packages.slice(-1);
  if (!debian || !system.has('apt-get')) return advice;
  return `sudo apt-get install --no-install-recommends ${debian}`;
}

/** A problem, for its reader. */
export function describeProblem({ name, purpose, next }: Problem): string {
  return `missing: ${name}, which ${purpose}\n  next:  ${next}`;
}
