import { judge } from './judge.ts';

const advice = {
  refused: 'check it',
  down: 'wait',
  redact: (text: string) => text.replace('secret', '[redacted]'),
};
const answered = (status: number, body = '', retryAfter: string | null = null) =>
  judge({ status, body, retryAfter }, advice);

describe('judge', () => {
  it.each([200, 204])('takes %i for done', (status) => {
    expect(answered(status)).toEqual({ done: true });
  });

  it.each([429, 500, 503])('takes %i for what can pass', (status) => {
    expect(answered(status)).toMatchObject({ done: false, retry: true, next: 'wait' });
  });

  it.each([302, 307, 400, 403, 404, 410])('takes %i for what cannot', (status) => {
    expect(answered(status)).toMatchObject({ done: false, retry: false, next: 'check it' });
  });

  it('takes no answer for what can pass', () => {
    expect(judge({ status: undefined, problem: 'cut at secret' }, advice)).toEqual({
      done: false,
      problem: 'cut at [redacted]',
      next: 'wait',
      retry: true,
    });
  });

  it('hands on when to come back', () => {
    expect(answered(429, '', '3')).toMatchObject({ after: 3000 });
  });

  it('tells what the answer says, cut after a secret is taken out', () => {
    const { problem } = answered(404, `${'x'.repeat(195)}secret`) as { problem: string };
    expect(problem).toBe(`it answered 404 ${'x'.repeat(195)}[red…`);
  });

  it('tells of a redirect without telling where to', () => {
    expect(answered(301, '<a href="https://e.example">')).toMatchObject({
      problem: 'it answered 301, a redirect',
    });
  });
});
