import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findServices } from '../../../services.ts';
import { traitsOf } from './bases.ts';

const workspace = join(__dirname, '../../../../..');

describe('the health check of a task', () => {
  it.each(findServices(workspace))('is that of the image: $root', ({ definition, root }) => {
    const dockerfile = readFileSync(join(workspace, root, 'Dockerfile'), 'utf8');
    const [, command = ''] = /^HEALTHCHECK (?:.*\\\n)*\s*CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    expect(traitsOf(definition).healthCommand).toEqual(JSON.parse(command));
  });
});
