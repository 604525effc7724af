// Three kinds of tests: plain Node, the built desktop host on the Electron stand-in, and a real Chromium on the built page.
import { defineConfig } from 'vitest/config';

const needChromium = { globalSetup: ['test/standin/chromium.ts'], testTimeout: 60_000, hookTimeout: 60_000 };

// Set by the check that counts: a report of its own, so that the counts are the runner's and not read from its output.
const report = process.env['TOPOLITH_TEST_REPORT'];

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          // Room for a loaded machine; a hang still ends.
          testTimeout: 30_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/standin/**', 'test/desktop/**', 'test/window/**'],
        },
      },
      {
        test: {
          ...needChromium,
          name: 'standin',
          environment: 'node',
          include: ['test/standin/**/*.test.ts', 'test/desktop/**/*.test.ts'],
          // Node itself must load these, so that the resolve hook that stands in for Electron applies.
          server: { deps: { external: [/\/out\//, /\/test\/standin\/[^/]+(?<!\.test)\.ts$/] } },
        },
      },
      {
        test: {
          ...needChromium,
          name: 'window',
          environment: 'node',
          include: ['test/window/**/*.test.ts'],
          // Two Chromiums on two cores make timings meaningless.
          fileParallelism: false,
        },
      },
    ],
  },
});
