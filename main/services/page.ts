// What both hosts serve as the page: the built files by name, and the headers that go with every answer.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Nothing from outside, no inline script. Inline styles are allowed because React Flow and Radix set style attributes and style tags. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const safetyHeaders: Readonly<Record<string, string>> = Object.freeze({
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  type: string;
  read(): Buffer;
}

/**
 * All files of the built page by address ("/" and "/assets/x.js"). A request is looked up in this map and never joined to a path, so
 * there is no way out of the folder. Files of an unknown type (source maps) are left out.
 */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const full = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, full).split(path.sep).join('/')}`;
    files.set(address, { type, read: () => readFileSync(full) });
  }
  const index = files.get('/index.html');
  if (!index) throw new Error(`${folder} has no index.html; run "npm run build"`);
  files.set('/', index);
  return files;
}
