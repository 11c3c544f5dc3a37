import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { synthesized } from '../../test/synthesized.ts';
import { parseSettings } from '../settings.ts';
import { validateEnvironment, type ValidationRun } from './run.ts';
import type { Synthesized } from './synthesized.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = scratchFolder();
  scratch.write('infra/policy-exceptions.json', []);
});
afterEach(() => {
  scratch.remove();
});

function write({ environment, stacks }: Synthesized): void {
  const folder = `infra/dist/${environment.name}`;
  scratch.write(`${folder}/manifest.json`, { environment, stacks: stacks.map(({ stack }) => stack) });
  for (const { stack, json } of stacks) scratch.write(`${folder}/stacks/${stack.name}/cdk.tf.json`, json);
}

const registry = { account: '111122223333', region: 'eu-central-1' };
const github = { owner: 'acme', repository: 'shop', subject: 'classic' };
const settings = parseSettings({ github, registry });

async function run(more: Partial<ValidationRun> = {}) {
  const lines: string[] = [];
  const options = {
    workspaceRoot: scratch.folder,
    environment: 'lab',
    arePlaceholdersAllowed: false,
    isCi: false,
    settings,
  };
  const error = await validateEnvironment({
    ...{ ...options, ...more },
    print: (line) => lines.push(line),
  }).catch((thrown: unknown) => thrown);
  return { lines, error };
}

describe('the validation of an environment', () => {
  it('says what was checked, and what could not be', async () => {
    write(synthesized({}));
    expect(await run()).toEqual({
      lines: [
        'skipped: checkov is not installed (npm run setup)',
        expect.stringMatching(/^lab: \d+ invariants hold$/),
      ],
      error: undefined,
    });
  });

  it('fails in CI where Checkov is not installed', async () => {
    write(synthesized({}));
    expect(await run({ isCi: true })).toMatchObject({
      error: { message: 'checkov is not installed', exit: 1 },
    });
  });

  it('lists everything that does not hold, and every exception of nothing', async () => {
    scratch.write('infra/policy-exceptions.json', [
      { check: 'names', resources: ['aws_lb.gone'], reason: 'It was longer than it is now.' },
    ]);
    write(synthesized({ resource: { aws_eip: { one: {} }, aws_cloudwatch_log_group: { two: {} } } }));
    const { error } = await run();
    expect(error).toMatchObject({
      message: [
        'not everything holds that must:',
        'lab/web aws_eip.one: is of no NAT gateway: nothing but the load balancer has a public address (public-address)',
        'lab/web aws_cloudwatch_log_group.two: has no retention: every log group has a retention (log-retention)',
        'an exception excepts nothing: names of aws_lb.gone in lab',
      ].join('\n  '),
      where: 'infra/policy-exceptions.json',
      exit: 1,
    });
  });

  it('counts what is excepted', async () => {
    scratch.write('infra/policy-exceptions.json', [
      { check: 'log-retention', resources: ['*'], reason: 'These are kept for ever, by law.' },
    ]);
    write(synthesized({ resource: { aws_cloudwatch_log_group: { two: {} } } }));
    expect((await run()).lines.at(-1)).toMatch(/ invariants hold, 1 findings are excepted$/);
  });

  it('refuses what nobody could deploy to, unless it is told to allow it', async () => {
    const account = '000000000000';
    const of = synthesized({}, { account });
    of.stacks[0]?.json.provider['aws']?.splice(0);
    write(of);
    expect(await run()).toMatchObject({
      error: { message: expect.stringContaining('environment lab is not set up'), exit: 2 },
    });
    expect(await run({ arePlaceholdersAllowed: true })).toMatchObject({ error: undefined });
  });

  it('refuses what would trust nobody’s repository', async () => {
    write(synthesized({}));
    const nobody = parseSettings({ github: { ...github, owner: 'your-organization' }, registry });
    expect(await run({ settings: nobody })).toMatchObject({
      error: { message: 'placeholders stand for github.owner', where: 'infra/src/settings.ts', exit: 2 },
    });
    expect(await run({ settings: nobody, arePlaceholdersAllowed: true })).toMatchObject({ error: undefined });
  });

  it.each([
    ['is not there', undefined],
    ['is no JSON', '{'],
    ['is something else', '{}'],
  ])('asks for a synthesis where it %s', async (_what, text) => {
    write(synthesized({}));
    scratch.write('infra/dist/lab/stacks/web/cdk.tf.json', text ?? '');
    expect(await run()).toMatchObject({
      error: {
        message: expect.stringMatching(/^a synthesis cannot be read: /),
        where: expect.stringMatching(/stacks\/web\/cdk\.tf\.json$/),
        exit: 2,
      },
    });
  });
});
