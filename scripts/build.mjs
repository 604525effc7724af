// Builds everything that runs into out/: the hosts, the preload, the command line, the page and the samples.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { buildNode } from './bundle.mjs';
import { markBuilt, stampFile } from './freshness.mjs';

const root = path.join(import.meta.dirname, '..');
process.chdir(root);

/** Copies the shipped projects: an installed app has no source tree beside it. */
function copySamples() {
  rmSync('out/samples', { recursive: true, force: true });
  mkdirSync('out/samples', { recursive: true });
  for (const name of existsSync('samples') ? readdirSync('samples') : []) {
    if (name.endsWith('.topolith')) cpSync(path.join('samples', name), path.join('out/samples', name));
  }
}

/** @type {[name: string, make: () => unknown][]} */
const parts = [
  [
    'hosts',
    () => buildNode({ index: 'main/desktop/index.ts', browser: 'main/browser/index.ts' }, 'out/main', 'es', 'js'),
  ],
  ['preload', () => buildNode({ preload: 'main/desktop/preload.ts' }, 'out/preload', 'cjs', 'cjs')],
  // Apart from the hosts: it must not load what they load.
  ['command line', () => buildNode({ cli: 'main/cli/cli.ts' }, 'out/main', 'es', 'js', false)],
  ['page', () => build({ logLevel: 'warn' })],
  ['samples', copySamples],
];

const started = Date.now();
// Gone until the build is whole, so that a broken one counts as stale.
rmSync(stampFile, { force: true });
const broken = [];
for (const [name, make] of parts) {
  try {
    await make();
  } catch (error) {
    broken.push(name);
    console.error(`build: ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
if (broken.length > 0) {
  console.error(`build: failed: ${broken.join(', ')}`);
  process.exit(1);
}
markBuilt(root);
console.log(`build: out/ is ready (${((Date.now() - started) / 1000).toFixed(1)} s)`);
