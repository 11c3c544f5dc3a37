import { debianKeyring } from './debian-keyring.ts';
import { dockerd, engine } from './engine.ts';
import { go, goTools } from './go.ts';
import type { Prerequisite } from './prerequisite.ts';
import {
  dockerCommand,
  dockerRegistry,
  git,
  mmdebstrap,
  promtool,
  shellcheck,
  terraform,
} from './programs.ts';
import { pythonTools, pythonVenv } from './python.ts';

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
  dockerRegistry,
  pythonVenv,
  pythonTools,
  go,
  goTools,
];
export { askEngine, engine, isElsewhere } from './engine.ts';
export type { Command, Prerequisite } from './prerequisite.ts';
