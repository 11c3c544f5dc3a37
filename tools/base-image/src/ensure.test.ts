import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakePrograms } from '../test/fake-programs.ts';
import { ensureBaseImage } from './index.ts';

/** An engine that remembers the references it built, and counts its builds. */
const docker = `
case $1 in
image) if [ -e "$FAKE/built" ]; then echo sha256:1; else echo "Error: No such image: $5" >&2; exit 1; fi ;;
build) echo "$4" >>"$FAKE/builds"; ls "$5" >"$FAKE/context"; touch "$FAKE/built" ;;
esac`;

const withFakes = async (
  programs: Record<string, string>,
  test: (folder: string) => Promise<void>,
): Promise<void> => {
  const fakes = fakePrograms({ mmdebstrap: 'echo tar', sudo: 'exit 1', ...programs });
  try {
    await test(fakes.folder);
  } finally {
    fakes.remove();
  }
};

describe('ensureBaseImage', () => {
  it('builds once when asked twice at once, and says what it does', async () => {
    await withFakes({ docker }, async (folder) => {
      const lines: string[] = [];
      const log = (line: string): number => lines.push(line);
      const [one, two] = await Promise.all([
        ensureBaseImage('node', { log }),
        ensureBaseImage('node', { log }),
      ]);
      expect(one).toEqual({ reference: expect.stringMatching(/^prod-e\/base-node:in-/), id: 'sha256:1' });
      expect(two).toEqual(one);
      expect(readFileSync(join(folder, 'builds'), 'utf8')).toBe(`${one.reference}\n`);
      expect(lines).toEqual([
        expect.stringMatching(/building from \d+ Debian packages$/),
        expect.stringMatching(/built in [\d.]+ s$/),
      ]);
    });
  });

  it('puts Node and its health check into the base of Node only', async () => {
    await withFakes({ docker }, async (folder) => {
      await ensureBaseImage('prometheus');
      expect(readFileSync(join(folder, 'context'), 'utf8')).toBe('Dockerfile\nrootfs.tar\n');
    });
    await withFakes({ docker }, async (folder) => {
      await ensureBaseImage('node');
      expect(readFileSync(join(folder, 'context'), 'utf8')).toBe(
        'Dockerfile\nhealthcheck.mjs\nnode\nrootfs.tar\n',
      );
    });
  });

  it('does nothing when the engine has it', async () => {
    await withFakes({ docker: 'echo sha256:2', mmdebstrap: 'touch "$FAKE/ran"' }, async (folder) => {
      expect((await ensureBaseImage('node')).id).toBe('sha256:2');
      expect(existsSync(join(folder, 'ran'))).toBe(false);
    });
  });

  it('says that the engine does not answer', async () => {
    await withFakes({ docker: 'echo "Cannot connect to the Docker daemon" >&2; exit 1' }, async () => {
      await expect(ensureBaseImage('node')).rejects.toMatchObject({
        message: 'the Docker engine does not answer: Cannot connect to the Docker daemon',
        next: 'npm run setup',
      });
    });
  });

  it('says why a build failed, and leaves no folder behind', async () => {
    const failing = docker.replace('build)', 'build) echo "no space left" >&2; exit 1;');
    await withFakes({ docker: failing }, async (folder) => {
      const temporary = process.env['TMPDIR'];
      process.env['TMPDIR'] = folder;
      await expect(ensureBaseImage('prometheus')).rejects.toThrow(
        'docker build failed (exit 1): no space left',
      );
      if (temporary === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = temporary;
      expect(readdirSync(folder).filter((name) => name.startsWith('prod-e-base-'))).toEqual([]);
    });
  });

  it('does not hide an image that vanishes', async () => {
    await withFakes({ docker: docker.replace('touch "$FAKE/built"', ':') }, async () => {
      await expect(ensureBaseImage('prometheus')).rejects.toThrow('is gone right after it was built');
    });
  });
});
