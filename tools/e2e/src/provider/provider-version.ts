import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Version constraints that are tried: the one that the stacks ask for, then any of its major version. */
const constraints = ['6.25.0', '~> 6.25'];

/**
 * The first constraint that Terraform can install the provider hashicorp/aws for, from its registry or a mirror that it
 * is configured for.
 *
 * @returns `undefined` where it cannot be had
 */
export const installableProvider = (): string | undefined => constraints.find(canInstall);

function canInstall(version: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'prod-e-provider-'));
  const terraform = { required_providers: { aws: { source: 'hashicorp/aws', version } } };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform }));
  try {
    const { status } = spawnSync('terraform', ['init', '-input=false'], {
      ...{ cwd: folder, stdio: 'ignore', timeout: 300_000 },
      env: { ...process.env, CHECKPOINT_DISABLE: '1' },
    });
    return status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
