import { parseEnvironment } from '@prod-e/environment';
import { describeError } from '@prod-e/errors';
import { password, startGuardedRegistry, username } from '@prod-e/registry/guarded-registry';
import { describeWithDockerRegistry } from '@prod-e/testing/docker-registry';
import { describeWithEngine } from '@prod-e/testing/engine';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { attested, fakeGh, type Answer } from '../../test/fake-gh.ts';
import { rejection } from '../../test/lab.ts';
import { predicates } from './attestation.ts';
import { verify, type VerifyOptions } from './verify.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const reference = `registry.example/prod-e/backend@${digest}`;
const fine: Record<string, Answer> = {
  [predicates.provenance]: { printed: attested(predicates.provenance, digest) },
  [predicates.SBOM]: { printed: attested(predicates.SBOM, digest) },
};

describe('verify', () => {
  let scratch: Scratch;
  let gh: ReturnType<typeof fakeGh> | undefined;
  let lines: string[];
  beforeEach(() => {
    scratch = scratchFolder();
    environment('local');
    lines = [];
  });
  afterEach(() => {
    scratch.remove();
    gh?.remove();
    gh = undefined;
  });

  const environment = (name: string, more: object = {}) =>
    scratch.write(
      `infra/src/environments/${name}.ts`,
      `export default ${JSON.stringify({ platform: 'local', name, ...more })};`,
    );
  const record = (service: string, more: object = {}) =>
    scratch.write(`dist/images/${service}.json`, {
      ...{ service, repository: `prod-e/${service}`, tag: 'in-1', digest, reference },
      ...{ built: true, milliseconds: 1 },
      ...more,
    });

  function run(
    answers: Record<string, Answer> = {},
    options: Partial<VerifyOptions> = {},
    env: NodeJS.ProcessEnv = {},
  ) {
    gh = fakeGh({ ...fine, ...answers });
    return verify(
      { environment: 'local', ...options },
      {
        workspaceRoot: scratch.folder,
        env: { GITHUB_REPOSITORY: 'team/shop', GITHUB_TOKEN: 'ghs_secret', PATH: gh.folder, ...env },
        print: (line) => lines.push(line),
      },
    );
  }

  it('asks gh for provenance and SBOM of our own workflow, with the token of the run', async () => {
    record('backend');
    await run();
    const call = (type: string) => ({
      args: [
        ...['attestation', 'verify', `oci://${reference}`, '--repo', 'team/shop'],
        ...['--signer-workflow', 'team/shop/.github/workflows/_image.yml'],
        ...['--predicate-type', type, '--format', 'json'],
      ],
      token: 'ghs_secret',
    });
    const calls = gh?.calls() ?? [];
    expect(calls).toHaveLength(2);
    expect(calls).toEqual(
      expect.arrayContaining([call('https://slsa.dev/provenance/v1'), call('https://cyclonedx.org/bom')]),
    );
    expect(lines).toEqual(['backend: provenance and SBOM attested']);
  });

  it('asks for the branch that it must have been built from, where it is told one', async () => {
    record('backend');
    await run({}, { sourceRef: 'refs/heads/main' });
    expect(gh?.calls()[0]?.args.join(' ')).toContain('--source-ref refs/heads/main');
  });

  it('leaves the token that gh was given', async () => {
    record('backend');
    await run({}, {}, { GH_TOKEN: 'ghs_other' });
    expect(gh?.calls()[0]?.token).toBe('ghs_other');
  });

  it.each<[string, Record<string, Answer>, RegExp]>([
    [
      'gh finds none',
      {
        [predicates.provenance]: {
          code: 1,
          errors: '✗ No attestations found for subject\n\nError: HTTP 404\n',
        },
      },
      /^backend: provenance: ✗ No attestations found for subject Error: HTTP 404$/,
    ],
    [
      'gh finds none of the type, and ends with 0 all the same (cli/cli#10418)',
      { [predicates.SBOM]: { errors: '✗ No attestations found with predicate type\n' } },
      /^backend: SBOM: gh found no attestation of its SBOM$/,
    ],
    ['the list is empty', { [predicates.SBOM]: { printed: [] } }, /SBOM: gh found no attestation/],
    [
      'it is of another type',
      { [predicates.SBOM]: { printed: attested(predicates.provenance, digest) } },
      /SBOM: gh found no attestation/,
    ],
    [
      'it is of another image',
      { [predicates.SBOM]: { printed: attested(predicates.SBOM, `sha256:${'b'.repeat(64)}`) } },
      /SBOM: gh found no attestation/,
    ],
    [
      'gh is killed without a word',
      { [predicates.SBOM]: { code: 4 } },
      /SBOM: Command failed: gh attestation/,
    ],
  ])('fails, naming the image and what to do, where %s', async (_what, answers, told) => {
    record('backend');
    expect(await rejection(run(answers))).toMatchObject({
      message: `not attested by this repository's workflow: backend (${reference})`,
      next: expect.stringContaining('_image.yml'),
      exit: 1,
    });
    expect(lines.join('\n')).toMatch(told);
  });

  it('names every image that is not attested, not only the first', async () => {
    record('backend');
    record('worker');
    const error = await rejection(run({ [predicates.provenance]: { code: 1, errors: 'no ghs_secret' } }));
    expect(describeError(error)).toMatch(/backend \(.*\), worker \(/);
    expect(lines.join()).toContain('no [redacted]');
  });

  it.each([
    ['a tag', 'registry.example/prod-e/backend:in-1'],
    ['another digest', `registry.example/prod-e/backend@sha256:${'b'.repeat(64)}`],
  ])('refuses an image by %s, and does not ask for it', async (_what, other) => {
    record('backend', { reference: other });
    expect(await rejection(run())).toMatchObject({ exit: 1 });
    expect(lines.join()).toMatch(/is not by its digest/);
    expect(gh?.calls()).toEqual([]);
  });

  it('says so of an image in no registry, which only this machine can run', async () => {
    record('backend', { reference: digest });
    await run();
    expect(lines).toEqual(['backend: skipped, since it is in the engine of this machine and in no registry']);
    expect(gh?.calls()).toEqual([]);
  });

  it('fails where no image is recorded: what is not known is not verified', async () => {
    expect(await rejection(run())).toMatchObject({ where: 'dist/images', exit: 1 });
  });

  it('refuses a malformed record', async () => {
    scratch.write('dist/images/backend.json', '{}');
    expect(await rejection(run())).toMatchObject({ where: 'dist/images/backend.json' });
  });

  it('says how to get gh where there is none', async () => {
    record('backend');
    expect(await rejection(run({}, {}, { PATH: scratch.folder }))).toMatchObject({
      message: expect.stringContaining('gh is not installed'),
      exit: 2,
    });
  });

  it('refuses an environment that there is not', async () => {
    record('backend');
    expect(await rejection(run({}, { environment: 'none' }))).toMatchObject({
      message: 'unknown environment "none"',
      exit: 2,
    });
  });

  describeWithEngine('with an engine', () => {
    describeWithDockerRegistry('of an environment whose registry wants a password', () => {
      let registry: Awaited<ReturnType<typeof startGuardedRegistry>>;
      const variables = { usernameVariable: 'LAB_USER', passwordVariable: 'LAB_PASSWORD' };
      beforeAll(async () => {
        registry = await startGuardedRegistry();
        process.env['LAB_USER'] = username;
      });
      beforeEach(() => {
        process.env['LAB_PASSWORD'] = password;
        environment('lab', { registry: { kind: 'oci', host: registry.host, insecure: true, ...variables } });
        record('backend', { reference: `${registry.host}/prod-e/backend@${digest}` });
      });
      afterAll(async () => {
        delete process.env['LAB_USER'];
        delete process.env['LAB_PASSWORD'];
        await registry.stop();
      });

      it('has gh logged in there, for as long as it is asked', async () => {
        await run({}, { environment: 'lab' });
        const auth = Buffer.from(`${username}:${password}`).toString('base64');
        expect(gh?.calls()).toHaveLength(2);
        for (const { login, args } of gh?.calls() ?? []) {
          expect(login).toMatchObject({ auths: { [registry.host]: { auth } } });
          expect(args.join(' ')).not.toContain(password);
        }
      });

      it('does not ask gh where the registry does not know the password', async () => {
        process.env['LAB_PASSWORD'] = 'wrong';
        const error = await rejection(run({}, { environment: 'lab' }));
        expect(error).toMatchObject({ message: expect.stringContaining('docker login failed') });
        expect(gh?.calls()).toEqual([]);
      });
    });
  });

  it('needs the repository', async () => {
    record('backend');
    expect(await rejection(run({}, {}, { GITHUB_REPOSITORY: 'shop' }))).toMatchObject({ exit: 2 });
  });

  describe('of a saved plan', () => {
    const stack = (name: string, image?: object) => ({
      ...{
        stack: { name, address: 'a.b', dependsOn: [] },
        stackHash: 'h',
        configuration: '{}',
        variables: {},
      },
      ...(image && { image }),
    });
    const plan = (...stacks: object[]) =>
      scratch.write('saved/plan.json', {
        ...{ version: 1, commit: 'c', madeAt: '2026-01-02T03:04:05.000Z', stacks },
        environment: parseEnvironment(
          { platform: 'local', name: 'lab', registry: { kind: 'oci', host: 'registry.example' } },
          'lab.ts',
        ),
        ...{ images: [], live: {}, planFiles: {} },
      });

    it('verifies the images of its release', async () => {
      plan(stack('foundation'), stack('backend', { tag: 'in-1', digest }));
      await run({}, { plan: 'saved' });
      expect(lines).toEqual(['backend: provenance and SBOM attested']);
      expect(gh?.calls()[0]?.args).toContain(`oci://${reference}`);
    });

    it('fails for one that is not attested', async () => {
      plan(stack('backend', { tag: 'in-1', digest }));
      const error = await rejection(run({ [predicates.SBOM]: { code: 1 } }, { plan: 'saved' }));
      expect(error).toMatchObject({ message: expect.stringContaining('backend'), exit: 1 });
    });

    it('is refused where there is none', async () => {
      expect(await rejection(run({}, { plan: 'none' }))).toMatchObject({ where: 'none/plan.json', exit: 2 });
    });
  });
});
