import { at, changeOf, endAt, startAt } from '../../test/samples.ts';
import type { Deployment, DeploymentEnd, DeploymentStart } from '../deployment.ts';
import { doraMetrics } from './dora.ts';

const hour = 3600;
const day = 24 * hour;
const week = { from: new Date(at(0)), to: new Date(at(7 * day)) };

/** A deployment that ended then. */
function endedAt(
  seconds: number,
  end: Partial<DeploymentEnd> = {},
  start: Partial<DeploymentStart> = {},
): Deployment {
  return { ...startAt(seconds - 10, start), end: endAt(seconds - 10, { commits: [], ...end }) };
}
const failedAt = (seconds: number, more: Partial<DeploymentStart> = {}) =>
  endedAt(seconds, { outcome: 'failed', stacks: [changeOf('web', { ending: 'failed' })] }, more);
const untouched = { stacks: [changeOf('web', { change: 'unchanged', ending: 'unchanged' })] };
const notStarted = { stacks: [changeOf('web', { ending: 'not started' })] };
const many = (count: number, make: (index: number) => Deployment) =>
  Array.from({ length: count }, (_, i) => make(i));

describe('doraMetrics', () => {
  it('of nothing are those of a team that deployed nothing', () => {
    expect(doraMetrics([], week)).toEqual({
      deploymentFrequency: { value: 0, band: 'low' },
      leadTime: {},
      changeFailureRate: {},
      timeToRestore: {},
    });
  });

  it('of an empty period have no frequency', () => {
    expect(doraMetrics([endedAt(1)], { from: week.from, to: week.from }).deploymentFrequency).toEqual({});
  });

  describe('deployment frequency', () => {
    it.each<[string, Deployment[], number, string]>([
      ['fourteen in a week', many(14, (i) => endedAt(i * 1000)), 2, 'elite'],
      ['one a day', many(7, (i) => endedAt(i * day + hour)), 1, 'high'],
      ['one in a week', [endedAt(hour)], 1 / 7, 'high'],
      ['one that ended at the very beginning', [endedAt(0)], 1 / 7, 'high'],
      ['one that ended at the very end', [endedAt(7 * day)], 0, 'low'],
      ['one that ended before', [endedAt(-1)], 0, 'low'],
      ['one that is under way', [startAt(hour)], 0, 'low'],
      ['one that changed nothing', [endedAt(hour, untouched)], 0, 'low'],
      ['one that failed', [failedAt(hour)], 0, 'low'],
      ['a rollback', [endedAt(hour, {}, { kind: 'rollback' })], 0, 'low'],
      ['a destruction', [endedAt(hour, {}, { kind: 'destroy' })], 0, 'low'],
    ])('of %s', (_what, deployments, value, band) => {
      expect(doraMetrics(deployments, week).deploymentFrequency).toEqual({ value, band });
    });

    it('of one in three weeks is medium', () => {
      const weeks = { from: new Date(at(0)), to: new Date(at(21 * day)) };
      expect(doraMetrics([endedAt(hour)], weeks).deploymentFrequency.band).toBe('medium');
    });
  });

  describe('lead time', () => {
    const shipping = (seconds: number, commits: [string, number][], more: Partial<DeploymentEnd> = {}) =>
      endedAt(seconds, {
        commits: commits.map(([hash, then]) => ({ hash, committedAt: at(then) })),
        ...more,
      });

    it.each<[string, Deployment[], object]>([
      ['no commit', [endedAt(hour)], {}],
      ['a commit of the hour before', [shipping(2 * hour, [['a', hour]])], { value: hour, band: 'elite' }],
      ['a commit of two days before', [shipping(day, [['a', -day]])], { value: 2 * day, band: 'high' }],
      [
        'a commit of eight days before',
        [shipping(day, [['a', -7 * day]])],
        { value: 8 * day, band: 'medium' },
      ],
      ['a commit of 31 days before', [shipping(day, [['a', -30 * day]])], { value: 31 * day, band: 'low' }],
      [
        'three commits: the one in the middle',
        [shipping(hour, [['a', hour - 1], ['b', hour - 2]]), shipping(2 * hour, [['c', 0]])], // prettier-ignore
        { value: 2, band: 'elite' },
      ],
      [
        'two commits: half-way between them',
        [shipping(hour, [['a', hour - 1], ['b', hour - 4]])], // prettier-ignore
        { value: 2.5, band: 'elite' },
      ],
      [
        'a commit that failed before it succeeded: until it succeeded',
        [shipping(day, [['a', 0]], { outcome: 'failed' }), shipping(2 * day, [['a', 0]])],
        { value: 2 * day, band: 'high' },
      ],
      [
        'a commit that was shipped twice: until the first time',
        [shipping(hour, [['a', 0]]), shipping(day, [['a', 0]])],
        { value: hour, band: 'elite' },
      ],
      [
        'a commit that was first shipped before the period: none',
        [shipping(-hour, [['a', -day]]), shipping(day, [['a', -day]])],
        {},
      ],
      [
        'a commit that changed no stack',
        [shipping(hour, [['a', 0]], untouched)],
        { value: hour, band: 'elite' },
      ],
    ])('of %s', (_what, deployments, expected) => {
      expect(doraMetrics(deployments, week).leadTime).toEqual(expected);
      expect(doraMetrics([...deployments].reverse(), week).leadTime).toEqual(expected);
    });
  });

  describe('change failure rate', () => {
    const rate = (failures: number, of: number) =>
      many(of, (i) => (i < failures ? failedAt(i + 100) : endedAt(i + 100)));

    it.each<[string, Deployment[], object]>([
      ['no failure', rate(0, 4), { value: 0, band: 'elite' }],
      ['one failure in twenty', rate(1, 20), { value: 0.05, band: 'elite' }],
      ['one failure in ten', rate(1, 10), { value: 0.1, band: 'high' }],
      ['three failures in twenty', rate(3, 20), { value: 0.15, band: 'medium' }],
      ['one failure in four', rate(1, 4), { value: 0.25, band: 'low' }],
      ['one that was rolled back', [endedAt(hour, { outcome: 'rolled back' })], { value: 1, band: 'low' }],
      ['one that was cancelled', [endedAt(hour, { outcome: 'cancelled' })], { value: 1, band: 'low' }],
      [
        'one that failed before it changed anything: none',
        [endedAt(hour, { outcome: 'failed', ...notStarted })],
        {},
      ],
      ['a rollback that failed: none', [failedAt(hour, { kind: 'rollback' })], {}],
      ['one outside of the period: none', [failedAt(8 * day)], {}],
    ])('of %s', (_what, deployments, expected) => {
      expect(doraMetrics(deployments, week).changeFailureRate).toEqual(expected);
    });
  });

  describe('time to restore', () => {
    it.each<[string, Deployment[], object]>([
      ['no failure', [endedAt(hour)], {}],
      ['a failure that nothing followed', [failedAt(hour)], {}],
      ['half an hour', [failedAt(hour), endedAt(1.5 * hour)], { value: 0.5 * hour, band: 'elite' }],
      ['an hour', [failedAt(hour), endedAt(2 * hour)], { value: hour, band: 'high' }],
      ['a day', [failedAt(hour), endedAt(hour + day)], { value: day, band: 'medium' }],
      ['a week', [failedAt(hour), endedAt(hour + 7 * day)], { value: 7 * day, band: 'low' }],
      [
        'two failures in a row: each until the success',
        [failedAt(hour), failedAt(2 * hour), endedAt(3 * hour)],
        { value: 1.5 * hour, band: 'high' },
      ],
      [
        'a rollback, which restores',
        [failedAt(hour), endedAt(hour + 60, {}, { kind: 'rollback' }), endedAt(day)],
        { value: 60, band: 'elite' },
      ],
      [
        'a success that changed nothing, since the environment was as wanted',
        [failedAt(hour), endedAt(hour + 60, untouched)],
        { value: 60, band: 'elite' },
      ],
      [
        'a success of another environment, which restores nothing',
        [failedAt(hour), endedAt(2 * hour, {}, { environment: 'prod' })],
        {},
      ],
      [
        'a destruction, which restores nothing',
        [failedAt(hour), endedAt(2 * hour, {}, { kind: 'destroy' })],
        {},
      ],
      [
        'one that was rolled back, and so worked at its end',
        [endedAt(hour, { outcome: 'rolled back' }), endedAt(day)],
        {},
      ],
      ['one that changed nothing', [endedAt(hour, { outcome: 'failed', ...notStarted }), endedAt(day)], {}],
      ['a failure before the period', [failedAt(-hour), endedAt(hour)], {}],
    ])('of %s', (_what, deployments, expected) => {
      expect(doraMetrics(deployments, week).timeToRestore).toEqual(expected);
      expect(doraMetrics([...deployments].reverse(), week).timeToRestore).toEqual(expected);
    });
  });
});
