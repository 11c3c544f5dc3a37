/**
 * Addresses of a zone's tasks: a quarter of the VPC's. The fourth quarter is for what is public.
 *
 * @param vpc such as `10.0.0.0/16`
 * @param zone from 0, at most 2
 */
export const privateBlock = (vpc: string, zone: number): string => blockOf(vpc, lengthOf(vpc) + 2, zone);

/** Addresses of a zone's part of the load balancer: a /24 is more than it ever takes. */
export const publicBlock = (vpc: string, zone: number): string => blockOf(privateBlock(vpc, 3), 24, zone);

/** The block of that length and number within another. Reckoned here, and not by Terraform, so that a review sees it. */
function blockOf(outer: string, length: number, number: number): string {
  const first = outer
    .split('/', 1)
    .join()
    .split('.')
    .reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const address = first + number * 2 ** (32 - length);
  return `${[24, 16, 8, 0].map((bits) => (address >>> bits) & 255).join('.')}/${length}`;
}

const lengthOf = (block: string): number => Number(block.split('/')[1]);
