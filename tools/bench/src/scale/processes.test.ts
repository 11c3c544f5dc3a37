import { pagesOf, parseStat, readProcesses } from './processes.ts';

const stat = (pid: number, name: string, parent: number, pages: number) =>
  `${pid} (${name}) S ${parent} ${[...Array<number>(19).fill(0), pages].join(' ')} 0`;

it.each(['node', 'a (b) c', 'x) S 9'])('reads what the system says of the program %j', (name) => {
  expect(parseStat(stat(12, name, 3, 456))).toEqual({ pid: 12, parent: 3, pages: 456 });
});

it('sums a process and all that it has started, and no other', () => {
  const processes = [
    { pid: 1, parent: 0, pages: 1000 },
    { pid: 2, parent: 1, pages: 1 },
    { pid: 3, parent: 2, pages: 10 },
    { pid: 4, parent: 3, pages: 100 },
    { pid: 5, parent: 1, pages: 5000 },
  ];
  expect(pagesOf(2, processes)).toBe(111);
});

it('is nothing once the process has ended', () => {
  expect(pagesOf(7, [])).toBe(0);
});

it('finds this very process', () => {
  const found = readProcesses().find(({ pid }) => pid === process.pid);
  expect(found).toMatchObject({ parent: process.ppid });
  expect(found?.pages).toBeGreaterThan(0);
});
