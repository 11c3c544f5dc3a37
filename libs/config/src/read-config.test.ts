import { UserError } from '@prod-e/errors';
import { z } from 'zod';
import { integer, readConfig, seconds, secret, type Environment } from './index.ts';

const schema = z.object({
  PORT: integer(1, 65_535).default(3000),
  WAIT_SECONDS: seconds(0, 10).default(1.5),
  LOG_LEVEL: z.enum(['info', 'debug']).default('info'),
  API_KEY: secret(8),
});

const errorOf = (env: Environment): UserError => {
  try {
    readConfig(schema, env);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error('expected a UserError');
};

describe('readConfig', () => {
  it('gives typed values, and defaults for what is not set', () => {
    expect(readConfig(schema, { PORT: '8080', API_KEY: 'long enough' })).toEqual({
      PORT: 8080,
      WAIT_SECONDS: 1.5,
      LOG_LEVEL: 'info',
      API_KEY: 'long enough',
    });
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(readConfig(schema, { PORT: '', API_KEY: 'long enough' }).PORT).toBe(3000);
    expect(errorOf({ API_KEY: '' }).message).toContain('API_KEY: is required');
  });

  it('does not mind the other variables of the environment', () => {
    expect(readConfig(schema, { API_KEY: 'long enough', PATH: '/bin' })).not.toHaveProperty('PATH');
  });

  it('lists all problems at once, each with its variable', () => {
    const error = errorOf({ PORT: '0', WAIT_SECONDS: 'soon', LOG_LEVEL: 'loud' });
    expect(error.message.split('\n')).toEqual([
      'invalid configuration:',
      '  PORT: must be a whole number from 1 to 65535',
      '  WAIT_SECONDS: must be a number of seconds from 0 to 10',
      '  LOG_LEVEL: must be one of info, debug',
      '  API_KEY: is required',
    ]);
    expect(error).toMatchObject({ where: 'environment variables', exit: 2 });
  });

  it('never shows a value', () => {
    const error = errorOf({
      PORT: 'hunter2',
      LOG_LEVEL: 'hunter2',
      WAIT_SECONDS: 'hunter2',
      API_KEY: 'hunter2',
    });
    expect(error.message).toContain('API_KEY: must have at least 8 characters');
    expect(JSON.stringify(error) + error.message + (error.stack ?? '')).not.toContain('hunter2');
  });

  it('says what is wrong with variables taken together', () => {
    const both = z
      .object({ MIN: integer(0, 9), MAX: integer(0, 9) })
      .refine(({ MIN, MAX }) => MIN <= MAX, 'MIN must not be over MAX');
    expect(() => readConfig(both, { MIN: '5', MAX: '2' })).toThrow('(together): MIN must not be over MAX');
  });
});

describe('integer', () => {
  it.each(['0x10', '1e3', ' 1', '1.5', '-1', '65536', '99999999999999999999'])('refuses %p', (text) => {
    expect(integer(0, 65_535).safeParse(text).success).toBe(false);
  });

  it.each([
    ['0', 0],
    ['65535', 65_535],
  ])('takes %p', (text, value) => {
    expect(integer(0, 65_535).parse(text)).toBe(value);
  });
});

describe('seconds', () => {
  it.each(['-1', '1s', 'Infinity', '11', '.5'])('refuses %p', (text) => {
    expect(seconds(0, 10).safeParse(text).success).toBe(false);
  });

  it('takes fractions', () => {
    expect(seconds(0, 10).parse('0.25')).toBe(0.25);
  });
});
