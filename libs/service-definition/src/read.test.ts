import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import { parseServiceDefinition, readServiceDefinition, serviceSchema } from './index.ts';

const good = {
  name: 'orders',
  description: 'Takes orders.',
  port: 3000,
  base: 'node',
  probes: { live: '/livez', ready: '/readyz' },
  size: { cpu: 256, memory: 256 },
  scaling: { min: 1, max: 2 },
};

const problemsOf = (definition: unknown): UserError => {
  try {
    parseServiceDefinition(
      typeof definition === 'string' ? definition : JSON.stringify(definition),
      'service.json',
    );
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error('expected a UserError');
};

describe('readServiceDefinition', () => {
  it('fills in what may be left out', () => {
    const folder = mkdtempSync(join(tmpdir(), 'service-'));
    const file = join(folder, 'service.json');
    writeFileSync(file, JSON.stringify(good));
    expect(readServiceDefinition(file)).toEqual({
      ...good,
      access: 'private',
      callers: [],
      environment: {},
      secrets: [],
    });
    rmSync(folder, { recursive: true });
  });

  it('lists every problem with its path, at once', () => {
    const error = problemsOf({
      ...good,
      port: 80,
      probes: { live: 'livez', ready: '/readyz' },
      colour: 'red',
    });
    expect(error.message).toContain('port:');
    expect(error.message).toContain('probes.live: must be a path');
    expect(error.message).toContain('colour');
    expect(error).toMatchObject({ where: 'service.json', exit: 2 });
  });

  it.each([
    ['no JSON', '{"name":', /malformed service definition/],
    ['an inverted scaling', { ...good, scaling: { min: 3, max: 2 } }, /scaling\.min: must not be over/],
    ['a smoke test outside of its folder', { ...good, smoke: '../../x.ts' }, /smoke: must be a \.ts file/],
    ['a variable that no shell would take', { ...good, environment: { 'a-b': '1' } }, /UPPER_SNAKE_CASE/],
    ['a name that no DNS would take', { ...good, name: 'Orders_1' }, /name: must be lower case/],
  ])('refuses %s', (_name, definition, message) => {
    expect(problemsOf(definition).message).toMatch(message);
  });
});

describe('service.schema.json', () => {
  it('is what the schema generates (UPDATE=1 writes it)', () => {
    const file = join(__dirname, '../service.schema.json');
    const generated = JSON.stringify(z.toJSONSchema(serviceSchema, { io: 'input' }), null, 2) + '\n';
    if (process.env['UPDATE']) writeFileSync(file, generated);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(generated));
  });
});
