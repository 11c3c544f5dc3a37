import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, livePlatformOf } from '@prod-e/delivery/platforms';
import type { Workspace } from '@prod-e/e2e';
import { parseEnvironment } from '@prod-e/environment';
import { openSqliteLedger } from '@prod-e/ledger';
import { must } from '../must.ts';
import { answerFrom, nothing, type EngineAnswers } from './docker-shim.ts';
import { containerAnswers, hashOf, imageAnswers, networkAnswer } from './recorded.ts';

/** What `plan --json` says. */
export interface PlanJson {
  summary: Record<string, number>;
  stacks: { name: string; wanted: { stackHash: string; inputTag?: string } }[];
}

/** Runs the plan, and reads it. */
export async function planOf(workspace: Workspace): Promise<PlanJson> {
  const { root, environment } = workspace;
  const file = join(root, '.prod-e/plan.json');
  await must('the plan', workspace.nx('run', `infra:plan:${environment}`, `--json=${file}`));
  return JSON.parse(readFileSync(file, 'utf8')) as PlanJson;
}

/**
 * Makes everything that the workspace wants now live and proven: as far as a plan can see, since the engine answers
 * from a record, and the ledger is filled in.
 */
export async function makeLive(workspace: Workspace, services: readonly string[]): Promise<void> {
  const { root, environment } = workspace;
  rmSync(join(root, '.prod-e', environment), { recursive: true, force: true });
  answerFrom(root, nothing);
  const tags = new Map((await planOf(workspace)).stacks.map(({ name, wanted }) => [name, wanted.inputTag]));
  const images = services.map((name) => ({
    name,
    inputTag: tags.get(name) ?? '',
    digest: `sha256:${hashOf(tags.get(name) ?? '')}`,
  }));
  answerFrom(root, { ...nothing, images: imageAnswers(images) });
  // Once their images are there, it is known what stacks are made of.
  const hashes = new Map(
    (await planOf(workspace)).stacks.map(({ name, wanted }) => [name, wanted.stackHash]),
  );
  const stacks = images.map((image) => ({ ...image, stackHash: hashes.get(image.name) ?? '' }));
  const answers: EngineAnswers = {
    services,
    images: imageAnswers(images),
    containers: containerAnswers(environment, stacks),
    network: networkAnswer(environment, hashes.get('foundation') ?? ''),
  };
  answerFrom(root, answers);
  await recordProofs(workspace);
}

/** Records of every stack that is live that it was proven, as a deployment does. */
async function recordProofs({ root, environment: name }: Workspace): Promise<void> {
  const environment = parseEnvironment({ platform: 'local', name }, name);
  const path = process.env['PATH'];
  process.env['PATH'] = `${join(root, '.shims')}:${path}`;
  const ledger = openSqliteLedger(join(root, '.prod-e', name, 'ledger.sqlite'));
  try {
    const platform = await livePlatformOf(environment);
    for (const stack of await platform.read({ services: [], known: new Map() })) {
      await ledger.recordProof(name, stack.name, {
        ...{ deploymentId: '20260101T000000000Z-00000000', stackHash: stack.stackHash },
        ...{ at: '2026-01-01T00:00:00.000Z', commit: '0'.repeat(40) },
        ...(stack.digest !== undefined && { digest: stack.digest }),
        settings: fingerprint(stack.settings, []),
      });
    }
  } finally {
    ledger.close();
    process.env['PATH'] = path;
  }
}
