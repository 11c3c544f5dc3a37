import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  environmentNames,
  environmentsFolder,
  loadEnvironment,
  type AwsEnvironment,
} from '@prod-e/environment';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { awsEnvironment } from '../../../../test/ecs-service.ts';
import { configurationOf, remoteWriteUrl } from './remote-write.ts';

const workspace = join(__dirname, '../../../../..');

/** What is wrong with the configuration by which an environment's Prometheus writes to its workspace. */
function faultOf(
  environment: AwsEnvironment,
  folder = join(workspace, 'apps/prometheus'),
): string | undefined {
  const url = remoteWriteUrl(environment);
  if (url === undefined) return undefined;
  const file = join(folder, configurationOf(environment));
  if (!existsSync(file)) return `there is no apps/prometheus/${configurationOf(environment)}`;
  return readFileSync(file, 'utf8').includes(`url: ${url}\n`) ? undefined : `it does not write to ${url}`;
}

describe('the configuration that writes to an environment’s workspace', () => {
  const folder = join(workspace, environmentsFolder);

  it.each(environmentNames(folder))('is in the image, where %s has one', async (name) => {
    const environment = await loadEnvironment(name, folder);
    if (environment.platform === 'aws') expect(faultOf(environment)).toBeUndefined();
  });

  it('is missed where it is not, or writes elsewhere', () => {
    const environment = awsEnvironment({ remoteWrite: { workspace: 'ws-1a2b' } });
    const url = 'https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1a2b/api/v1/remote_write';
    const scratch = scratchFolder();
    const faultWith = (text: string) => {
      scratch.write('prometheus.dev.yml', text);
      return faultOf(environment, scratch.folder);
    };
    expect(faultOf(environment, scratch.folder)).toBe('there is no apps/prometheus/prometheus.dev.yml');
    expect(faultWith('remote_write: []\n')).toBe(`it does not write to ${url}`);
    expect(faultWith(`remote_write:\n  - url: ${url}\n`)).toBeUndefined();
    scratch.remove();
  });
});
