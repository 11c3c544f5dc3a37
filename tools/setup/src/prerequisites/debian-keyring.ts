import type { Prerequisite } from './prerequisite.ts';

const folder = '/usr/share/keyrings';

export const debianKeyring: Prerequisite = {
  name: 'debian-archive-keyring',
  purpose: 'checks the signatures of the packages in the base images',
  commands: ['up', 'test'],
  // An older keyring is there on an older system, without the keys of the suite that the bases are made from.
  isThere: (system) => system.list(folder).some((file) => file.startsWith('debian-archive-trixie-stable.')),
  packages: ['debian-archive-keyring'],
  advice: 'install a debian-archive-keyring that has the keys of trixie',
};
