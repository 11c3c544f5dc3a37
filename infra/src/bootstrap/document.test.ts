import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '../settings.ts';
import { rolesDocument } from './document.ts';

describe('docs/roles.md', () => {
  const generated = rolesDocument(settings.github.subject);

  it('is what the roles are made of (UPDATE=1 writes it)', () => {
    const file = join(__dirname, '../../../docs/roles.md');
    if (process.env['UPDATE']) writeFileSync(file, generated);
    expect(readFileSync(file, 'utf8')).toBe(generated);
  });

  it('tells of each role who may assume it', () => {
    const sections = generated.split('\n## ').slice(1);
    const roles = sections.filter((section) => section.includes('**Who may assume it:**'));
    expect(roles.map((section) => section.split('\n', 1)[0])).toEqual([
      '`prod-e-planner`',
      '`prod-e-pusher`',
      '`prod-e-<environment>-deployer`',
    ]);
  });

  it('shows subjects in the form that the settings choose', () => {
    expect(rolesDocument('classic')).toContain('`repo:<owner>/<repository>:environment:<environment>`');
    expect(rolesDocument('immutable')).toContain('`repo:<owner>@1/<repository>@2:environment:<environment>`');
  });
});
