import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { caseFiles, casesFolder, rulesFolder } from './support/alerts.ts';
import { describeWith, projectRoot, promtool, shippedConfig, temporaryFolder } from './support/programs.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

describeWith('promtool', 'the configuration', () => {
  it('is valid, with the rules that it refers to', () => {
    const rules = readdirSync(rulesFolder).length;
    const report = promtool('check', 'config', shippedConfig(folder.path));
    expect(report).toContain(`SUCCESS: ${rules} rule files found`);
  });
});

describeWith('promtool', 'the rules of', () => {
  it.each(readdirSync(rulesFolder))('%s are valid and no rule is there twice', (file) => {
    promtool('check', 'rules', '--lint=all', '--lint-fatal', join(rulesFolder, file));
  });
});

// One run of promtool per case, so that each is reported, counted and timed by itself.
describe.each(caseFiles)('$alert', ({ alert, tests }) => {
  describeWith('promtool', 'alert', () => {
    it.each(tests.map(({ name }, index) => ({ name, index })))(
      '$name',
      ({ index }) => {
        promtool('test', 'rules', fileOfCase(join(casesFolder, `${alert}.yml`), index));
      },
      60_000,
    );
  });
});

describeWith('promtool', 'recording rules', () => {
  it('give the rates, quantiles and objectives that they are named after', () => {
    promtool('test', 'rules', join(projectRoot, 'test/recording.yml'));
  });
});

/** Writes a file with one case of `file` only. */
function fileOfCase(file: string, index: number): string {
  const document = parseDocument(readFileSync(file, 'utf8')).toJS() as {
    rule_files: string[];
    tests: unknown[];
  };
  const one = join(folder.path, 'case.json');
  writeFileSync(
    one,
    JSON.stringify({
      ...document,
      rule_files: document.rule_files.map((rules) => resolve(casesFolder, rules)),
      tests: [document.tests[index]],
    }),
  );
  return one;
}
