import { saidOf } from '../../test/workflows.ts';
import { triggers } from './triggers.ts';

const [noForeignCode] = triggers;
const startedBy = (on: string): string => `on: ${on}\njobs: {}\n`;

describe('a trigger', () => {
  it.each(['push', '[push, pull_request]', '{ pull_request: , schedule: [{ cron: 0 4 * * * }] }'])(
    'may be %s',
    (on) => {
      expect(saidOf(noForeignCode, startedBy(on))).toEqual([]);
    },
  );

  it.each(['pull_request_target', '[push, pull_request_target]', '{ workflow_run: { workflows: [ci] } }'])(
    'may not be %s',
    (on) => {
      expect(saidOf(noForeignCode, startedBy(on))).toEqual([
        expect.stringContaining('runs with secrets for what comes from a fork'),
      ]);
    },
  );
});
