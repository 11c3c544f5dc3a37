import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment, Synthesis } from '@prod-e/environment';
import { App } from 'cdktf';
import { platformOf, type Platform } from './platforms/index.ts';
import type { Service } from './services.ts';
import { FoundationStack } from './stacks/foundation.ts';
import { ServiceStack } from './stacks/service.ts';

export interface SynthesisOptions {
  environment: Environment;
  services: Service[];
  /** Absolute folder for `manifest.json` and `stacks/<name>/cdk.tf.json`; replaced as a whole. */
  out: string;
}

/** Writes the Terraform JSON of every stack of an environment, and the manifest that a deployment reads. */
export const synthesize = async (options: SynthesisOptions): Promise<Synthesis> =>
  synthesizeOn(await platformOf(options.environment), options);

/** The same on a platform that is loaded already. */
export function synthesizeOn(
  platform: Platform,
  { environment, services, out }: SynthesisOptions,
): Synthesis {
  const staging = `${out}.tmp`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });

  const app = new App({ outdir: staging });
  platform.check(environment, services);
  const stacks = [
    new FoundationStack(app, platform, environment, services),
    ...services.map((service) => new ServiceStack(app, platform, environment, service, services)),
  ].map((stack) => stack.describe());
  app.synth();

  const synthesis: Synthesis = { environment, stacks };
  writeFileSync(join(staging, 'manifest.json'), `${JSON.stringify(synthesis, null, 2)}\n`);
  // Swapped in at the end, so that a failed synthesis leaves the last one whole.
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  renameSync(staging, out);
  return synthesis;
}
