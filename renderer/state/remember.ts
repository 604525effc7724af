// What the window remembers between starts. Browser mode may get another port each time, and a page's own storage goes by port; a cookie
// of 127.0.0.1 does not, so it is kept there. The desktop keeps it in the page's storage.
import { isDesktop } from '../api/client.ts';

const YEAR_SECONDS = 31_536_000;
const nameOf = (key: string): string => `topolith-${key}`;

export function recall(key: string): string | null {
  if (isDesktop()) return localStorage.getItem(nameOf(key));
  const start = `${nameOf(key)}=`;
  const found = document.cookie.split('; ').find((one) => one.startsWith(start));
  return found === undefined ? null : found.slice(start.length);
}

/** Values are single words; null forgets. */
export function remember(key: string, value: string | null): void {
  if (isDesktop()) {
    if (value === null) localStorage.removeItem(nameOf(key));
    else localStorage.setItem(nameOf(key), value);
    return;
  }
  const age = value === null ? 0 : YEAR_SECONDS;
  document.cookie = `${nameOf(key)}=${value ?? ''}; Path=/; SameSite=Strict; Max-Age=${age}`;
}
