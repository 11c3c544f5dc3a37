import { painter } from '@prod-e/terminal';
import { driftMarkdown, driftTable, type DriftReport } from './report.ts';

const difference = (stack: string, what: string) => ({ stack, address: `${stack}: ${what}`, what });
const report = (more: Partial<DriftReport> = {}): DriftReport => ({
  ...{ environment: 'prod', differences: [], suppressed: [] },
  ...more,
});
const suppressed = [{ ...difference('web', 'tags'), reason: 'cost allocation adds one' }];

describe('a drift report', () => {
  it('says so when nothing has drifted', () => {
    expect(driftTable(report(), painter({}, false))).toBe('prod: nothing has drifted');
    expect(driftMarkdown(report())).toBe('<!-- prod-e drift prod: clean -->\n### `prod` has not drifted\n');
  });

  it('is a table for a terminal and for an issue, with what was left out and why', () => {
    const drifted = report({ differences: [difference('web', 'memory')], suppressed });
    expect(driftTable(drifted, painter({}, false))).toBe(
      'stack  what differs\nweb    memory\nleft out: web: tags (cost allocation adds one)',
    );
    expect(driftMarkdown(drifted)).toBe(
      `<!-- prod-e drift prod: drifted -->
### \`prod\` has drifted: 1 difference

| stack | what differs | |
| --- | --- | --- |
| web | memory | |
| web | tags | left out: cost allocation adds one |
`,
    );
  });

  it('fits what GitHub takes, and says how much did not', () => {
    const many = Array.from({ length: 5000 }, (_, index) => difference(`service-${index}`, 'memory'));
    const text = driftMarkdown(report({ differences: many }));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toMatch(/^<!-- .* -->\n### `prod` has drifted: 5000 differences/);
    expect(text).toMatch(/\d+ more do not fit here\.\n$/);
  });
});
