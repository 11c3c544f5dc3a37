import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { anEvent, hostileEvent } from '../../test/event.ts';
import { markdown, markdownHeadline } from './markdown.ts';

/** As GitHub reads it: with tables, HTML, and addresses made links. */
const reader = new MarkdownIt({ html: true, linkify: true });

describe('markdown', () => {
  it('says all that there is of a failure', () => {
    expect(reader.render(markdown(anEvent()))).toBe(
      [
        '<h3>prod: failed – backend put back, prometheus unchanged (d-20261124T081530123Z-9f3a)</h3>',
        '<ul>',
        '<li>Who: <code>alice</code></li>',
        '<li>Commit: <code>1111111 → 2222222</code></li>',
        '<li>Took: <code>3 min 5 s</code></li>',
        '<li>When: <code>2026-11-24 08:15 UTC</code></li>',
        '<li>Deployment: <code>d-20261124T081530123Z-9f3a</code></li>',
        '</ul>',
        '<table>\n<thead>\n<tr>\n<th>service</th>\n<th>from</th>\n<th>to</th>\n<th>ending</th>\n</tr>\n</thead>',
        '<tbody>',
        '<tr>\n<td><code>backend</code></td>\n<td><code>in-11111111</code></td>',
        '<td><code>in-22222222</code></td>\n<td><code>put back</code></td>\n</tr>',
        '<tr>\n<td><code>prometheus</code></td>\n<td><code>in-33333333</code></td>',
        '<td></td>\n<td><code>unchanged</code></td>\n</tr>',
        '</tbody>\n</table>',
        '<p><strong>Why</strong></p>',
        '<pre><code class="language-text">backend was not ready within 60 s: 503\n</code></pre>',
        '<p><strong>Roll back</strong></p>',
        '<pre><code class="language-text">npm run rollback -- --environment=prod\n</code></pre>',
        '<p><a href="https://ci.example/runs/1">Read on</a></p>\n',
      ].join('\n'),
    );
  });

  it('shows hostile names as they are', () => {
    const name = 'a|b `c` <img src=x> [d](https://e.example) www.f.example';
    const rendered = reader.render(markdown(anEvent({ services: [{ name }] })));
    expect(rendered).toContain(
      '<td><code>a|b `c` &lt;img src=x&gt; [d](https://e.example) www.f.example</code></td>',
    );
  });

  it('keeps a reason with fences of its own in one block', () => {
    const reason = '```\n</code>\n````\n# not a heading';
    const rendered = reader.render(markdown(anEvent({ reason })));
    expect(rendered).toContain('```\n&lt;/code&gt;\n````\n# not a heading\n</code></pre>');
  });

  it('counts the services that it does not show', () => {
    const services = Array.from({ length: 103 }, (_, index) => ({ name: `s${index}` }));
    expect(markdown(anEvent({ services }))).toContain('and 3 more services');
  });

  it('is far below the megabyte of a step', () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        expect(Buffer.byteLength(markdown(event))).toBeLessThan(512 * 1024);
      }),
    );
  });

  it('has the structure that we gave it, whatever stands in an event', () => {
    const ours = new Set(['h3', 'ul', 'li', 'p', 'strong', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a']);
    fc.assert(
      fc.property(hostileEvent, (event) => {
        const tokens = reader
          .parse(markdown(event), {})
          .flatMap((token) => [token, ...(token.children ?? [])]);
        const count = (type: string) => tokens.filter((token) => token.type === type).length;
        expect(tokens.filter(({ tag, nesting }) => nesting !== 0 && !ours.has(tag))).toEqual([]);
        expect(count('heading_open')).toBe(1);
        expect(count('td_open')).toBe(4 * event.services.length);
        expect(count('fence')).toBe([event.reason, event.rollbackCommand].filter(Boolean).length);
        expect(count('link_open')).toBeLessThanOrEqual(1);
        expect(count('html_block')).toBe(0);
        for (const { type, content } of tokens) {
          if (type === 'html_inline') expect(content).toMatch(/^<\/?code>$/);
        }
      }),
    );
  });
});

describe('markdownHeadline', () => {
  it('mentions nobody', () => {
    const rendered = reader.render(markdownHeadline(anEvent({ environment: '@channel' })));
    expect(rendered).toContain('@\u2060channel');
  });
});
