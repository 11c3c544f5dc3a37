import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What the image was made from, and a running Prometheus must therefore know. */
export interface Shipped {
  /** Names of the scrape jobs. */
  jobs: string[];
  /** One line per rule, as {@link ruleLine} writes it. */
  rules: string[];
}

interface RuleFile {
  groups: { name: string; rules: ({ record: string } | { alert: string })[] }[];
}

/** Reads `prometheus.yml` and `rules/` of a folder. */
export function readShipped(folder: string): Shipped {
  const config = parse(readFileSync(join(folder, 'prometheus.yml'), 'utf8')) as {
    scrape_configs: { job_name: string }[];
  };
  const files = readdirSync(join(folder, 'rules')).filter((file) => file.endsWith('.yml'));
  return {
    jobs: config.scrape_configs.map((job) => job.job_name),
    rules: files.flatMap((file) => rulesOf(file, readFileSync(join(folder, 'rules', file), 'utf8'))),
  };
}

/** A rule's place and name; the same rule of the shipped folder and of a running Prometheus gives the same line. */
export function ruleLine(file: string, group: string, type: string, name: string): string {
  return `${type} rule ${name} of group ${group} in ${file}`;
}

function rulesOf(file: string, text: string): string[] {
  return (parse(text) as RuleFile).groups.flatMap((group) =>
    group.rules.map((rule) =>
      'alert' in rule
        ? ruleLine(file, group.name, 'alerting', rule.alert)
        : ruleLine(file, group.name, 'recording', rule.record),
    ),
  );
}
