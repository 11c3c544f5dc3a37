import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFaultyProxy, type FaultyProxy } from '@prod-e/testing/faulty-proxy';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { startMiniStack, type MiniStack } from '@prod-e/testing/ministack';
import { pushImages, removeImages, type PushedImages } from './images.ts';
import { createTopic, type Topic } from './topic.ts';

/** A run of what Terraform runs in the lab's stacks. */
export interface ProgramRun {
  what: 'begin' | 'end';
  stack: string;
  pid: number;
  /** The Terraform that runs it. */
  terraform: number;
}

/** An AWS of this machine that starts real containers. Only one at a time: see `startMiniStack`. */
export interface Cloud {
  aws: MiniStack;
  /** In front of ECS and logs, of DynamoDB, and of ECR: each can fail by itself. */
  ecs: FaultyProxy;
  table: FaultyProxy;
  registry: FaultyProxy;
  bucket: string;
  topic: Topic;
  images: PushedImages;
  /** Makes the program of a stack wait as it begins, until it is let go. @returns lets it go */
  hold: (stack: string) => () => void;
  /** Resolves once the program of a stack has begun, since `runs` was last asked. */
  begun: (stack: string) => Promise<ProgramRun>;
  /** What was run since this was last asked. */
  runs: () => ProgramRun[];
  stop: () => Promise<void>;
}

export async function startCloud(): Promise<Cloud> {
  const before = { ...process.env };
  const scratch = scratchFolder();
  const aws = await startMiniStack({ containers: true });
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = aws.env;
  Object.assign(process.env, {
    ...{ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_EC2_METADATA_DISABLED: 'true' },
    PROD_E_LAB: scratch.folder,
  });
  const proxies = await Promise.all([0, 1, 2].map(() => startFaultyProxy(aws.host)));
  const [ecs, table, registry] = proxies as [FaultyProxy, FaultyProxy, FaultyProxy];
  const bucket = 'states';
  await fetch(`${aws.endpoint}/${bucket}`, { method: 'PUT' });
  const { region, account, endpoint } = aws;
  const log = join(scratch.folder, 'calls.log');
  const read = (): ProgramRun[] =>
    (existsSync(log) ? readFileSync(log, 'utf8') : '')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [what, stack = '', pid, terraform] = line.split(' ');
        return {
          what: what === 'end' ? 'end' : 'begin',
          stack,
          pid: Number(pid),
          terraform: Number(terraform),
        };
      });
  return {
    ...{ aws, ecs, table, registry, bucket },
    topic: await createTopic(endpoint, region, account),
    images: await pushImages({ region, account, endpoint: registry.url }),
    hold(stack) {
      const file = join(scratch.folder, `hold-${stack}`);
      appendFileSync(file, '');
      return () => {
        rmSync(file, { force: true });
      };
    },
    async begun(stack) {
      for (;;) {
        const run = read().findLast((each) => each.stack === stack && each.what === 'begin');
        if (run) return run;
        await sleep(50);
      }
    },
    runs() {
      const found = read();
      rmSync(log, { force: true });
      return found;
    },
    async stop() {
      await aws.stop();
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      removeImages();
      scratch.remove();
      process.env = before;
    },
  };
}
