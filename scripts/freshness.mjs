// Tells whether out/ was built from the sources as they are now, by comparing the stamp of the last build with the newest source.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const stampFile = 'out/.built';

const sources = ['main', 'shared', 'renderer', 'samples', 'package.json', 'vite.config.ts', 'scripts/build.mjs'];

/** @param {string} root */
export function isStale(root) {
  const built = modified(path.join(root, stampFile));
  return built === 0 || sources.some((source) => newest(path.join(root, source)) > built);
}

/** @param {string} root */
export function markBuilt(root) {
  writeFileSync(path.join(root, stampFile), '');
}

/**
 * The latest change in a file or folder. Folders count too: a deleted file changes its folder only.
 * @param {string} file
 * @returns {number}
 */
function newest(file) {
  const own = modified(file);
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return own;
  return Math.max(own, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** @param {string} file */
const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
