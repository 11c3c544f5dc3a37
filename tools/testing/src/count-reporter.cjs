const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** Writes how many tests passed, failed and were skipped, so that a run over many projects can be summed up. */
module.exports = class CountReporter {
  constructor(globalConfig) {
    this.file = join(globalConfig.rootDir, 'dist/test-results.json');
  }

  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      // A file that does not even load runs no test, and must still count as failed.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(counts) + '\n');
  }
};
