import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '@nx/devkit';
import { z } from 'zod';

const workspace = join(__dirname, '../../..');
const read = (file: string): string => readFileSync(join(workspace, file), 'utf8');

const rule = z.looseObject({
  description: z.string(),
  matchPackageNames: z.array(z.string()).optional(),
  matchManagers: z.array(z.string()).optional(),
  enabled: z.boolean().optional(),
});
const configuration = z.looseObject({
  extends: z.array(z.string()),
  minimumReleaseAge: z.string(),
  vulnerabilityAlerts: z.looseObject({ minimumReleaseAge: z.null() }),
  packageRules: z.array(rule),
  customManagers: z.array(
    z.looseObject({ managerFilePatterns: z.array(z.string()), matchStrings: z.array(z.string()) }),
  ),
});

/** Of the packages of the workspace: name → the version that is asked for. */
function dependencies(): Map<string, string> {
  const { workspaces } = parseJson<{ workspaces: string[] }>(read('package.json'));
  const files = [
    'package.json',
    ...workspaces.flatMap((one) => globSync(`${one}/package.json`, { cwd: workspace })),
  ];
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
  return new Map(
    files.flatMap((file) => {
      const content = parseJson<Record<string, Record<string, string> | undefined>>(read(file));
      return kinds.flatMap((kind) => Object.entries(content[kind] ?? {}));
    }),
  );
}

// Whether Renovate takes it is what its own validator says: docs/maintenance.md.
describe('Renovate’s configuration', () => {
  const config = configuration.parse(JSON.parse(read('.github/renovate.json')));
  const named = config.packageRules.flatMap(({ matchPackageNames = [] }) => matchPackageNames);
  const covers = (pattern: string, name: string): boolean =>
    pattern.endsWith('/**') ? name.startsWith(pattern.slice(0, -2)) : pattern === name;

  it('waits with what is new, but not with what closes a hole', () => {
    expect(config.minimumReleaseAge).toBe('7 days');
    expect(config.vulnerabilityAlerts.minimumReleaseAge).toBeNull();
  });

  it('keeps actions at the SHA of a commit', () => {
    expect(config.extends).toContain('helpers:pinGitHubActionDigests');
  });

  it('has a rule with a reason for each package that is asked for by an exact version', () => {
    const exact = [...dependencies()].filter(([, version]) => /^\d/.test(version)).map(([name]) => name);
    expect(exact.length).toBeGreaterThan(10);
    expect(exact.filter((name) => !named.some((pattern) => covers(pattern, name)))).toEqual([]);
  });

  it('has no rule for a package that is no longer there', () => {
    const names = [...dependencies().keys(), 'hashicorp/terraform'];
    expect(named.filter((pattern) => !names.some((name) => covers(pattern, name)))).toEqual([]);
  });

  it.each(['.github/actions/setup/action.yml', '.devcontainer/devcontainer.json'])(
    'finds the Terraform of %s',
    (file) => {
      const [manager] = config.customManagers;
      const fits = manager?.managerFilePatterns.some((pattern) =>
        new RegExp(pattern.slice(1, -1)).test(file),
      );
      const found = manager?.matchStrings.flatMap(
        (pattern) => new RegExp(pattern).exec(read(file))?.groups?.['currentValue'] ?? [],
      );
      expect({ fits, found }).toEqual({ fits: true, found: [expect.stringMatching(/^\d+\.\d+\.\d+$/)] });
    },
  );

  it('asks first about what is compiled as a whole', () => {
    const python = config.packageRules.find(({ matchManagers }) =>
      matchManagers?.includes('pip_requirements'),
    );
    expect(python).toMatchObject({ dependencyDashboardApproval: true });
  });
});
