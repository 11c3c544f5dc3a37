import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeWith, projectRoot, promtool, temporaryFolder } from './support/programs.ts';

interface Config {
  remote_write?: { url: string; sigv4?: { region?: string }; write_relabel_configs?: object[] }[];
}

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const common = read('prometheus.yml');
const added = read('test/remote-write.yml');

/** Configurations of environments that need more than prometheus.yml: those that ship, and one as a person writes it. */
const configurations = [
  ...readdirSync(projectRoot)
    .map((file) => ({ name: /^prometheus\.(.+)\.yml$/.exec(file)?.[1], file }))
    .flatMap(({ name, file }) => (name === undefined ? [] : [{ name, text: read(file) }])),
  { name: 'example', text: common + added },
];

const folder = temporaryFolder();
afterAll(folder.remove);

describe.each(configurations)('the configuration of $name', ({ name, text }) => {
  it('is that of every environment, and then what it adds', () => {
    expect(text.startsWith(common)).toBe(true);
  });

  it('signs for the region to which it writes, and says whose samples they are', () => {
    const { remote_write: writes = [] } = parse(text) as Config;
    for (const { url, sigv4, write_relabel_configs } of writes) {
      const host = `https://aps-workspaces.${String(sigv4?.region)}.amazonaws.com`;
      expect(url).toMatch(new RegExp(`^${host}/workspaces/ws-[\\w-]+/api/v1/remote_write$`));
      expect(write_relabel_configs).toContainEqual({ target_label: 'environment', replacement: name });
    }
  });

  describeWith('promtool', 'for Prometheus', () => {
    it('is valid', () => {
      const file = join(folder.path, 'prometheus.yml');
      writeFileSync(file, text.replace('/etc/prometheus/rules', join(projectRoot, 'rules')));
      expect(promtool('check', 'config', file)).toContain('is valid prometheus config file syntax');
    });
  });
});
