import type { AwsEnvironment } from '@prod-e/environment';

/** How tasks are shared out between Fargate and Fargate Spot. */
export const capacityStrategy = ({ spotPercent }: AwsEnvironment): CapacityShare[] =>
  [
    { capacityProvider: 'FARGATE', weight: 100 - spotPercent },
    { capacityProvider: 'FARGATE_SPOT', weight: spotPercent },
  ].filter(({ weight }) => weight > 0);

interface CapacityShare {
  capacityProvider: string;
  weight: number;
}
