import { dnsZone } from '@prod-e/environment';

/** Names under which a service is found by the others of its network. */
export const aliasesOf = (service: string): string[] => [service, `${service}.${dnsZone}`];
