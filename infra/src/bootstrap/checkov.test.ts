import { join } from 'node:path';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { dev, prod, services, settings } from '../../test/bootstrap.ts';
import { describeWithCheckov } from '../../test/checkov.ts';
import { isOfCheckov, runCheckov } from '../validate/checkov.ts';
import { exceptionsFile, readExceptions, sortOut } from '../validate/exceptions.ts';
import { tell } from '../validate/finding.ts';
import { accountsOf } from './accounts.ts';
import { synthesizeBootstrap } from './synthesize.ts';

const workspaceRoot = join(__dirname, '../../..');

describeWithCheckov('Checkov', () => {
  it('finds nothing in bootstrap that has no exception, and needs every exception', async () => {
    const scratch = scratchFolder();
    const accounts = accountsOf([dev, prod], settings);
    synthesizeBootstrap({
      ...{ accounts, settings, services, stateIn: 'bucket' },
      out: join(scratch.folder, 'bootstrap/stacks'),
    });
    const report = await runCheckov(workspaceRoot, scratch.folder);
    scratch.remove();
    const exceptions = readExceptions(join(workspaceRoot, exceptionsFile)).filter(({ environments }) =>
      environments?.includes('bootstrap'),
    );
    const { findings, idle } = sortOut(report.findings, exceptions, {
      environments: ['bootstrap'],
      isLooked: isOfCheckov,
    });
    expect(report.passed).toBeGreaterThan(100);
    expect([...findings.map(tell), ...idle]).toEqual([]);
  });
});
