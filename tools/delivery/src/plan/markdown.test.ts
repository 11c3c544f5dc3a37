import fc from 'fast-check';
import { liveOf, wantedOf } from '../../test/stacks.ts';
import type { Change, Decision } from '../decide/index.ts';
import { commentLimit, planMarkdown } from './markdown.ts';
import type { Plan } from './summary.ts';

const decision = (name: string, change: Change = 'update', reason = 'image'): Decision => ({
  ...{ name, change, reason, wanted: wantedOf(name, 'b') },
  ...(change !== 'create' && { live: liveOf(name, 'a') }),
});

const planOf = (decisions: Decision[], details: Record<string, string> = {}): Plan => ({
  ...{ environment: 'prod', commit: 'c'.repeat(40), decisions },
  details: new Map(Object.entries(details)),
});

describe('a plan as Markdown', () => {
  it('is a summary, a table of what changes, and what Terraform says', () => {
    expect(
      planMarkdown(planOf([decision('api', 'unchanged', ''), decision('web')], { web: '~ replace' })),
    ).toBe(
      `<!-- prod-e plan prod -->
### Plan for \`prod\`: 1 unchanged, 1 update

Commit \`cccccccccccc\`
| stack | change | what differs | from → to |
| --- | --- | --- | --- |
| web | update | image | in-aaaaaaaa → in-bbbbbbbb |

<details><summary>web</summary>

\`\`\`
~ replace
\`\`\`
</details>
`,
    );
  });

  it('says so when there is nothing to do', () => {
    expect(planMarkdown(planOf([decision('web', 'unchanged', '')]))).toContain('`prod`: nothing to do');
  });

  it('of more stacks than a comment holds is cut at the table’s end, and keeps its summary (hashicorp/terraform-cdk-action#150)', () => {
    const many = Array.from({ length: 3000 }, (_, index) => decision(`service-${index}`));
    const text = planMarkdown(planOf(many, { 'service-0': 'x' }));
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    expect(text).toContain('3000 update');
    const shown = text.match(/^\| service-/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(500);
    expect(text).toContain(`${3000 - shown} more stacks change, which do not fit here.`);
  });

  it('cuts what Terraform says before it cuts the table', () => {
    const long = 'x'.repeat(60_000);
    const text = planMarkdown(planOf([decision('api'), decision('web')], { api: long, web: long }));
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    expect(text).toMatch(/^\| web /m);
    expect(text).toContain('1 stacks have details that do not fit here');
  });

  it('fits a comment and keeps its summary, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 200 }), fc.string({ maxLength: 400 })), { maxLength: 300 }),
        fc.dictionary(fc.string({ minLength: 1, maxLength: 30 }), fc.string({ maxLength: 5000 }), {
          maxKeys: 30,
        }),
        fc.integer({ min: 2000, max: commentLimit }),
        (stacks, details, limit) => {
          const decisions = stacks.map(([name, reason]) => decision(name, 'update', reason));
          const text = planMarkdown(planOf(decisions, details), limit);
          expect(text.length).toBeLessThanOrEqual(limit);
          if (stacks.length > 0) expect(text).toContain(`\`prod\`: ${stacks.length} update`);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('cannot be broken out of by a name or by what Terraform prints', () => {
    const text = planMarkdown(
      planOf([decision('web', 'update', 'a | b\n<img src=x>')], { web: 'a\n```\n# b' }),
    );
    expect(text).toContain('| a \\| b &lt;img src=x> |');
    expect(text).toContain('````\na\n```\n# b\n````');
  });
});
