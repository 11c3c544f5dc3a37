import { exitCode, UserError } from '@prod-e/errors';

export interface Size {
  /** 1024 is one core. */
  cpu: number;
  /** MiB. */
  memory: number;
}

const GiB = 1024;

/** What Fargate offers for Linux: for each size of CPU, memory from `least` to `most` in steps of `step`, in MiB. */
const offers = [
  { cpu: 256, least: 512, most: 512, step: 512 },
  { cpu: 256, least: GiB, most: 2 * GiB, step: GiB },
  { cpu: 512, least: GiB, most: 4 * GiB, step: GiB },
  { cpu: 1024, least: 2 * GiB, most: 8 * GiB, step: GiB },
  { cpu: 2048, least: 4 * GiB, most: 16 * GiB, step: GiB },
  { cpu: 4096, least: 8 * GiB, most: 30 * GiB, step: GiB },
  { cpu: 8192, least: 16 * GiB, most: 60 * GiB, step: 4 * GiB },
  { cpu: 16384, least: 32 * GiB, most: 120 * GiB, step: 8 * GiB },
] as const;

/**
 * The smallest task of Fargate that has what a service asks for.
 *
 * @param service its name, for the error
 * @throws UserError (exit 2) when there is none as large
 */
export function fargateSize(wanted: Size, service: string): Size {
  const offer = offers.find(({ cpu, most }) => cpu >= wanted.cpu && most >= wanted.memory);
  if (!offer) {
    throw new UserError(
      `${service} asks for ${wanted.cpu} CPU shares and ${wanted.memory} MiB, which is more than a task of Fargate has`,
      {
        where: `apps/${service}/service.json`,
        next: 'ask for at most 16384 and 122880',
        exit: exitCode.usage,
      },
    );
  }
  const { cpu, least, step } = offer;
  const steps = Math.max(0, Math.ceil((wanted.memory - least) / step));
  return { cpu, memory: least + steps * step };
}
