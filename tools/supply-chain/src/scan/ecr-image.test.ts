import { ecrImage, isInEcr } from './ecr-image.ts';

const host = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const digest = `sha256:${'a'.repeat(64)}`;

describe('ecrImage', () => {
  it.each([
    [
      'a tag in ECR',
      `${host}/prod-e/backend:in-1`,
      {
        registryId: '123456789012',
        region: 'eu-central-1',
        repositoryName: 'prod-e/backend',
        imageId: { imageTag: 'in-1' },
      },
    ],
    [
      'a digest, which says more than a tag',
      `${host}/backend:in-1@${digest}`,
      {
        registryId: '123456789012',
        region: 'eu-central-1',
        repositoryName: 'backend',
        imageId: { imageDigest: digest },
      },
    ],
    [
      'an emulator’s image',
      '127.0.0.1:4566/backend:in-1',
      { repositoryName: 'backend', imageId: { imageTag: 'in-1' } },
    ],
    ['the engine’s own image', 'prod-e/backend:in-1', undefined],
    ['no image at all', host, undefined],
    ['neither tag nor digest', `${host}/backend`, undefined],
  ])('reads %s', (_what, reference, image) => {
    expect(ecrImage(reference)).toEqual(image);
  });
});

describe('isInEcr', () => {
  it.each([
    [`${host}/backend:1`, true],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/backend:1', true],
    ['123456789012.dkr-ecr.eu-central-1.on.aws/backend:1', true],
    ['127.0.0.1:4566/backend:1', false],
    ['backend:1', false],
    [`${host}.example.org/backend:1`, false],
  ])('%s: %s', (reference, expected) => {
    expect(isInEcr(reference)).toBe(expected);
  });
});
