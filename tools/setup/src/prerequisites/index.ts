import { debianKeyring } from './debian-keyring.ts';
import { dockerd, engine } from './engine.ts';
import type { Prerequisite } from './prerequisite.ts';
import { dockerCommand, git, mmdebstrap, promtool, shellcheck, terraform } from './programs.ts';

export const prerequisites: readonly Prerequisite[] = [
  git,
  dockerCommand,
  dockerd,
  engine,
  mmdebstrap,
  debianKeyring,
  terraform,
  promtool,
  shellcheck,
];
export { askEngine, engine, isElsewhere } from './engine.ts';
export type { Command, Prerequisite } from './prerequisite.ts';
