import fc from 'fast-check';
import { type DeliveryEvent, eventKinds } from '../src/event.ts';

/** A deployment that failed, with all that there can be. */
export function anEvent(different: Partial<DeliveryEvent> = {}): DeliveryEvent {
  return {
    kind: 'failed',
    environment: 'prod',
    action: 'deploy',
    deploymentId: 'd-20261124T081530123Z-9f3a',
    actor: 'alice',
    commit: '2222222222222222222222222222222222222222',
    previousCommit: '1111111111111111111111111111111111111111',
    services: [
      { name: 'backend', from: 'in-11111111aaaa', to: 'in-22222222bbbb', ending: 'put back' },
      { name: 'prometheus', from: 'in-33333333cccc', ending: 'unchanged' },
    ],
    milliseconds: 185_000,
    link: 'https://ci.example/runs/1',
    reason: 'backend was not ready within 60 s: 503',
    rollbackCommand: 'npm run rollback -- --environment=prod',
    at: new Date('2026-11-24T08:15:30.123Z'),
    ...different,
  };
}

/** What can do harm in Slack, Markdown, HTML, a mail or a terminal, between texts of any characters. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        ...['`', '```', '````\n', '|', '\\|', '<!channel>', '@here', '<@U1>', '&amp;', '<script>', '</code>'],
        ...['\n', '\r\n', '\u0000', '\u001B[31m', '\u202E', '\uD800', '*_~', '[a](b)', '# ', 'www.a.example'],
        ...['https://a.example', '$x$', '👩‍👩‍👧', '\u2028', '~~~', '    ', '- ', '> '],
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const longText = fc
  .tuple(hostileText, fc.integer({ min: 1, max: 3000 }))
  .map(([text, times]) => text.repeat(times).slice(0, 30_000));

const text = fc.oneof({ weight: 4, arbitrary: hostileText }, { weight: 1, arbitrary: longText });

/** Events that somebody means ill with. */
export const hostileEvent: fc.Arbitrary<DeliveryEvent> = fc.record(
  {
    kind: fc.constantFrom(...eventKinds),
    environment: text,
    action: fc.constantFrom('deploy', 'rollback', 'destroy', 'drift', 'approval'),
    deploymentId: text,
    actor: text,
    commit: text,
    previousCommit: text,
    services: fc.array(
      fc.record({ name: text, from: text, to: text, ending: text }, { requiredKeys: ['name'] }),
      { maxLength: 60 },
    ),
    milliseconds: fc.double(),
    link: fc.oneof(text, fc.webUrl({ withQueryParameters: true, withFragments: true })),
    reason: text,
    rollbackCommand: text,
    at: fc.date({ noInvalidDate: false }),
  },
  { requiredKeys: ['kind', 'environment', 'action', 'actor', 'commit', 'services', 'at'] },
);
