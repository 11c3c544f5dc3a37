import { describeWithEngine } from '@prod-e/testing/engine';
import { docker, dockerIfThere } from './docker.ts';

describeWithEngine('docker', () => {
  it('hands arguments on as they are, without a shell', async () => {
    expect(await docker('version', '--format', '$HOME `id` "a  b"')).toBe('$HOME `id` "a  b"');
  });

  it('says what the engine said when it fails', async () => {
    await expect(docker('network', 'inspect', 'prod-e-no-such')).rejects.toThrow(
      /^docker network: .*no such network|not found/i,
    );
  });

  it('has nothing for what is not there', async () => {
    expect(await dockerIfThere('container', 'inspect', 'prod-e-no-such')).toBeUndefined();
  });

  it('takes no other failure for absence', async () => {
    await expect(dockerIfThere('container', 'inspect', '--no-flag')).rejects.toThrow('unknown flag');
  });
});
