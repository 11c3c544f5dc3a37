import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeScanner, type FakeScanner } from '../../test/fake-scanner.ts';
import { trivy } from './trivy.ts';

const recorded = readFileSync(join(__dirname, '../../test/recorded/trivy.json'), 'utf8');
const target = { service: 'backend', reference: 'prod-e/backend:in-1', sbom: '/w/backend.cdx.json' };

let fake: FakeScanner;
afterEach(() => {
  fake.remove();
});

describe('trivy', () => {
  it('reads the findings of every part of the image', async () => {
    fake = fakeScanner('trivy', recorded);
    expect(await trivy().scan(target)).toEqual([
      {
        id: 'CVE-2026-1001',
        aliases: ['DSA-7001-1'],
        package: 'libc6',
        version: '2.41-12',
        severity: 'critical',
        fix: 'available',
        fixedIn: '2.41-12+deb13u1',
      },
      {
        id: 'CVE-2010-4756',
        aliases: [],
        package: 'libc6',
        version: '2.41-12',
        severity: 'low',
        fix: 'none',
      },
      {
        id: 'GHSA-aaaa-bbbb-cccc',
        aliases: [],
        package: 'koa',
        version: '3.3.0',
        severity: 'high',
        fix: 'available',
        fixedIn: '3.3.1, 2.16.4',
      },
    ]);
  });

  it('looks at the SBOM where there is one', async () => {
    fake = fakeScanner('trivy', recorded);
    await trivy().scan(target);
    expect(fake.args()).toEqual([
      'sbom',
      '--format',
      'json',
      '--list-all-pkgs',
      '--quiet',
      '/w/backend.cdx.json',
    ]);
  });

  it('looks at the image where there is no SBOM', async () => {
    fake = fakeScanner('trivy', recorded);
    await trivy().scan({ service: 'backend', reference: 'prod-e/backend:in-1' });
    expect(fake.args()).toEqual([
      ...['image', '--scanners', 'vuln', '--format', 'json', '--list-all-pkgs', '--quiet'],
      'prod-e/backend:in-1',
    ]);
  });

  it('runs where no file of the workspace can hide a finding', async () => {
    fake = fakeScanner('trivy', recorded);
    await trivy().scan(target);
    expect(fake.around()).toBe('');
  });

  it('finds nothing in a report without vulnerabilities', async () => {
    fake = fakeScanner('trivy', {
      SchemaVersion: 2,
      Results: [{ Target: 'x', Class: 'os-pkgs', Packages: [{ Name: 'libc6' }] }],
    });
    expect(await trivy().scan(target)).toEqual([]);
  });

  it.each([
    ['no results', { SchemaVersion: 2 }],
    ['npm packages only', { SchemaVersion: 2, Results: [{ Class: 'lang-pkgs', Packages: [{}] }] }],
    ['an empty list of packages', { SchemaVersion: 2, Results: [{ Class: 'os-pkgs', Packages: [] }] }],
  ])('does not take %s for good news', async (_what, report) => {
    fake = fakeScanner('trivy', report);
    await expect(trivy().scan(target)).rejects.toThrow('trivy recognised no package of a distribution');
  });

  it('says what trivy says when it fails', async () => {
    fake = fakeScanner('trivy', '', {
      code: 1,
      errors: 'INFO\nFATAL\tfailed to download vulnerability DB\n',
    });
    await expect(trivy().scan(target)).rejects.toThrow(
      'trivy failed: INFO\nFATAL\tfailed to download vulnerability DB',
    );
  });

  it.each([
    ['another form', { SchemaVersion: 3 }],
    ['no JSON', 'Total: 0'],
  ])('refuses a report of %s', async (_what, report) => {
    fake = fakeScanner('trivy', report);
    await expect(trivy().scan(target)).rejects.toThrow('trivy printed something that is not its report');
  });

  it('asks for a containerized service where there is neither image nor SBOM', async () => {
    fake = fakeScanner('trivy', recorded);
    await expect(trivy().scan({ service: 'backend' })).rejects.toThrow(
      'neither an image of backend nor its SBOM',
    );
  });

  it('stops when it is told to', async () => {
    fake = fakeScanner('trivy', recorded);
    await expect(trivy(AbortSignal.abort(new Error('stopped'))).scan(target)).rejects.toThrow('stopped');
  });

  it('is there when it is on the PATH', async () => {
    fake = fakeScanner('trivy', recorded);
    expect(await trivy().isThere(target)).toBe(true);
  });

  it('is not there when something else is on the PATH', async () => {
    fake = fakeScanner('grype', recorded);
    expect(await trivy().isThere(target)).toBe(false);
  });
});
