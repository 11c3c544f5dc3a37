import { join } from 'node:path';
import { bootstrap, dev } from '../../test/bootstrap.ts';
import { exceptionsFile, readExceptions, sortOut } from '../validate/exceptions.ts';
import { findingsOf, tell } from '../validate/finding.ts';

/** They are of an environment, and of the stacks that a deployment reads. */
const ofEnvironments = ['default-tags', 'stack-hash', 'state'];

it('every account keeps the invariants of environments, and needs every exception from them', () => {
  const stacks = Object.entries(bootstrap()).map(([name, json]) => ({
    stack: { name, address: '', dependsOn: [] },
    json: { variable: {}, data: {}, output: {}, ...json },
  }));
  const found = findingsOf({ environment: { ...dev, name: 'bootstrap' }, stacks });
  const exceptions = readExceptions(join(__dirname, '../../..', exceptionsFile)).filter(({ environments }) =>
    environments?.includes('bootstrap'),
  );
  const { findings, idle } = sortOut(
    found.filter(({ check }) => !ofEnvironments.includes(check)),
    exceptions,
    { environments: ['bootstrap'], isLooked: (check) => !check.startsWith('CKV') },
  );
  expect([...findings.map(tell), ...idle]).toEqual([]);
});
