import { failedTasks } from './failed-tasks.ts';

it('finds the tasks that Nx lists as failed', () => {
  const output = `
 NX   Running targets lint, test for 5 projects failed

Failed tasks:

- bench:lint
- e2e:test

Output of 29 successful tasks were not shown.
`;
  expect(failedTasks(output)).toEqual(['bench:lint', 'e2e:test']);
});

it('finds none where everything passed', () => {
  expect(failedTasks(' NX   Successfully ran targets lint, test for 5 projects\n')).toEqual([]);
});
