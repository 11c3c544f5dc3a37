import { chmodSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithTerraform } from '@prod-e/testing/engine';
import { contents, scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { onlyOnPath } from '../../test/on-path.ts';
import { applyStack, changesInPlan, destroyStack, planStack, type TerraformOptions } from './terraform.ts';

let scratch: Scratch;
let options: TerraformOptions;
let notes: string[] = [];
beforeEach(() => {
  scratch = scratchFolder();
  options = {
    folder: join(scratch.folder, 'stacks/web'),
    workspaceRoot: '/the/workspace',
    signal: new AbortController().signal,
    note: (line) => notes.push(line),
  };
  notes = [];
});
afterEach(() => {
  scratch.remove();
});

/** A stack that writes a line to `events` whenever it is put in place, and when it is destroyed. */
const configuration = (command = 'echo "put $IMAGE" >> ../../events') =>
  JSON.stringify({
    terraform: { backend: { local: { path: 'terraform.tfstate' } } },
    variable: { image: { type: 'string' } },
    resource: {
      terraform_data: {
        web: {
          triggers_replace: '${var.image}',
          provisioner: [
            { 'local-exec': { command, environment: { IMAGE: '${var.image}' } } },
            { 'local-exec': { when: 'destroy', command: 'echo gone >> ../../events' } },
          ],
        },
      },
    },
  });
const stack = (image: string, command?: string) => ({
  configuration: configuration(command),
  variables: { image },
  replace: [] as string[],
});
/** What is noted of another backend. */
const elsewhere = JSON.stringify({
  version: 3,
  backend: { type: 'local', config: { path: 'elsewhere.tfstate', workspace_dir: null }, hash: 1 },
});
const events = (): string[] => (contents(scratch.folder)['events'] ?? '').split('\n').filter(Boolean);

describeWithTerraform('Terraform', () => {
  it('makes a stack what its configuration says', async () => {
    await applyStack(stack('one'), options);
    expect(events()).toEqual(['put one']);
    await applyStack(stack('two'), options);
    expect(events()).toEqual(['put one', 'gone', 'put two']);
  });

  it('leaves alone what does not differ', async () => {
    await applyStack(stack('one'), options);
    await applyStack(stack('one'), options);
    expect(events()).toEqual(['put one']);
  });

  it('makes anew what it is told to, even where nothing differs', async () => {
    await applyStack(stack('one'), options);
    await applyStack({ ...stack('one'), replace: ['terraform_data.web'] }, options);
    expect(events()).toEqual(['put one', 'gone', 'put one']);
  });

  it('makes whole what a failure left half-done', async () => {
    await expect(applyStack(stack('one', 'exit 1'), options)).rejects.toThrow();
    await applyStack(stack('one'), options);
    expect(events().at(-1)).toBe('put one');
  });

  it.each([
    [
      'is half deleted',
      (file: string) => {
        rmSync(file);
      },
    ],
    [
      'is half written',
      (file: string) => {
        truncateSync(file, 40);
      },
    ],
    [
      'is of another place of the state',
      (file: string) => {
        writeFileSync(file, elsewhere);
      },
    ],
  ])('prepares itself anew where what it had prepared %s', async (_what, damage) => {
    await applyStack(stack('one'), options);
    damage(join(options.folder, '.terraform/terraform.tfstate'));
    await applyStack(stack('two'), options);
    expect(events()).toEqual(['put one', 'gone', 'put two']);
    expect(notes).toEqual(['what Terraform had prepared is not whole: it is prepared anew']);
  });

  it('says what a failing command said, without frames and hints, and where the whole of it is', async () => {
    const failing = stack('one', 'echo "docker run: port 3000 is taken" >&2; exit 1');
    const error = await applyStack(failing, options).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({
      name: 'UserError',
      where: join(options.folder, 'terraform.log'),
      message: expect.stringMatching(/^terraform apply failed: Error: local-exec provisioner error\n/),
    });
    const { message } = error as Error;
    expect(message).toContain('docker run: port 3000 is taken');
    expect(message).not.toMatch(/[│╷╵]|cdk\.tf\.json|terraform_data|triggers_replace/);
    expect(readFileSync(join(options.folder, 'terraform.log'), 'utf8')).toContain('on cdk.tf.json');
  });

  it('says what is wrong with a configuration', async () => {
    const broken = { configuration: '{"resource":{"no_such_thing":{"a":{}}}}', variables: {}, replace: [] };
    await expect(applyStack(broken, options)).rejects.toThrow(/^terraform init failed: Error: /);
  });

  it('tells what it runs where the workspace is', async () => {
    await applyStack(stack('one', 'echo "$PROD_E_ROOT" >> ../../events'), options);
    expect(events()).toEqual(['/the/workspace']);
  });

  describe('planning', () => {
    const planFile = () => join(scratch.folder, 'web.tfplan');

    it('tells what it would change, and changes nothing', async () => {
      const { differs, text } = await planStack(stack('one'), planFile(), options);
      expect(differs).toBe(true);
      expect(text).toContain('terraform_data.web will be created');
      expect(await changesInPlan(planFile(), options)).toEqual([
        { address: 'terraform_data.web', actions: ['create'] },
      ]);
      expect(events()).toEqual([]);
    });

    it('tells when there is nothing to change', async () => {
      await applyStack(stack('one'), options);
      expect((await planStack(stack('one'), planFile(), options)).differs).toBe(false);
      expect(await changesInPlan(planFile(), options)).toEqual([]);
    });

    it('takes what only its state tells in another way for no change', async () => {
      const update = { actions: ['update'] };
      // As Terraform shows a plan: an empty map where there was nothing, beside an alarm that somebody has changed.
      const shown = {
        resource_drift: [{ address: 'aws_sns_topic.alarms', change: update }],
        resource_changes: [
          { address: 'aws_sns_topic.alarms', change: { actions: ['no-op'] } },
          { address: 'aws_cloudwatch_metric_alarm.errors', change: update },
        ],
      };
      await planStack(stack('one'), planFile(), options);
      scratch.write('bin/terraform', `#!/bin/sh\necho '${JSON.stringify(shown)}'\n`);
      chmodSync(join(scratch.folder, 'bin/terraform'), 0o755);
      const path = process.env['PATH'];
      process.env['PATH'] = `${join(scratch.folder, 'bin')}:${path}`;
      try {
        expect(await changesInPlan(planFile(), options)).toEqual([
          { address: 'aws_cloudwatch_metric_alarm.errors', actions: ['update'] },
        ]);
      } finally {
        process.env['PATH'] = path;
      }
    });

    it('keeps a plan that is applied as it is', async () => {
      await planStack(stack('one'), planFile(), options);
      await applyStack({ ...stack('two'), planFile: planFile() }, options);
      expect(events()).toEqual(['put one']);
    });

    it('keeps a plan that is refused once the state has moved', async () => {
      await planStack(stack('one'), planFile(), options);
      await applyStack(stack('two'), options);
      await expect(applyStack({ ...stack('one'), planFile: planFile() }, options)).rejects.toMatchObject({
        message: 'the environment has moved since the plan was made',
        exit: 3,
      });
      expect(events()).toEqual(['put two']);
    });
  });

  it('destroys all that the state knows of', async () => {
    await applyStack(stack('one'), options);
    await destroyStack(options);
    expect(events()).toEqual(['put one', 'gone']);
    await destroyStack(options);
    expect(events()).toEqual(['put one', 'gone']);
  });

  it('is not started once the deployment is stopped', async () => {
    const stopped = { ...options, signal: AbortSignal.abort() };
    await expect(applyStack(stack('one'), stopped)).rejects.toMatchObject({ name: 'AbortError' });
    expect(events()).toEqual([]);
  });

  it('ends what it has begun when the deployment is stopped meanwhile', async () => {
    await applyStack(stack('one'), options);
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 100);
    const slow = stack('two', 'sleep 1; echo "put $IMAGE" >> ../../events');
    await applyStack(slow, { ...options, signal: abort.signal });
    expect(abort.signal.aborted).toBe(true);
    expect(events()).toEqual(['put one', 'gone', 'put two']);
  });
});

describe('without the terraform command', () => {
  it('a deployment says so, and what to do', async () => {
    const restore = onlyOnPath('sh', 'setsid');
    try {
      await expect(applyStack(stack('one'), options)).rejects.toMatchObject({
        message: 'the terraform command is missing',
        next: expect.stringContaining('npm run setup'),
      });
    } finally {
      restore();
    }
  });
});
