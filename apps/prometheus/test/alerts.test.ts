import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { alerts, caseFiles, runbookBase } from './support/alerts.ts';
import { projectRoot } from './support/programs.ts';

const runbooks = readdirSync(join(projectRoot, '../../docs/runbooks')).filter((file) => file !== 'README.md');
const names = [...new Set(alerts.map(({ alert }) => alert))];
const namesSorted = names.toSorted();

describe.each(alerts)('the rule of $alert in $file ($labels)', (rule) => {
  it('says how urgent it is: page or ticket', () => {
    expect(rule.labels['severity']).toMatch(/^(page|ticket)$/);
  });

  it('says in a sentence what is wrong, and in a longer one how that shows', () => {
    expect(rule.annotations['summary']).toMatch(/\S/);
    expect(rule.annotations['description']).toMatch(/\.$/);
  });

  it('links to its runbook', () => {
    expect(rule.annotations['runbook_url']).toBe(`${runbookBase}/${rule.alert}.md`);
  });

  it('is expected to fire by a case, with exactly its labels', () => {
    const expected = casesOf(rule.alert).flatMap(expectedAlerts);
    expect(expected).toContainEqual(
      expect.objectContaining({ exp_labels: expect.objectContaining(rule.labels) }),
    );
  });
});

it('every alert has one runbook, and every runbook an alert', () => {
  expect(runbooks.toSorted()).toEqual(namesSorted.map((name) => `${name}.md`));
});

it.each(runbooks)('%s says meaning, impact, diagnosis and mitigation', (runbook) => {
  const text = readFileSync(join(projectRoot, '../../docs/runbooks', runbook), 'utf8');
  expect(text.match(/^#+ .*$/gm)).toEqual([
    `# ${basename(runbook, '.md')}`,
    ...['## Meaning', '## Impact', '## Diagnosis', '## Mitigation'],
  ]);
});

describe('the cases of test/alerts', () => {
  it('are there for every alert, in a file named like it', () => {
    expect(caseFiles.map(({ alert }) => alert).toSorted()).toEqual(namesSorted);
  });

  it.each(caseFiles)('of $alert say when it fires and when it is silent, and nothing else', ({ tests }) => {
    const kinds = tests.map(({ name }) => /^(fires|is silent) when /.exec(name)?.[1]);
    expect(new Set(kinds)).toEqual(new Set(['fires', 'is silent']));
  });

  // promtool takes a misspelled alert, or one whose rules are not loaded, for a silent one.
  it.each(caseFiles)(
    'of $alert look at that alert, with its rules loaded',
    ({ alert, rule_files, tests }) => {
      const files = rule_files.map((file) => basename(file));
      const looked = tests.flatMap((test) => test.alert_rule_test.map(({ alertname }) => alertname));
      expect(new Set(looked)).toEqual(new Set([alert]));
      expect(files).toEqual(
        expect.arrayContaining(alerts.filter((a) => a.alert === alert).map((a) => a.file)),
      );
    },
  );

  it.each(caseFiles)('of $alert start in silence and end as their names say', ({ tests }) => {
    for (const test of tests) {
      const fires = test.name.startsWith('fires');
      expect([test.name, test.alert_rule_test[0]?.exp_alerts]).toEqual([test.name, []]);
      expect([test.name, expectedAlerts(test).length > 0]).toEqual([test.name, fires]);
    }
  });
});

function casesOf(alert: string) {
  return caseFiles.find((file) => file.alert === alert)?.tests ?? [];
}

function expectedAlerts(test: (typeof caseFiles)[number]['tests'][number]) {
  return test.alert_rule_test.flatMap(({ exp_alerts }) => exp_alerts);
}
