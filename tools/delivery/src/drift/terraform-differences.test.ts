import { join } from 'node:path';
import { parseEnvironment } from '@prod-e/environment';
import { openSqliteLedger } from '@prod-e/ledger';
import { describeWithTerraform } from '@prod-e/testing/engine';
import { scratchFolder, type Scratch } from '@prod-e/testing/fixtures';
import { platformThat, rolloutWith } from '../../test/rollout.ts';
import { proofOf, stackOf } from '../../test/stacks.ts';
import { applyStack } from '../terraform/terraform.ts';
import { hasProvider, terraformDifferences } from './terraform-differences.ts';

describe('whether Terraform has something to look at', () => {
  it.each([
    ['only resources of its own', { resource: { terraform_data: {} } }, false],
    ['nothing', {}, false],
    ['a resource of a provider', { resource: { aws_ecs_service: {} } }, true],
    ['a provider that it requires', { terraform: { required_providers: { aws: {} } } }, true],
  ])('with %s: %s', (_what, configuration, expected) => {
    expect(hasProvider(JSON.stringify(configuration))).toBe(expected);
  });
});

describeWithTerraform('what Terraform would change', () => {
  let scratch: Scratch;
  let lines: string[] = [];
  const proof = proofOf('web');
  const { signal } = new AbortController();
  beforeEach(() => {
    scratch = scratchFolder();
    lines = [];
  });
  afterEach(() => {
    scratch.remove();
  });

  /** What it would change of a stack that was recorded with this configuration. */
  async function changes(configuration: object) {
    const ledger = openSqliteLedger(':memory:');
    const stack = JSON.stringify(stackOf('web'));
    const recorded = { name: 'web', stackHash: proof.stackHash, stack, variables: {} };
    await ledger.keepSnapshot('lab', { ...recorded, configuration: JSON.stringify(configuration) });
    const open = {
      ...{ workspaceRoot: scratch.folder, folder: scratch.folder, platform: platformThat({}) },
      environment: parseEnvironment({ platform: 'local', name: 'lab' }, 'lab.ts'),
      ledger: Object.assign(rolloutWith().ledger, ledger),
    };
    const print = (line: string) => lines.push(line);
    return terraformDifferences(open, new Map([['web', { proof }]]), { signal, print });
  }

  const backend = { local: { path: 'terraform.tfstate' } };
  // Built in: it stands for one that looks at what is real.
  const builtIn = { terraform: { source: 'terraform.io/builtin/terraform' } };
  const resource = (input: string) => ({ terraform_data: { web: { input } } });

  it('is told by its address', async () => {
    const configuration = { terraform: { backend, required_providers: builtIn }, resource: resource('one') };
    const options = {
      folder: join(scratch.folder, 'stacks/web'),
      workspaceRoot: '/w',
      signal,
      note: () => undefined,
    };
    await applyStack({ configuration: JSON.stringify(configuration), variables: {}, replace: [] }, options);
    expect(await changes(configuration)).toEqual([]);
    expect(await changes({ ...configuration, resource: resource('two') })).toEqual([
      { stack: 'web', address: 'terraform_data.web', what: 'terraform_data.web: update' },
    ]);
  });

  it('is not asked of a stack that has nothing to look at', async () => {
    expect(await changes({ terraform: { backend }, resource: resource('one') })).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('is skipped, and said so by name, where the provider cannot be had', async () => {
    const nowhere = { none: { source: 'registry.invalid/none/none', version: '1.0.0' } };
    const configuration = {
      terraform: { backend, required_providers: nowhere },
      resource: { none_thing: { a: {} } },
    };
    expect(await changes(configuration)).toEqual([]);
    expect(lines).toEqual([
      'skipped: web: its provider is not installable here, so only the live comparison was made',
    ]);
  });
});
