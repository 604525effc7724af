// Finds Electron's runtime without loading its package, which would start a download by itself; or says why the desktop app cannot run here.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const downloadSeconds = 180;
const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** The program's path, or null if it was never fetched. */
export function installedElectron() {
  const name = path.join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const program = path.join(folder, 'dist', readFileSync(name, 'utf8'));
  return existsSync(program) ? program : null;
}

/** Why this machine cannot show a window, or null. */
export function whyNoWindow() {
  if (process.platform !== 'linux') return null;
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display';
  // Chromium's sandbox does not start as root, and it is not switched off for that.
  if (process.getuid?.() === 0) return "Electron's sandbox does not run as root";
  return null;
}

/**
 * Runs Electron's own installer, quietly and for a bounded time.
 * @returns {Promise<string | null>} the program's path, or null if it could not be fetched
 */
export async function fetchElectron() {
  await new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: downloadSeconds * 1000,
    });
    child.on('error', resolve);
    child.on('exit', resolve);
  });
  return installedElectron();
}
