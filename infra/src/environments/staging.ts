import type { EnvironmentInput } from '@prod-e/environment';
import { sharedRegistry } from '../settings.ts';

/** As production is, with less of it: what works here works there. */
const staging: EnvironmentInput = {
  platform: 'aws',
  name: 'staging',
  account: '000000000000',
  region: 'eu-central-1',
  registry: sharedRegistry,
  domain: { name: 'staging.example.org', zone: 'staging.example.org' },
  network: { cidr: '10.20.0.0/16', zones: 2, egress: 'endpoints' },
  services: { backend: { scaling: { min: 2, max: 4 } } },
  retentionDays: 30,
  budget: { monthlyUsd: 200, emails: ['team@example.org'] },
  alarms: { emails: ['team@example.org'] },
};

export default staging;
