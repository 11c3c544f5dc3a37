import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { alerts, rulesFolder } from './support/alerts.ts';
import { projectRoot } from './support/programs.ts';

interface ScrapeJob {
  job_name: string;
  metrics_path?: string;
  dns_sd_configs?: { names: string[]; type: string; port: number }[];
  static_configs?: { targets: string[] }[];
}

interface Service {
  name: string;
  port: number;
  metricsPath?: string;
  probes: Record<string, string>;
}

const read = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8');
const serviceOf = (name: string) => JSON.parse(read('..', name, 'service.json')) as Service;

const { scrape_configs: jobs } = parse(read('prometheus.yml')) as { scrape_configs: ScrapeJob[] };
const { nx } = JSON.parse(read('package.json')) as { nx: { implicitDependencies: string[] } };
const services = jobs.filter((job) => job.dns_sd_configs);

// That a service is scraped is no import: Nx learns of it from implicitDependencies, and from nothing else.
it('what is scraped is what this project says it depends on', () => {
  expect(services.map((job) => job.job_name)).toEqual(nx.implicitDependencies);
});

describe.each(services)('the job $job_name', ({ job_name, metrics_path, dns_sd_configs }) => {
  const service = serviceOf(job_name);

  it('finds the service by its name in the private zone, at the port of its service.json', () => {
    expect(dns_sd_configs).toEqual([
      expect.objectContaining({ names: [`${job_name}.prod-e.internal`], type: 'A', port: service.port }),
    ]);
    expect(service.name).toBe(job_name);
  });

  it('scrapes the path of its service.json', () => {
    expect(metrics_path).toBe(service.metricsPath);
  });

  it('is missed by DeploymentMissing', () => {
    const [missing] = alerts.filter(({ alert }) => alert === 'DeploymentMissing');
    expect(missing?.expr).toContain(`absent(up{job="${job_name}"})`);
  });

  it('keeps its probes and scrapes out of its objectives', () => {
    const rules = readFileSync(join(rulesFolder, `${job_name}.slo.yml`), 'utf8');
    const left = [...rules.matchAll(/route!~"([^"]*)"/g)].map(
      ([, routes = '']) => new Set(routes.split('|')),
    );
    const machinery = new Set([...Object.values(service.probes), service.metricsPath]);
    expect(left.length).toBeGreaterThan(0);
    for (const routes of left) expect(routes).toEqual(machinery);
    // No selector of the service's metrics without the exclusion.
    expect(rules.match(/http_request\w*\{/g)).toHaveLength(left.length);
  });
});

it('Prometheus scrapes itself, at its own port', () => {
  const self = jobs.find((job) => job.job_name === 'prometheus');
  expect(self?.static_configs).toEqual([{ targets: [`127.0.0.1:${serviceOf('prometheus').port}`] }]);
});
