import type { EnvironmentInput } from '@prod-e/environment';

/** Containers of the Docker engine on this machine: no account, no registry, ports on loopback. */
const local: EnvironmentInput = {
  platform: 'local',
  name: 'local',
};

export default local;
