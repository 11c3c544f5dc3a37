import { oneJob, oneStep, read } from '../../test/workflows.ts';
import { ancestorsOf, deploys, isOnlyCalled } from './what-jobs-do.ts';

const firstJob = (...files: string[]) => {
  const [workflow] = read(Object.fromEntries(files.map((text, index) => [`${index}.yml`, text])));
  const [job] = workflow?.jobs ?? [];
  if (!workflow || !job) throw new Error('there is no job');
  return { workflow, job };
};

describe('a job', () => {
  it.each([
    'npx nx affected -t deploy --base="$BASE"',
    'npx nx affected -t lint typecheck test containerize deploy --base=x',
    'npx nx affected --targets=test,deploy',
    'nx affected --target=deploy',
    'npx nx run infra:deploy:dev',
    'nx deploy infra',
    'npm run --silent deploy -- --environment=dev',
    'npm run rollback -- --environment=dev',
    'npm run destroy',
    'exec npm run rollback -- --environment=dev',
    'exec npx nx affected -t deploy',
  ])('deploys by %s', (line) => {
    expect(deploys(firstJob(oneStep(`run: ${line}`)).job)).toBe(true);
  });

  it.each([
    'npx nx affected -t test --base="deploy"',
    'npx nx affected -t containerize --projects deploy',
    'npx nx run infra:plan:dev',
    'npm run plan -- --environment=dev --out=deploy',
    'npm ci',
    'npm',
    'npx nx run',
    'npx',
    'echo deploy',
  ])('deploys nothing by %s', (line) => {
    expect(deploys(firstJob(oneStep(`run: ${line}`)).job)).toBe(false);
  });

  it('deploys by the workflow that it calls', () => {
    const caller = oneJob('uses: ./.github/workflows/1.yml');
    expect(deploys(firstJob(caller, oneStep('run: npm run deploy')).job)).toBe(true);
    expect(deploys(firstJob(caller, oneStep('run: npm run plan')).job)).toBe(false);
    expect(deploys(firstJob(caller).job)).toBe(false);
  });

  it('needs what those need that it needs', () => {
    const { workflow, job } = firstJob(
      'on: push\njobs: { a: { needs: b }, b: { needs: [c, d] }, c: {}, d: {}, e: {} }',
    );
    expect([...ancestorsOf(job, workflow)].sort()).toEqual(['b', 'c', 'd']);
  });
});

describe('a workflow', () => {
  it.each([
    ['workflow_call', true],
    ['[workflow_call, push]', false],
    ['push', false],
  ])('that is started by %s is only called: %s', (on, is) => {
    expect(isOnlyCalled(firstJob(`on: ${on}\njobs: { a: {} }`).workflow)).toBe(is);
  });
});
