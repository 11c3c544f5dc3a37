import { createAwsLab, startCloud, type AwsLab, type Cloud } from '@prod-e/delivery/aws-lab';
import { describeWithEngine, describeWithTerraform } from '@prod-e/testing/engine';
import { describeWithMiniStack, turnMilliseconds } from '@prod-e/testing/ministack';

/** What the tests of a file share. */
export interface Aws {
  cloud: () => Cloud;
  /** A new environment, taken away at the end. @param more fields of it */
  environment: (more?: object) => Promise<AwsLab>;
}

/** Tests of an AWS of this machine with states in S3 and real containers, where it can be had; one cloud for a file. */
export function describeAws(name: string, tests: (aws: Aws) => void): void {
  describeWithMiniStack(name, () => {
    describeWithTerraform('with states in S3', () => {
      describeWithEngine('and real containers', () => {
        let cloud: Cloud;
        const labs: AwsLab[] = [];
        beforeAll(async () => {
          cloud = await startCloud();
        }, turnMilliseconds);
        afterAll(async () => {
          for (const lab of labs) await lab.remove();
          await cloud.stop();
        });
        tests({
          cloud: () => cloud,
          async environment(more) {
            const lab = await createAwsLab(cloud, more);
            labs.push(lab);
            return lab;
          },
        });
      });
    });
  });
}

/** `one: 200` for each task of a service that answers. */
export const releases = async (lab: AwsLab, service: string): Promise<string[]> =>
  (await lab.answering(service)).map(({ release, status }) => `${release}: ${status}`);

/** The stacks for which Terraform ran something since this was last asked, sorted. */
export const changed = ({ cloud }: AwsLab): string[] =>
  cloud
    .runs()
    .flatMap(({ what, stack }) => (what === 'begin' ? [stack] : []))
    .sort();

/** What was asked of ECS through the environment's endpoint since it was healed. */
export const ecsCalls = ({ cloud }: AwsLab): string[] =>
  cloud.ecs.requests.flatMap(
    ({ headers }) => /ContainerService\w+\.(\w+)/.exec(String(headers['x-amz-target']))?.[1] ?? [],
  );
