import { describeProblem } from './problem.ts';

describe('describeProblem', () => {
  it('says file, line, job, step, what is wrong and what to do', () => {
    const problem = {
      file: 'ci.yml',
      line: 3,
      job: 'test',
      step: 'npm ci',
      says: 'it is wrong',
      next: 'right it',
    };
    expect(describeProblem(problem)).toBe('ci.yml:3, job test, step npm ci: it is wrong\n  next:  right it');
  });

  it('leaves out what it does not know', () => {
    expect(describeProblem({ file: 'ci.yml', says: 'it is wrong', next: 'right it' })).toBe(
      'ci.yml: it is wrong\n  next:  right it',
    );
  });
});
