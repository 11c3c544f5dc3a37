import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Settings } from '../settings.ts';
import type { Account } from './accounts.ts';
import type { StateIn } from './backend.ts';
import { AccountStack } from './stack.ts';

export interface BootstrapOptions {
  accounts: Account[];
  settings: Settings;
  services: string[];
  stateIn: StateIn;
  /** Absolute folder for `<account>/cdk.tf.json`. What Terraform keeps in there stays. */
  out: string;
}

/** Writes the Terraform JSON of every account. */
export function synthesizeBootstrap({ out, ...options }: BootstrapOptions): void {
  mkdirSync(out, { recursive: true });
  const staging = mkdtempSync(join(out, '.synthesis-'));
  try {
    const app = new App({ outdir: staging });
    for (const account of options.accounts) new AccountStack(app, { account, ...options });
    app.synth();
    for (const { id } of options.accounts) {
      mkdirSync(join(out, id), { recursive: true });
      renameSync(join(staging, 'stacks', id, 'cdk.tf.json'), join(out, id, 'cdk.tf.json'));
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
