import { startScriptedAws, type AwsScript, type ScriptedAws } from '@prod-e/testing/scripted-aws';
import { createEcrApi } from './api.ts';

describe("ECR's API", () => {
  const script: AwsScript = {};
  const environment = { ...process.env };
  let aws: ScriptedAws;
  beforeAll(async () => {
    aws = await startScriptedAws(script);
    Object.assign(process.env, aws.env);
  });
  beforeEach(() => {
    aws.calls.length = 0;
  });
  afterAll(async () => {
    process.env = environment;
    await aws.stop();
  });
  const api = () =>
    createEcrApi({ host: 'registry.example', region: aws.region, account: '1', endpoint: aws.endpoint });
  const token = (minutes: number) => ({
    authorizationData: [
      {
        authorizationToken: Buffer.from('AWS:guess:me').toString('base64'),
        expiresAt: Date.now() / 1000 + minutes * 60,
      },
    ],
  });

  it('gives a login, and keeps it for as long as it is good', async () => {
    script['GetAuthorizationToken'] = token(720);
    const { credentials } = api();
    expect(await credentials()).toEqual({ username: 'AWS', password: 'guess:me' });
    await credentials();
    expect(aws.count('GetAuthorizationToken')).toBe(1);
  });

  it('gives another login when the first is about to end', async () => {
    script['GetAuthorizationToken'] = token(4);
    const { credentials } = api();
    await credentials();
    await credentials();
    expect(aws.count('GetAuthorizationToken')).toBe(2);
  });

  it('does not take an image for absent that it cannot read', async () => {
    script['BatchGetImage'] = {
      images: [],
      failures: [{ imageId: { imageTag: 'in-1' }, failureCode: 'KmsError', failureReason: 'no key' }],
    };
    const { images, within } = api();
    await expect(within((operation) => images(operation, 'web', ['in-1']))).rejects.toMatchObject({
      name: 'UserError',
      message: 'ECR refuses the image: KmsError: no key',
      where: 'registry.example/web:in-1',
    });
  });
});
