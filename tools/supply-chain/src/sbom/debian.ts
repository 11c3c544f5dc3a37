import type { LockedPackages } from '@prod-e/base-image';
import { UserError } from '@prod-e/errors';
import { dependsOf, sourceOf, type Control } from './control.ts';
import type { DebianPackage } from './inventory.ts';

/**
 * The packages of an image that describe themselves, with the sums of the lock.
 *
 * @param controls one for each package of the image
 * @param reference the image, for errors
 * @throws UserError when the image holds other packages than the lock names
 */
export function debianPackages(
  controls: Control[],
  locked: LockedPackages,
  reference: string,
): DebianPackage[] {
  const held = controls
    .map((control) => packageOf(control, locked))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = new Set(held.map(({ name }) => name));
  const strange = [
    ...held.filter(({ name, version }) => locked[name]?.version !== version).map(({ name }) => name),
    ...Object.keys(locked).filter((name) => !names.has(name)),
  ];
  if (strange.length > 0) {
    throw new UserError(`the image holds other packages than are locked: ${strange.join(', ')}`, {
      where: reference,
      next: `remove the image (docker rmi ${reference}), and containerize again`,
    });
  }
  return held.map((each) => ({ ...each, needs: each.needs.filter((name) => names.has(name)) }));
}

function packageOf(control: Control, locked: LockedPackages): DebianPackage {
  const { Package: name = '', Version: version = '', Architecture: architecture = '' } = control;
  const maintainer = control['Maintainer']?.replace(/\s*<.*$/, '');
  const homepage = control['Homepage'];
  const summary = control['Description']?.split('\n', 1)[0];
  const staticallyBuiltFrom = control['Static-Built-Using'];
  return {
    name,
    version,
    architecture,
    source: sourceOf(control),
    sha256: locked[name]?.sha256 ?? '',
    ...(maintainer && { maintainer }),
    ...(homepage && { homepage }),
    ...(summary && { summary }),
    ...(staticallyBuiltFrom && { staticallyBuiltFrom }),
    needs: dependsOf(control),
  };
}
