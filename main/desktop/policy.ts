// What the desktop host allows: pure decisions over plain values, so that they are tested without Electron. The other files only ask.
import path from 'node:path';

export const scheme = 'app';
export const pageHost = 'topolith';
export const pageUrl = `${scheme}://${pageHost}/`;

const longestLink = 2048;

/** A call is answered only for the main frame of our own page; a frame that is gone has no address. */
export function senderAllowed(frame: { url: string; isMainFrame: boolean } | null): boolean {
  return frame !== null && frame.isMainFrame && isPage(frame.url);
}

/** Our page may be loaded again; it leads nowhere else. */
export const navigationAllowed = (url: string): boolean => isPage(url);

/** Exactly the page's address, whatever its query or fragment. */
function isPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  // Since another scheme's "origin" is the text "null", the parts are compared one by one.
  const { protocol, host, pathname, username, password } = new URL(url);
  return (
    protocol === `${scheme}:` &&
    host === pageHost &&
    (pathname === '/' || pathname === '/index.html') &&
    username === '' &&
    password === ''
  );
}

/** Links may go to the user's own browser if they are plain https: everything else can start programs. */
export function externalLinkAllowed(url: unknown): url is string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (typeof url !== 'string' || url.length > longestLink || /[\u0000-\u0020\u007f]/.test(url)) return false;
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}

/** Electron grants by default. A page that draws needs none but writing to the clipboard ("copy as text"). */
export const permissionAllowed = (name: string): boolean => name === 'clipboard-sanitized-write';

/** The address of a page file as the map of files has it, or null for a request that is not for the page. */
export function pageAddress(method: string, url: string): string | null {
  if (method !== 'GET' || !URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  return protocol === `${scheme}:` && host === pageHost ? pathname : null;
}

/**
 * The project files among command-line arguments, as full paths. Chromium adds switches of its own in any order, and the first
 * entries are the program and, in development, the application folder; so a file is what ends like one and is no switch.
 */
export function fileArguments(args: readonly string[], cwd: string): string[] {
  return args
    .filter((arg) => !arg.startsWith('-') && arg.toLowerCase().endsWith('.topolith'))
    .map((arg) => path.resolve(cwd, arg));
}

/** What a second start hands to the first one: data from another process, so its shape is checked. */
export function filesOfSecondStart(data: unknown): string[] {
  const files = data !== null && typeof data === 'object' ? Reflect.get(data, 'files') : undefined;
  if (!Array.isArray(files)) return [];
  return files.filter((file): file is string => typeof file === 'string' && path.isAbsolute(file)).slice(0, 16);
}
