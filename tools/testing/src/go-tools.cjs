const { existsSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '../../../.prod-e/go/bin');

const goTool = (name) => join(folder, name);

function describeWithGoTool(tool, name, tests) {
  if (process.env.CI || existsSync(goTool(tool))) describe(name, tests);
  else describe.skip(`${name} (skipped: ${tool} is not installed, run: npm run setup)`, tests);
}

module.exports = { goTool, describeWithGoTool };
