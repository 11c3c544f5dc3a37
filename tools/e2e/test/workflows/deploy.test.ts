import { describeWithGoTool } from '@prod-e/testing/go-tools';
import { createPipeline, environments, type Pipeline } from '../../src/workflows/pipeline.ts';
import type { WorkflowRun } from '../../src/workflows/act.ts';

const minutes = 60_000;
const all = { live: 'success', test: 'success' };
const promoted = {
  'dev/deploy': 'success',
  'staging/deploy': 'success',
  'prod/plan': 'success',
  'prod/deploy': 'success',
};

describeWithGoTool('act', 'deploy.yml', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await createPipeline();
  }, 10 * minutes);
  afterAll(() => pipeline.dispose(), 5 * minutes);

  const describeBackend = (text: string) => {
    pipeline.edit('apps/backend/src/about.ts', (source) =>
      source.replace(/description: '[^']*'/, `description: '${text}'`),
    );
  };
  const lives = (service: string) => environments.map((name) => pipeline.live(name, service));
  const kinds = () => pipeline.messages().map(({ kind, environment }) => `${environment} ${kind}`);
  /** What a failed run printed is what one wants to read. */
  const expectRun = (run: WorkflowRun, jobs: Record<string, string>) => {
    if (JSON.stringify(run.jobs) !== JSON.stringify(jobs)) console.log(run.output);
    expect(run.jobs).toEqual(jobs);
  };

  it(
    'builds, pushes and deploys nothing where only a text changed',
    async () => {
      pipeline.edit('README.md', (text) => `${text}\nMore.\n`);
      pipeline.commit('docs');
      expectRun(await pipeline.push(), all);
      expect(pipeline.changes()).toEqual([]);
      expect(kinds()).toEqual([]);
    },
    5 * minutes,
  );

  it(
    'builds a changed service once, and promotes it to every environment by its digest',
    async () => {
      const [backend, prometheus] = [lives('backend'), lives('prometheus')];
      describeBackend('spring');
      pipeline.commit('backend');
      expectRun(await pipeline.push(), { ...all, 'image of backend/image': 'success', ...promoted });
      const changes = pipeline.changes();
      expect(changes.filter((call) => call.startsWith('docker push'))).toHaveLength(1);
      expect(new Set(lives('backend')).size).toBe(1);
      expect(lives('backend')).not.toEqual(backend);
      expect(lives('prometheus')).toEqual(prometheus);
      expect(kinds()).toEqual([
        'dev succeeded',
        'staging succeeded',
        'prod approval wanted',
        'prod succeeded',
      ]);
    },
    10 * minutes,
  );

  it(
    'does nothing again for the same commit',
    async () => {
      expectRun(await pipeline.push(), all);
      expect(pipeline.changes()).toEqual([]);
    },
    5 * minutes,
  );

  it(
    'builds nothing for a change of infrastructure alone',
    async () => {
      pipeline.edit('infra/src/platforms/local/index.ts', (text) => `// More.\n${text}`);
      pipeline.commit('infra');
      expectRun(await pipeline.push(), { ...all, ...promoted });
      expect(pipeline.changes()).toEqual([]);
    },
    10 * minutes,
  );

  it(
    'pushes and deploys nothing that fails its tests, and tells so',
    async () => {
      const [before, tags] = [lives('backend'), await pipeline.tags('backend')];
      describeBackend('summer');
      pipeline.edit('apps/backend/test/shape.test.ts', () => "it('fails', () => expect(1).toBe(2));\n");
      pipeline.commit('broken');
      const run = await pipeline.push();
      pipeline.git('revert', '--no-edit', 'HEAD');
      expectRun(run, { live: 'success', test: 'failure', notify: 'success' });
      expect(pipeline.changes()).toEqual([]);
      expect([lives('backend'), await pipeline.tags('backend')]).toEqual([before, tags]);
      expect(kinds()).toEqual(['dev failed']);
    },
    5 * minutes,
  );

  it(
    'rolls an environment back by rollback.yml, without building anything',
    async () => {
      const [now] = lives('backend');
      const run = await pipeline.start('rollback.yml', 'workflow_dispatch', {
        inputs: { environment: 'dev' },
      }).ended;
      expectRun(run, { rollback: 'success' });
      expect(pipeline.live('dev', 'backend')).not.toBe(now);
      expect(pipeline.changes().filter((call) => /^docker (build|push)/.test(call))).toEqual([]);
    },
    5 * minutes,
  );
});
