import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { architectureOf, bases } from '../src/bases.ts';
import { imageId } from '../src/engine.ts';
import { ensureBaseImage, LockedVersionsGone, readLock, refresh, type LockedPackages } from '../src/index.ts';
import { buildRootfs } from '../src/rootfs.ts';
import { describeWithEngine } from './engine.ts';

describeWithEngine('the root file system', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rootfs-'));
  const architecture = architectureOf(process.arch);
  let offered: LockedPackages = {};
  const build = async (name: string, packages = offered): Promise<string> => {
    const tarFile = join(folder, name);
    await buildRootfs({ architecture, packages, tarFile });
    return tarFile;
  };
  const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

  // Not the workspace's lock: this must not fail on the day on which Debian replaces a version.
  beforeAll(async () => {
    const file = join(folder, 'lock.json');
    await refresh({ file });
    offered = readLock(file).node[architecture];
  }, 300_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the same to the byte when it is built twice, and under 26 MB', async () => {
    const [one, two] = [await build('one.tar'), await build('two.tar')];
    expect(sha256(two)).toBe(sha256(one));
    expect(statSync(one).size).toBeLessThan(26e6);
  }, 300_000);

  it('is not built from a version that Debian does not offer', async () => {
    const packages = { ...offered, tzdata: { version: '1990a-1', sha256: 'a' } };
    await expect(build('gone.tar', packages)).rejects.toThrow(LockedVersionsGone);
    await expect(build('gone.tar', packages)).rejects.toThrow(/tzdata 1990a-1 \(offered: \d{4}\w/);
  }, 300_000);

  it('is not built from bytes other than the locked ones', async () => {
    const { tzdata = { version: '', sha256: '' }, ...others } = offered;
    const packages = { ...others, tzdata: { ...tzdata, sha256: '0'.repeat(64) } };
    await expect(build('altered.tar', packages)).rejects.toThrow(/tzdata \S+ is not the one that was locked/);
  }, 300_000);

  it.each(bases)(
    'is not built again for an image that is there: %s',
    async (base) => {
      const first = await ensureBaseImage(base);
      const lines: string[] = [];
      expect(await ensureBaseImage(base, { log: (line) => lines.push(line) })).toEqual(first);
      expect(lines).toEqual([]);
      expect(await imageId(first.reference)).toBe(first.id);
    },
    300_000,
  );
});
