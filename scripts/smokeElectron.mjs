// `npm run smoke:electron`: starts the real Electron where there is one and checks what the stand-in of the tests cannot know.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { installedElectron, whyNoWindow } from './electronRuntime.mjs';

const root = path.join(import.meta.dirname, '..');
const program = installedElectron();
const reason =
  whyNoWindow() ?? (program ? null : "Electron's runtime is not installed (npx install-electron fetches it)");
if (reason || !program) {
  console.log(`smoke:electron skipped: ${reason}.`);
  process.exit(0);
}

const data = mkdtempSync(path.join(tmpdir(), 'topolith-smoke-'));
/** @type {Record<string, string>} */
const env = { TOPOLITH_DATA: data };
for (const [name, value] of Object.entries(process.env)) {
  if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE' && name !== 'TOPOLITH_DATA') env[name] = value;
}
const app = await _electron.launch({ executablePath: program, args: [root], env });
try {
  const page = await app.firstWindow();
  assert.equal(page.url(), 'app://topolith/');
  const seen = await page.evaluate(`(async () => ({
    node: [typeof require, typeof process, typeof module],
    exposed: Object.keys(window.topolith).sort(),
    about: await window.topolith.call('about', {}),
    junk: await window.topolith.call('openSample', { id: '../x' }),
    file: await fetch('file:///etc/hostname').then(() => 'read', () => 'refused'),
    evaluated: (() => { try { return eval('1'); } catch { return 'refused'; } })(),
  }))()`);
  assert.deepEqual(seen.node, ['undefined', 'undefined', 'undefined']);
  assert.deepEqual(seen.exposed, ['call', 'on']);
  assert.equal(seen.about.value.host, 'desktop');
  assert.equal(seen.junk.error.code, 'badRequest');
  assert.equal(seen.file, 'refused');
  assert.equal(seen.evaluated, 'refused');
  console.log(`smoke:electron passed on Electron ${seen.about.value.electron}.`);
} finally {
  await app.close();
  rmSync(data, { recursive: true, force: true });
}
