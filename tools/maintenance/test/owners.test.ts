import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const workspace = join(__dirname, '../../..');
const read = (file: string): string => readFileSync(join(workspace, file), 'utf8');

interface Rule {
  pattern: string;
  owners: string[];
}

describe('CODEOWNERS', () => {
  const rules: Rule[] = read('.github/CODEOWNERS')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [pattern = '', ...owners] = line.split(/ +/);
      return { pattern, owners };
    });
  const [everything, ...special] = rules;

  const owner = execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      "console.log((await import('./infra/src/settings.ts')).settings.github.owner)",
    ],
    { cwd: workspace, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  ).trim();

  it('begins with who owns everything that nobody else does', () => {
    expect(everything).toMatchObject({ pattern: '*', owners: [expect.any(String)] });
  });

  it('names teams of the organization in infra’s settings, and nobody else', () => {
    const others = rules.flatMap(({ owners }) => owners).filter((one) => !one.startsWith(`@${owner}/`));
    expect(others).toEqual([]);
  });

  it('names folders and files that there are', () => {
    expect(special.filter(({ pattern }) => !existsSync(join(workspace, pattern)))).toEqual([]);
  });

  it.each(['/infra/', '/.github/', '/security/', '/tools/delivery/'])(
    'gives %s to others than everything else',
    (folder) => {
      const rule = special.find(({ pattern }) => pattern === folder);
      expect(rule?.owners.filter((one) => !everything?.owners.includes(one))).not.toEqual([]);
    },
  );
});

describe('what GitHub shows to who writes', () => {
  const folder = '.github/ISSUE_TEMPLATE';

  it('is a template of issues with a name, a description and a body', () => {
    const forms = readdirSync(join(workspace, folder)).filter((file) => file !== 'config.yml');
    expect(forms).not.toEqual([]);
    for (const form of forms) {
      expect(read(join(folder, form))).toMatch(/^name: .+\ndescription: .+\n(.*\n)*body:\n {2}- type: /);
    }
  });

  it('sends who has found a vulnerability to a private report', () => {
    expect(read(join(folder, 'config.yml'))).toContain('/security/advisories/new');
    expect(read('SECURITY.md')).toContain('Report a vulnerability');
  });

  it('refers to files that there are', () => {
    const links = [...read('SECURITY.md').matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => target);
    const files = [...read('SECURITY.md').matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, file = '']) => file);
    expect([...links, ...files].filter((file) => !existsSync(join(workspace, file)))).toEqual([]);
    expect(links).not.toEqual([]);
  });
});
