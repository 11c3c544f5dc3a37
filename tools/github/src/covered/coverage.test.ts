import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { coverage, thresholds } from './coverage.ts';

describe('coverage', () => {
  let scratch: Scratch;
  let lines: string[];
  beforeEach(() => {
    scratch = scratchFolder();
    lines = [];
  });
  afterEach(() => {
    scratch.remove();
  });

  const count = (covered: number, total: number) => ({ total, covered, skipped: 0, pct: 1 });
  const tested = (project: string, of: [number, number], branches: [number, number]) =>
    scratch.write(`${project}/coverage/coverage-summary.json`, {
      total: { lines: count(...of), branches: count(...branches), statements: count(1, 1) },
      '/a/file.ts': {},
    });
  const tell = (env: NodeJS.ProcessEnv = {}) => {
    coverage({ workspaceRoot: scratch.folder, env, print: (line) => lines.push(line) });
    return lines.join('\n');
  };

  it('is a table, sorted, with what is below its threshold marked, and all of it together', () => {
    tested('tools/b', [900, 1000], [0, 0]);
    tested('apps/a', [8999, 10_000], [85, 100]);
    tested('infra', [5, 10], [8, 10]);
    expect(tell()).toBe(`### Coverage

| project | lines % | branches % | threshold |
| --- | ---: | ---: | ---: |
| \`apps/a\` | **89.9** ✗ | 85.0 | 90 / 85 |
| \`infra\` | **50.0** ✗ | **80.0** ✗ | 90 / 85 |
| \`tools/b\` | 90.0 | – | 90 / 85 |
| **total** | 89.9 | 84.5 |  |`);
  });

  it('is appended to the summary of the job', () => {
    tested('libs/a', [1, 1], [1, 1]);
    const file = scratch.write('summary.md', 'before');
    expect(tell({ GITHUB_STEP_SUMMARY: file })).toBe('coverage of 1 project told');
    tested('libs/b', [1, 1], [1, 1]);
    expect(tell({ GITHUB_STEP_SUMMARY: file })).toMatch(/2 projects told$/);
  });

  it('is one line where nothing was tested', () => {
    scratch.write('apps/a/package.json', {});
    expect(tell()).toBe('No project was tested, so there is no coverage to tell.');
  });

  it('names the summary that is malformed', () => {
    scratch.write('libs/a/coverage/coverage-summary.json', '{');
    expect(thrownBy(() => tell())).toMatchObject({ where: 'libs/a/coverage/coverage-summary.json', exit: 1 });
  });

  it('names the summary of the job that cannot be written', () => {
    const error = thrownBy(() => tell({ GITHUB_STEP_SUMMARY: join(scratch.folder, 'none/summary.md') }));
    expect(error).toMatchObject({
      message: expect.stringContaining('GITHUB_STEP_SUMMARY cannot be written'),
    });
  });

  it('knows the thresholds that the tests are held at', async () => {
    const program = `import { preset } from '@prod-e/testing'; console.log(JSON.stringify(preset(process.cwd()).coverageThreshold.global))`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      cwd: join(__dirname, '../..'),
    });
    expect(JSON.parse((await run).stdout)).toEqual(thresholds);
  });
});
