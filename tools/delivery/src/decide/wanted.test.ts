import { parseEnvironment } from '@prod-e/environment';
import { scratchFolder, thrownBy, type Scratch } from '@prod-e/testing/fixtures';
import { digest, stackOf } from '../../test/stacks.ts';
import { writeImage } from '../containerize/image.ts';
import { readWanted, wantedStack } from './wanted.ts';

const image = { service: 'web', repository: 'prod-e/web', tag: 'in-1', digest: digest('a') };

describe('the stack hash', () => {
  const hash = wantedStack(stackOf('web'), '{"a":1}', image).stackHash;

  it('is the same for the same configuration and image', () => {
    expect(wantedStack(stackOf('web'), '{"a":1}', { ...image }).stackHash).toBe(hash);
  });

  it.each([
    ['the configuration', '{"a":2}', image],
    ['the image', '{"a":1}', { ...image, digest: digest('b') }],
    ['the input tag', '{"a":1}', { ...image, tag: 'in-2' }],
  ])('changes with %s', (_what, configuration, changed) => {
    expect(wantedStack(stackOf('web'), configuration, changed).stackHash).not.toBe(hash);
  });

  it('does not tell where the image lies, nor how the service is reached', () => {
    const moved = { ...image, repository: 'elsewhere/web' };
    expect(wantedStack(stackOf('web', { url: 'http://127.0.0.1:2' }), '{"a":1}', moved).stackHash).toBe(hash);
  });

  it('is handed to Terraform with the image', () => {
    expect(wantedStack(stackOf('web'), '{}', image).variables).toEqual({
      image: digest('a'),
      input_tag: 'in-1',
      stack_hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('is all that a stack without a service is told', () => {
    expect(wantedStack(stackOf('foundation'), '{}')).toMatchObject({
      variables: { stack_hash: expect.any(String) },
    });
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
