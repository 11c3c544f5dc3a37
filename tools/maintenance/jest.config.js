import { preset } from '@prod-e/testing';

// Repositories are made and Nx is started, on a busy machine.
const { transform, ...rest } = preset(import.meta.dirname, { testTimeout: 180_000 });

/** Octokit, and what it stands on, is published as ES modules alone, which Jest does not load as they are. */
const modules = '(@octokit|universal-user-agent|before-after-hook|json-with-bigint|content-type)/';

export default {
  ...rest,
  transform: { ...transform, [`/node_modules/${modules}.+\\.js$`]: transform['^.+\\.ts$'] },
  transformIgnorePatterns: [`/node_modules/(?!${modules})`],
};
