// Prints "N passed, N failed" from vitest's JSON report and fails if a test failed or none ran, so that an empty run cannot pass for a good one.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
let good = false;
try {
  const report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  passed = report.numPassedTests;
  // A file that does not load has no test to fail, yet it is a failure.
  const unloaded = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  );
  failed = report.numFailedTests + unloaded.length;
  good = report.success === true && failed === 0 && passed > 0;
} catch (error) {
  console.error(`no test report: ${error instanceof Error ? error.message : String(error)}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(good ? 0 : 1);
