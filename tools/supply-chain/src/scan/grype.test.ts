import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeScanner, type FakeScanner } from '../../test/fake-scanner.ts';
import { grype } from './grype.ts';

const recorded = readFileSync(join(__dirname, '../../test/recorded/grype.json'), 'utf8');
const target = { service: 'backend', reference: 'prod-e/backend:in-1', sbom: '/w/backend.cdx.json' };

let fake: FakeScanner;
afterEach(() => {
  fake.remove();
});

describe('grype', () => {
  it('reads a finding of each match, by every name that it has', async () => {
    fake = fakeScanner('grype', recorded);
    expect(await grype().scan(target)).toEqual([
      {
        id: 'CVE-2026-1001',
        aliases: [],
        package: 'libc6',
        version: '2.41-12',
        severity: 'critical',
        fix: 'available',
        fixedIn: '2.41-12+deb13u1',
      },
      {
        id: 'GHSA-aaaa-bbbb-cccc',
        aliases: ['CVE-2026-2002'],
        package: 'koa',
        version: '3.3.0',
        severity: 'high',
        fix: 'available',
        fixedIn: '3.3.1',
      },
      {
        id: 'CVE-2010-4756',
        aliases: [],
        package: 'libc6',
        version: '2.41-12',
        severity: 'negligible',
        fix: 'none',
      },
      {
        id: 'CVE-2026-3003',
        aliases: [],
        package: 'node',
        version: '24.21.0',
        severity: 'medium',
        fix: 'unknown',
      },
    ]);
  });

  it('looks at the SBOM where there is one', async () => {
    fake = fakeScanner('grype', recorded);
    await grype().scan(target);
    expect(fake.args()).toEqual(['sbom:/w/backend.cdx.json', '--output', 'json', '--quiet']);
  });

  it('looks at the image where there is no SBOM', async () => {
    fake = fakeScanner('grype', recorded);
    await grype().scan({ service: 'backend', reference: 'prod-e/backend:in-1' });
    expect(fake.args()[0]).toBe('prod-e/backend:in-1');
  });

  it('does not take silence about an unknown distribution for good news', async () => {
    fake = fakeScanner('grype', { matches: [], distro: { name: '', version: '', idLike: null } });
    await expect(grype().scan(target)).rejects.toThrow('grype recognised no distribution');
  });

  it('is there when it is on the PATH', async () => {
    fake = fakeScanner('grype', recorded);
    expect(await grype().isThere(target)).toBe(true);
  });
});
