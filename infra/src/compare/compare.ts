import type { Environment } from '@prod-e/environment';
import { table } from '@prod-e/terminal';
import { differs, fieldsOf } from './fields.ts';

/**
 * Environments side by side, those of a platform in one table: what is configured on one means nothing on another.
 *
 * @param all also what is the same in all of them
 */
export function compare(environments: Environment[], { all }: { all: boolean }): string {
  const platforms = [...new Set(environments.map(({ platform }) => platform))];
  return platforms
    .map((platform) =>
      tableOf(
        platform,
        environments.filter((each) => each.platform === platform),
        all,
      ),
    )
    .join('\n\n');
}

function tableOf(platform: string, environments: Environment[], all: boolean): string {
  const rows = fieldsOf(environments)
    .filter((field) => all || differs(field))
    .map(({ path, values }) => [path, ...values]);
  const names = environments.map(({ name }) => name);
  if (rows.length === 0) return `${platform}: ${names.join(', ')}, in which nothing differs`;
  return table([[platform, ...names], ...rows]);
}
