import type { EnvironmentInput } from '@prod-e/environment';
import { sharedRegistry } from '../settings.ts';

/** What people use: over three zones, never on spot capacity, changed only once somebody has said yes. */
const prod: EnvironmentInput = {
  platform: 'aws',
  name: 'prod',
  account: '000000000000',
  region: 'eu-central-1',
  registry: sharedRegistry,
  domain: { name: 'example.org', zone: 'example.org' },
  network: { cidr: '10.30.0.0/16', zones: 3, egress: 'endpoints' },
  services: { backend: { size: { cpu: 512, memory: 1024 }, scaling: { min: 3, max: 12 } } },
  // Or blue-green: the new release stands beside the old one until it has been seen to work. From one to the other a
  // live public service goes by way of being taken down (docs/adr/0018-rollouts.md).
  rollout: 'rolling',
  retentionDays: 365,
  deletionProtection: true,
  approval: { reviewers: ['team/example'] },
  budget: { monthlyUsd: 500, emails: ['team@example.org'] },
  alarms: { p99Milliseconds: 500, emails: ['on-call@example.org'] },
};

export default prod;
