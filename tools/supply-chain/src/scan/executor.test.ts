import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { fakeScanner, type FakeScanner } from '../../test/fake-scanner.ts';
import scanExecutor, { type ScanExecutorOptions } from './executor.ts';
import { scannerNames } from './scanner.ts';
import { thresholds } from './severity.ts';

const recorded = readFileSync(join(__dirname, '../../test/recorded/trivy.json'), 'utf8');
const image = { service: 'web', repository: 'prod-e/web', tag: 'in-1', digest: 'sha256:1' };

let workspace: Scratch;
let fake: FakeScanner | undefined;
let printed: string;
const ci = process.env['CI'];
beforeEach(() => {
  workspace = scratchFolder();
  workspace.write('dist/images/web.json', image);
  printed = '';
  for (const method of ['log', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...texts: unknown[]) => {
      printed += `${texts.join(' ')}\n`;
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  if (ci === undefined) delete process.env['CI'];
  else process.env['CI'] = ci;
  fake?.remove();
  fake = undefined;
  workspace.remove();
});

const scan = (options: ScanExecutorOptions = {}) =>
  scanExecutor(options, { root: workspace.folder, projectName: 'web' } as ExecutorContext);

describe('nx run <service>:image:scan', () => {
  it('fails for a severity at the threshold, with a table', async () => {
    fake = fakeScanner('trivy', recorded);
    expect(await scan()).toEqual({ success: false });
    expect(printed).toContain('critical  CVE-2026-1001        libc6    2.41-12  2.41-12+deb13u1  fails');
  });

  it('passes where exceptions hold for all that reaches the threshold', async () => {
    fake = fakeScanner('trivy', recorded);
    const known = { package: 'libc6', reason: 'We never call it.', expires: '9999-12-31', reviewer: 'Ada' };
    workspace.write('security/scan-exceptions.json', { exceptions: [{ id: 'CVE-2026-1001', ...known }] });
    expect(await scan({ threshold: 'critical' })).toEqual({ success: true });
  });

  it('looks at the image of the engine where there is no SBOM', async () => {
    fake = fakeScanner('trivy', recorded);
    await scan();
    expect(fake.args().at(-1)).toBe('prod-e/web:in-1');
  });

  it('looks at the image in its registry where that is recorded', async () => {
    workspace.write('dist/images/web.json', { ...image, reference: '127.0.0.1:5000/web@sha256:1' });
    fake = fakeScanner('trivy', recorded);
    await scan();
    expect(fake.args().at(-1)).toBe('127.0.0.1:5000/web@sha256:1');
  });

  it('looks at the SBOM that is recorded', async () => {
    workspace.write('dist/images/web.json', { ...image, sbom: 'dist/images/web.cdx.json' });
    const sbom = workspace.write('dist/images/web.cdx.json', {});
    fake = fakeScanner('trivy', recorded);
    await scan();
    expect(fake.args().at(-1)).toBe(sbom);
  });

  it('looks at the image where the recorded SBOM is gone', async () => {
    workspace.write('dist/images/web.json', { ...image, sbom: 'dist/images/web.cdx.json' });
    fake = fakeScanner('trivy', recorded);
    await scan();
    expect(fake.args()[0]).toBe('image');
  });

  it.each([
    ['succeeds', 'on a laptop', undefined, true, true],
    ['succeeds', 'in CI that does not require it', 'true', false, true],
    ['fails', 'in CI that requires it', 'true', true, false],
  ])('%s without a scanner %s', async (_what, _where, inCi, required, success) => {
    fake = fakeScanner('something-else', '');
    if (inCi === undefined) delete process.env['CI'];
    else process.env['CI'] = inCi;
    expect(await scan({ required })).toEqual({ success });
    expect(printed).toMatch(/^skipped: no scanner is there: /);
  });

  it('fails in a sentence where the service was not containerized', async () => {
    workspace.write('dist/images/web.json', '');
    expect(await scan()).toEqual({ success: false });
    expect(printed).toBe(
      'error: the image of web is not known\n  where: dist/images/web.json\n  next:  npx nx run web:containerize\n',
    );
  });

  it('fails in a sentence where the exceptions are malformed, even without a scanner', async () => {
    fake = fakeScanner('something-else', '');
    workspace.write('security/scan-exceptions.json', []);
    expect(await scan()).toEqual({ success: false });
    expect(printed).toMatch(/^error: the exceptions are malformed/);
  });

  it.each(['threshold', 'scanner'])('says the values of %s to Nx as it reads them itself', (option) => {
    const { properties } = JSON.parse(readFileSync(join(__dirname, 'schema.json'), 'utf8')) as {
      properties: Record<string, { enum: string[] }>;
    };
    const values: Record<string, readonly string[]> = {
      threshold: thresholds,
      scanner: ['auto', ...scannerNames],
    };
    expect(properties[option]?.enum).toEqual(values[option]);
  });
});
