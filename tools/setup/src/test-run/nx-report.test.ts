import { readNxReport } from './nx-report.ts';

const failed = `
> nx run a:test
 NX   a test may print this
Failed tasks:
- not:this

\u001b[31m NX   Running targets lint, test for 3 projects failed\u001b[39m

\u001b[2mTasks not run because their dependencies failed or --nx-bail=true:\u001b[22m

\u001b[2m-\u001b[22m c:typecheck

\u001b[2mFailed tasks:\u001b[22m

\u001b[2m-\u001b[22m a:test
\u001b[2m-\u001b[22m b:lint

  Run duration:      12.2s
`;

describe('readNxReport', () => {
  it('reads which tasks failed and which were not run, from what Nx itself says at the end', () => {
    expect(readNxReport(failed)).toEqual({
      failed: new Set(['a:test', 'b:lint']),
      notRun: new Set(['c:typecheck']),
    });
  });

  it('counts a task that was stopped as failed', () => {
    const stopped =
      ' NX   Running target test did not complete\n\nTasks stopped before they finished:\n\n- a:test\n';
    expect([...readNxReport(stopped).failed]).toEqual(['a:test']);
  });

  it('finds nothing in a run that succeeded', () => {
    const report = readNxReport(
      '\n NX   Successfully ran target lint for 2 projects\n\n  Run duration: 1s\n',
    );
    expect(report).toEqual({ failed: new Set(), notRun: new Set() });
  });
});
