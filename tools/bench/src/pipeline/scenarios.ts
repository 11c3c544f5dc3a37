import type { Workspace } from '@prod-e/e2e';
import { must } from '../must.ts';
import type { Service } from '../parts/image.ts';
import type { ScenarioName } from './scenario-names.ts';

/** A commit, and what it cannot do without. */
export interface Scenario {
  name: ScenarioName;
  /** For the table. */
  what: string;
  /** Makes the change. Without it, there is no new commit. */
  change?: (workspace: Workspace, text: string) => unknown;
  /** Services whose images are built. */
  builds: Service[];
  /** Services whose stacks are applied. */
  applies: Service[];
  /** Share of the ordinary pipeline that is wanted at most. */
  wanted?: number;
}

const backend = 'apps/backend/src/about.ts';
const rule = 'apps/prometheus/rules/slo.yml';
const library = 'libs/health/src/health.ts';
const infra = 'infra/src/platforms/local/index.ts';

const description = /description: '[^']*'/;

const comment = (start: string, file: string) => (workspace: Workspace, text: string) => {
  workspace.edit(file, (source) => `${start} ${text}\n${source}`);
};

export const scenarios: Record<ScenarioName, Scenario> = {
  nothing: {
    name: 'nothing',
    what: 'a commit in which nothing changed',
    change: () => undefined,
    builds: [],
    applies: [],
    wanted: 0.05,
  },
  docs: {
    name: 'docs',
    what: 'a line of README.md',
    change: (workspace, text) => {
      workspace.edit('README.md', (source) => `${source}\n${text}\n`);
    },
    builds: [],
    applies: [],
    wanted: 0.05,
  },
  backend: {
    name: 'backend',
    what: `a line of ${backend}`,
    change: (workspace, text) => {
      workspace.edit(backend, (source) => source.replace(description, `description: '${text}'`));
    },
    builds: ['backend'],
    applies: ['backend'],
    wanted: 0.4,
  },
  revert: {
    name: 'revert',
    what: 'git revert of that commit, which is the last one',
    change: (workspace) => must('git revert', workspace.start('git revert --no-edit HEAD').ended),
    builds: [],
    applies: ['backend'],
    wanted: 0.15,
  },
  're-run': {
    name: 're-run',
    what: 'the same commit again',
    builds: [],
    applies: [],
    wanted: 0.05,
  },
  rule: {
    name: 'rule',
    what: `a line of ${rule}`,
    change: comment('#', rule),
    builds: ['prometheus'],
    applies: ['prometheus'],
    wanted: 0.4,
  },
  library: {
    name: 'library',
    what: `a line of ${library}`,
    change: comment('//', library),
    builds: ['backend'],
    applies: ['backend'],
  },
  infra: {
    name: 'infra',
    what: `a line of ${infra} that changes no stack`,
    change: comment('//', infra),
    builds: [],
    applies: [],
  },
};
