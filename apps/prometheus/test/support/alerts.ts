import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from './programs.ts';

export interface Alert {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Name of the file in rules/ that it is in. */
  file: string;
}

interface Expected {
  exp_labels: Record<string, string>;
}

/** A case of a file in test/alerts: one entry of promtool's `tests`. */
export interface Case {
  name: string;
  alert_rule_test: { alertname: string; eval_time: string; exp_alerts: Expected[] }[];
}

export interface CaseFile {
  /** Name of the alert whose cases these are. */
  alert: string;
  rule_files: string[];
  tests: Case[];
}

export const rulesFolder = join(projectRoot, 'rules');
export const casesFolder = join(projectRoot, 'test/alerts');

function yamlFiles(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.yml'));
}

const { config } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  config: { runbooks: string };
};

/** Where runbooks are read. Said once, in package.json; `UPDATE=1` writes it into the rules and their cases. */
export const runbookBase = config.runbooks;
if (process.env['UPDATE']) [rulesFolder, casesFolder].forEach(updateRunbookLinks);

/** Every alert rule of rules/; a name may have several, for other windows. */
export const alerts: Alert[] = yamlFiles(rulesFolder).flatMap((file) => {
  const { groups } = parse(readFileSync(join(rulesFolder, file), 'utf8')) as {
    groups: { rules: Partial<Alert>[] }[];
  };
  return groups
    .flatMap((group) => group.rules)
    .filter((rule): rule is Alert => rule.alert !== undefined)
    .map((rule) => ({ ...rule, file }));
});

/** The cases of every alert. */
export const caseFiles: CaseFile[] = yamlFiles(casesFolder).map((file) => ({
  ...(parse(readFileSync(join(casesFolder, file), 'utf8')) as CaseFile),
  alert: basename(file, '.yml'),
}));

function updateRunbookLinks(folder: string): void {
  for (const file of yamlFiles(folder)) {
    const path = join(folder, file);
    const link = /(?<=runbook_url: )\S*\/(?=\w+\.md)/g;
    writeFileSync(path, readFileSync(path, 'utf8').replace(link, `${runbookBase}/`));
  }
}
