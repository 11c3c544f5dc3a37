import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@prod-e/environment';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { digest, imageOf, stackOf } from '../../test/stacks.ts';
import { writeImage } from '../containerize/image.ts';
import { readWanted, wantedStack } from './wanted.ts';

const image = imageOf('web', { reference: `registry/prod-e/web@${digest('a')}` });

describe('a wanted stack', () => {
  it('does not differ by where its image lies, nor by how the service is reached', () => {
    const { stackHash } = wantedStack(stackOf('web'), '{"a":1}', image);
    const moved = { ...image, repository: 'elsewhere/web', reference: `elsewhere/web@${digest('a')}` };
    expect(wantedStack(stackOf('web', { url: 'http://127.0.0.1:2' }), '{"a":1}', moved).stackHash).toBe(
      stackHash,
    );
  });

  it('is handed to Terraform with its hash, and its image in the registry', () => {
    const { stackHash, variables } = wantedStack(stackOf('web'), '{}', image);
    expect(variables).toEqual({ image: image.reference, input_tag: 'in-1', stack_hash: stackHash });
  });

  it('is told its hash alone where it has no service', () => {
    expect(Object.keys(wantedStack(stackOf('foundation'), '{}').variables)).toEqual(['stack_hash']);
  });
});

describe('readWanted', () => {
  let workspace: Scratch;
  const environment = parseEnvironment({ platform: 'local', name: 'lab' }, 'lab.ts');

  beforeEach(() => {
    workspace = scratchFolder();
    workspace.write('infra/dist/lab/manifest.json', {
      environment,
      stacks: [stackOf('foundation'), stackOf('web')],
    });
    for (const stack of ['foundation', 'web'])
      workspace.write(`infra/dist/lab/stacks/${stack}/cdk.tf.json`, `{"//":"${stack}"}`);
    writeImage(workspace.folder, image);
  });
  afterEach(() => {
    workspace.remove();
  });

  it('joins the synthesis with the images of the present inputs, in the order of deployment', () => {
    const { stacks, environment: read } = readWanted(workspace.folder, 'lab');
    expect(read).toEqual(environment);
    expect(stacks.map(({ stack, configuration, image }) => [stack.name, configuration, image])).toEqual([
      ['foundation', '{"//":"foundation"}', undefined],
      ['web', '{"//":"web"}', image],
    ]);
  });

  it.each([
    ['is none', undefined],
    ['is none of ours', { stacks: 'many' }],
  ])('names the command that makes a synthesis when there %s', (_what, manifest) => {
    if (manifest) workspace.write('infra/dist/dev/manifest.json', manifest);
    expect(thrownBy(() => readWanted(workspace.folder, 'dev'))).toMatchObject({
      message: 'environment dev is not synthesized',
      where: 'infra/dist/dev/manifest.json',
      next: 'npx nx run infra:synth --configuration=dev',
    });
  });

  it.each([
    ['is lost', ''],
    ['is half written', '{"//":"w'],
  ])('names the command that makes a synthesis when the stack of a service %s', (_what, configuration) => {
    const file = 'infra/dist/lab/stacks/web/cdk.tf.json';
    workspace.write(file, configuration);
    if (configuration === '') rmSync(join(workspace.folder, file));
    expect(thrownBy(() => readWanted(workspace.folder, 'lab'))).toMatchObject({
      message: 'environment lab is not synthesized',
      where: file,
      next: 'npx nx run infra:synth --configuration=lab',
    });
  });

  it.each([
    ['is none', ''],
    ['is half of one', '{"service":'],
    ['lacks its digest', { service: 'web', repository: 'prod-e/web', tag: 'in-1' }],
  ])('names the command that makes an image when its record %s', (_what, record) => {
    workspace.write('dist/images/web.json', record);
    expect(thrownBy(() => readWanted(workspace.folder, 'lab'))).toMatchObject({
      message: 'the image of web is not known',
      where: 'dist/images/web.json',
      next: 'npx nx run web:containerize',
    });
  });
});
