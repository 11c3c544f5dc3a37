import { posix } from 'node:path';
import { bases, ensureBaseImage, type Base } from '../src/index.ts';
import { describeWithEngine, filesOf, type ImageFile } from './engine.ts';

describeWithEngine('every base', () => {
  const files: Partial<Record<Base, ImageFile[]>> = {};
  const of = (base: Base): ImageFile[] => files[base] ?? [];

  beforeAll(async () => {
    for (const base of bases) files[base] = filesOf((await ensureBaseImage(base)).reference);
  }, 300_000);

  it.each(bases)('has no shell, no interpreter but its own, no package manager: %s', (base) => {
    const banned = /^(sh|bash|dash|ash|zsh|busybox|toybox|perl.*|python.*|awk|apt.*|dpkg.*|debconf.*|ldd)$/;
    expect(of(base).length).toBeGreaterThan(500);
    expect(
      of(base).filter(({ path, mode }) => mode.startsWith('-') && banned.test(posix.basename(path))),
    ).toEqual([]);
  });

  it.each<[Base, string[]]>([
    ['node', ['node']],
    ['prometheus', ['prometheus', 'promtool']],
  ])('has no program but its own: %s', (base, programs) => {
    const found = of(base).filter(({ path }) => /^\/usr\/s?bin\/./.test(path));
    expect(found.map(({ path }) => posix.basename(path)).sort()).toEqual(programs);
  });

  it.each(bases)('has nothing that gives rights to who runs it: %s', (base) => {
    expect(of(base).filter(({ mode }) => /s/i.test(mode.slice(1)))).toEqual([]);
  });

  it.each(bases)('has no manuals, and of the documentation the licences only: %s', (base) => {
    const kept = of(base).filter(
      ({ path, mode }) => mode.startsWith('-') && /^\/usr\/share\/(doc|man)\//.test(path),
    );
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.filter(({ path }) => !path.endsWith('/copyright'))).toEqual([]);
  });

  it.each(bases)('has no link that leads nowhere: %s', (base) => {
    const links = new Map(of(base).flatMap(({ path, target }) => (target ? [[path, target] as const] : [])));
    const paths = new Set(of(base).map(({ path }) => path.replace(/\/$/, '')));
    const dangling = [...links].filter(([path, target]) => {
      const resolved = resolve(posix.resolve(posix.dirname(path), target), links);
      return !resolved.startsWith('/proc') && !paths.has(resolved);
    });
    expect(dangling).toEqual([]);
  });
});

/** A path with every link on the way followed. */
function resolve(path: string, links: Map<string, string>): string {
  let resolved = '';
  for (const part of path.split('/').filter(Boolean)) {
    resolved += `/${part}`;
    const target = links.get(resolved);
    if (target) resolved = resolve(posix.resolve(posix.dirname(resolved), target), links);
  }
  return resolved;
}
