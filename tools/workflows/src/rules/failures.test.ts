import { saidOf } from '../../test/workflows.ts';
import { failures } from './failures.ts';

const [everyFailureIsTold] = failures;

/** Images, then an environment, then whoever tells people. */
const pipeline = (teller: string, trigger = 'push'): string => `
on: ${trigger}
jobs:
  images: { steps: [{ run: npx nx affected -t containerize }] }
  dev: { needs: images, steps: [{ run: npx nx affected -t deploy }] }
  tell: ${teller}
`;
const command = 'steps: [{ run: npm run github -- failed --job=dev }]';

describe('a failure of a workflow that deploys', () => {
  it.each([
    `{ needs: [images, dev], if: failure(), ${command} }`,
    `{ needs: dev, if: "always() && needs.dev.result == 'failure'", ${command} }`,
  ])('is told by %s', (teller) => {
    expect(saidOf(everyFailureIsTold, pipeline(teller))).toEqual([]);
  });

  it.each([
    ['runs only when all went well', `{ needs: [images, dev], ${command} }`],
    ['tells nobody', '{ needs: [images, dev], if: failure(), steps: [{ run: npm ci }] }'],
    ['does not wait for the deployment', `{ needs: images, if: failure(), ${command} }`],
    ['waits for nothing', `{ if: failure(), ${command} }`],
  ])('is not told by a job that %s', (_what, teller) => {
    expect(saidOf(everyFailureIsTold, pipeline(teller))).toContain('dev: nobody is told when it fails');
  });

  it('is not told of where nobody waits for the job', () => {
    const teller = `{ needs: dev, if: failure(), ${command} }\n  smoke: { steps: [{ run: npm ci }] }`;
    expect(saidOf(everyFailureIsTold, pipeline(teller))).toEqual(['smoke: nobody is told when it fails']);
  });

  it('may be told by the workflow that is called, if that one hears of all of its jobs', () => {
    const caller = 'on: push\njobs: { dev: { uses: ./.github/workflows/b.yml } }';
    const called = (needs: string): string =>
      pipeline(`{ needs: ${needs}, if: failure(), ${command} }`, 'workflow_call');
    expect(saidOf(everyFailureIsTold, { 'a.yml': caller, 'b.yml': called('dev') })).toEqual([]);
    expect(saidOf(everyFailureIsTold, { 'a.yml': caller, 'b.yml': called('images') })).toEqual([
      'dev: nobody is told when it fails',
    ]);
  });

  it('is another’s business where nothing is deployed, or another calls', () => {
    expect(saidOf(everyFailureIsTold, 'on: push\njobs: { a: { steps: [] } }')).toEqual([]);
    expect(saidOf(everyFailureIsTold, pipeline('{ steps: [] }', 'workflow_call'))).toEqual([]);
  });
});
