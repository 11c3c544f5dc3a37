import { join } from 'node:path';
import {
  environmentNames,
  environmentsFolder,
  loadEnvironment,
  type AwsEnvironment,
  type Environment,
} from '@prod-e/environment';
import { scratchFolder } from '@prod-e/testing/fixtures';
import { describeWithCheckov } from '../../test/checkov.ts';
import { findServices } from '../services.ts';
import { synthesize } from '../synthesize.ts';
import { isOfCheckov, runCheckov } from './checkov.ts';
import { exceptionsFile, readExceptions, sortOut } from './exceptions.ts';
import { findingsOf, tell, type Finding } from './finding.ts';
import { invariants } from './invariants.ts';
import { readSynthesized } from './synthesized.ts';

const workspaceRoot = join(__dirname, '../../..');
const services = findServices(workspaceRoot);
const names = environmentNames(join(workspaceRoot, environmentsFolder)).filter((name) => name !== 'local');
const load = (name: string) => loadEnvironment(name, join(workspaceRoot, environmentsFolder));
const exceptions = readExceptions(join(workspaceRoot, exceptionsFile));

/** Those of this workspace. */
const committed = scratchFolder();
/** What each could be configured to be as well. */
const variants = scratchFolder();

const ofCheckov = { isLooked: isOfCheckov };
const ofInvariants = { isLooked: (check: string) => !isOfCheckov(check) };

/** What is left of some findings when the exceptions are set aside. */
function left(findings: Finding[], environments: string[], looked: typeof ofCheckov) {
  const sorted = sortOut(findings, exceptions, { environments, ...looked });
  return { findings: sorted.findings.map(tell), idle: sorted.idle };
}

const into = (folder: string, environment: Environment, name = environment.name) =>
  synthesize({ environment, services, out: join(folder, name) });

/** Of the environments those on AWS, for which exceptions are made. */
const onAws: string[] = [];

beforeAll(async () => {
  for (const name of names) {
    const environment = await load(name);
    if (environment.platform === 'aws') onAws.push(name);
    await into(committed.folder, environment);
  }
});

afterAll(() => {
  committed.remove();
  variants.remove();
});

describe.each(names)('in %s', (name) => {
  it.each(invariants.map(({ says, id }) => [says, id]))('%s', (_says, id) => {
    const found = findingsOf(readSynthesized(join(committed.folder, name)));
    const ofIt = found.filter(({ check }) => check === id);
    expect(left(ofIt, names, ofInvariants).findings).toEqual([]);
  });
});

it('no exception from an invariant is idle', () => {
  const found = names.flatMap((name) => findingsOf(readSynthesized(join(committed.folder, name))));
  expect(left(found, onAws, ofInvariants).idle).toEqual([]);
});

describe('all invariants hold of', () => {
  it.each<[string, string, (one: AwsEnvironment) => object]>([
    ['one NAT gateway', 'dev', ({ network }) => ({ network: { ...network, egress: 'nat' } })],
    [
      'a NAT gateway in each zone',
      'prod',
      ({ network }) => ({ network: { ...network, egress: 'nat-per-zone' } }),
    ],
    ['no domain', 'dev', () => ({ domain: undefined })],
    ['blue-green rollouts', 'prod', () => ({ rollout: 'blue-green' })],
    ['remote write', 'dev', () => ({ remoteWrite: { workspace: 'ws-1a2b' } })],
    ['half of the tasks on spot', 'staging', () => ({ spotPercent: 50 })],
  ])('%s in %s', async (what, name, change) => {
    const environment = (await load(name)) as AwsEnvironment;
    await into(variants.folder, { ...environment, ...change(environment) }, what);
    const found = findingsOf(readSynthesized(join(variants.folder, what)));
    expect(left(found, [name], ofInvariants).findings).toEqual([]);
  });
});

describeWithCheckov('Checkov', () => {
  it('finds nothing in any environment that is not excepted, and no exception is idle', async () => {
    const { findings } = await runCheckov(workspaceRoot, committed.folder);
    expect(left(findings, onAws, ofCheckov)).toEqual({ findings: [], idle: [] });
  }, 300_000);
});
