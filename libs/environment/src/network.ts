import { z } from 'zod';

const addressOf = (cidr: string): number =>
  cidr
    .split('/', 1)
    .join()
    .split('.')
    .reduce((sum, octet) => sum * 256 + Number(octet), 0);

const lengthOf = (cidr: string): number => Number(cidr.split('/')[1]);

/** The VPC of an environment. */
export const networkSchema = z
  .strictObject({
    cidr: z
      .cidrv4()
      .refine(
        (cidr) => lengthOf(cidr) >= 16 && lengthOf(cidr) <= 20,
        'must be from /16, the largest that AWS has, to /20, which has room for a subnet of each kind and zone',
      )
      .refine(
        (cidr) => addressOf(cidr) % 2 ** (32 - lengthOf(cidr)) === 0,
        'must begin at its first address, as 10.0.0.0/16 does',
      )
      .default('10.0.0.0/16'),
    zones: z.literal([2, 3]).default(2).describe('Availability zones.'),
    egress: z
      .enum(['endpoints', 'nat', 'nat-per-zone'])
      .default('endpoints')
      .describe(
        'How tasks reach AWS: by VPC endpoints and nothing else, or also the internet by one NAT gateway or one per zone.',
      ),
  })
  .prefault({});
