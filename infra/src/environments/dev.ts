import type { EnvironmentInput } from '@prod-e/environment';
import { sharedRegistry } from '../settings.ts';

/** Where every push goes: small, cheap, and gone at any time. */
const dev: EnvironmentInput = {
  platform: 'aws',
  name: 'dev',
  account: '000000000000',
  region: 'eu-central-1',
  registry: sharedRegistry,
  domain: { name: 'dev.example.org', zone: 'dev.example.org' },
  network: { cidr: '10.10.0.0/16', zones: 2, egress: 'endpoints' },
  // A task may be taken away with two minutes' notice.
  spotPercent: 100,
  retentionDays: 7,
  budget: { monthlyUsd: 150, emails: ['team@example.org'] },
};

export default dev;
