import { attested, fakeGh, type Answer } from '../../test/fake-gh.ts';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { predicates } from '../verify/attestation.ts';
import { toBuild } from './to-build.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const missing = { service: 'api', digest: '', reference: '' };
const there = { service: 'web', digest, reference: `registry.example/prod-e/web@${digest}` };
const onThisMachine = { service: 'worker', digest, reference: digest };
const both: Record<string, Answer> = {
  [predicates.provenance]: { printed: attested(predicates.provenance, digest) },
  [predicates.SBOM]: { printed: attested(predicates.SBOM, digest) },
};

describe('the services to build', () => {
  const lines: string[] = [];
  const gh = { current: fakeGh({}) };
  const login = scratchFolder();
  beforeAll(() => {
    login.write('config.json', { auths: { 'registry.example': { auth: 'bWU6bWU=' } } });
  });
  afterEach(() => {
    lines.length = 0;
  });
  afterAll(() => {
    gh.current.remove();
    login.remove();
  });

  function run(images: (typeof there)[], answers: Record<string, Answer> = {}) {
    gh.current.remove();
    gh.current = fakeGh({ ...both, ...answers });
    const logins = { count: 0 };
    const registry = {
      name: 'registry.example',
      loggedIn: <T>(use: (env: Record<string, string>) => Promise<T>) => {
        logins.count += 1;
        return use({ DOCKER_CONFIG: login.folder });
      },
    };
    const attester = {
      repository: 'team/shop',
      sourceRef: 'refs/heads/main',
      env: { PATH: gh.current.folder },
    };
    const services = toBuild(images, registry, attester, (line) => lines.push(line));
    return services.then((names) => ({ names, logins: logins.count }));
  }

  it('are those whose image the registry lacks', async () => {
    expect(await run([missing, there])).toMatchObject({ names: ['api'] });
    expect(lines).toEqual(['api: not in registry.example']);
  });

  it.each([
    ['provenance', predicates.provenance],
    ['SBOM', predicates.SBOM],
  ])('are those whose image is there, but whose %s nobody has attested', async (name, type) => {
    expect(await run([there], { [type]: { code: 1, errors: 'no attestations' } })).toMatchObject({
      names: ['web'],
    });
    expect(lines).toEqual([`web: ${name}: no attestations`]);
  });

  it('are none of this machine’s own, which nobody can attest', async () => {
    const answers = Object.fromEntries(Object.values(predicates).map((type) => [type, { code: 1 }]));
    expect(await run([onThisMachine], answers)).toEqual({ names: [], logins: 0 });
    expect(gh.current.calls()).toEqual([]);
  });

  it('are told with one login for all, of which gh has the benefit', async () => {
    const other = { ...there, service: 'docs', reference: `registry.example/prod-e/docs@${digest}` };
    expect(await run([there, other])).toEqual({ names: [], logins: 1 });
    const calls = gh.current.calls();
    expect(calls).toHaveLength(4);
    expect(calls[0]?.login?.auths).toHaveProperty(['registry.example']);
    expect(calls[0]?.args.join(' ')).toContain('--source-ref refs/heads/main');
  });

  it('are told without a login where there is nothing to verify', async () => {
    expect(await run([missing])).toEqual({ names: ['api'], logins: 0 });
  });
});
